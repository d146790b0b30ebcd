//! Where: the offices that offer times, each with its first free one.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use offices::Office;
use web::{Acting, Page, PageError, Portal, render};

use super::{Errand, Halt, Moving};
use crate::appointments::bookable;

#[derive(Template)]
#[template(path = "appointments/pages/book/places.html")]
struct Places {
    page: Page,
    moves: Option<String>,
    places: Vec<Place>,
}

struct Place {
    href: String,
    name: String,
    /// The first free time, in words.
    first: Option<String>,
}

/// Times of an office that are looked through for the first that is the reader's to book.
const FIRST_FEW: i64 = 50;

/// Shows where times may be booked.
pub async fn get(
    State(portal): State<Portal>,
    acting: Acting,
    Query(moving): Query<Moving>,
) -> Result<Response, PageError> {
    show(&portal, &acting, moving).await.or_else(Halt::answer)
}

async fn show(portal: &Portal, acting: &Acting, moving: Moving) -> Result<Response, Halt> {
    let errand = Errand::begin(portal, acting, moving.flytter.as_deref().unwrap_or_default()).await?;
    let mut places = Vec::new();
    for office in bookable::offices(portal, acting, &errand.allowed).await? {
        places.push(place(portal, acting, &errand, &office).await?);
    }
    let key = if errand.moving.is_some() { "appointments-move" } else { "appointments-book" };
    let page = acting.page(key).under(acting.path("timer"), acting.words().t("appointments-title"));
    Ok(render(&Places { page, moves: errand.moves(acting), places }))
}

async fn place(portal: &Portal, acting: &Acting, errand: &Errand, office: &Office) -> Result<Place, Halt> {
    let free = portal.times().free(office, errand.allowed.now(), FIRST_FEW).await.map_err(PageError::unavailable)?;
    let first = free.iter().find(|slot| bookable::is_offered(&errand.allowed, slot));
    Ok(Place {
        href: errand.path(acting, &format!("/{}", office.id)),
        name: office.name.clone(),
        first: first.map(|slot| acting.words().moment(slot.starts_at)),
    })
}
