//! Which day: the days with free times in an office.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use jiff::{Timestamp, civil::Date};
pub use web::texts::capital;
use web::{Acting, Page, PageError, Portal, render};

use super::{At, Errand, Halt, Moving};
use crate::appointments::bookable;

#[derive(Template)]
#[template(path = "appointments/pages/book/days.html")]
struct Days {
    page: Page,
    moves: Option<String>,
    days: Vec<Day>,
}

struct Day {
    href: String,
    /// With a capital first.
    name: String,
    free: usize,
}

/// Times that are counted: far more than anyone looks through.
const MOST: i64 = 2_000;
/// Days on the page.
const MOST_DAYS: usize = 60;

/// Shows the days.
pub async fn get(
    State(portal): State<Portal>,
    acting: Acting,
    Path(at): Path<At>,
    Query(moving): Query<Moving>,
) -> Result<Response, PageError> {
    show(&portal, &acting, at, moving).await.or_else(Halt::answer)
}

async fn show(portal: &Portal, acting: &Acting, at: At, moving: Moving) -> Result<Response, Halt> {
    let errand = Errand::begin(portal, acting, moving.flytter.as_deref().unwrap_or_default()).await?;
    let office = errand.office(portal, acting, &at.office).await?;
    let free = portal.times().free(&office, errand.allowed.now(), MOST).await.map_err(PageError::unavailable)?;
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    for slot in free.iter().filter(|slot| bookable::is_offered(&errand.allowed, slot)) {
        *days.entry(day_of(slot.starts_at)).or_default() += 1;
    }
    let day = |(day, free): (Date, usize)| Day {
        href: errand.path(acting, &format!("/{}/dag/{day}", office.id)),
        name: capital(&acting.words().day(day)),
        free,
    };
    let days = days.into_iter().take(MOST_DAYS).map(day).collect();
    Ok(render(&Days { page: errand.page(acting, &office.name), moves: errand.moves(acting), days }))
}

/// The date in Norway.
pub fn day_of(at: Timestamp) -> Date {
    web::oslo(at).date()
}
