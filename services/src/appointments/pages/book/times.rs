//! Which time: the free times of a day.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use booking::Slot;
use jiff::civil::Date;
use serde::Deserialize;
use web::{Acting, Page, PageError, Portal, Words, render};

use super::{Errand, Halt, Moving, days::capital};
use crate::appointments::bookable;

#[derive(Template)]
#[template(path = "appointments/pages/book/times.html")]
struct Times {
    page: Page,
    moves: Option<String>,
    times: Vec<Time>,
    /// Back to all days.
    days: String,
}

struct Time {
    href: String,
    /// "kl. 09.30–10.00".
    clock: String,
    about: Option<String>,
}

/// Which day of which office.
#[derive(Deserialize)]
pub struct OnDay {
    office: String,
    day: String,
}

/// Shows the times.
pub async fn get(
    State(portal): State<Portal>,
    acting: Acting,
    Path(on): Path<OnDay>,
    Query(moving): Query<Moving>,
) -> Result<Response, PageError> {
    show(&portal, &acting, on, moving).await.or_else(Halt::answer)
}

async fn show(portal: &Portal, acting: &Acting, on: OnDay, moving: Moving) -> Result<Response, Halt> {
    let errand = Errand::begin(portal, acting, moving.flytter.as_deref().unwrap_or_default()).await?;
    let office = errand.office(portal, acting, &on.office).await?;
    let day: Date = on.day.parse().map_err(|_| PageError::NotFound)?;
    let free = portal.times().free_on(&office, day, errand.allowed.now()).await.map_err(PageError::unavailable)?;
    let offered = free.into_iter().filter(|slot| bookable::is_offered(&errand.allowed, slot));
    let words = acting.words();
    let time = |slot: Slot| Time {
        href: errand.path(acting, &format!("/{}/tid/{}", office.id, slot.id())),
        clock: clock(words, &slot),
        about: about(&slot),
    };
    let days = errand.path(acting, &format!("/{}", office.id));
    let page = errand.page(acting, &capital(&words.day(day))).under(days.clone(), office.name.clone());
    Ok(render(&Times { page, moves: errand.moves(acting), times: offered.map(time).collect(), days }))
}

/// From when to when, on the wall clock.
pub fn clock(words: &Words, slot: &Slot) -> String {
    let text = words.say("appointments-book-clock");
    text.with("from", words.clock(slot.starts_at)).with("until", words.clock(slot.ends_at)).to_string()
}

/// What it is for, and whom one meets.
pub fn about(slot: &Slot) -> Option<String> {
    let parts: Vec<&str> = [slot.title.as_deref(), slot.with.as_deref()].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
