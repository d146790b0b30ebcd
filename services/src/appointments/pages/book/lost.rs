//! When somebody else was first: said plainly, with what was typed kept and the nearest other times to choose among.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use booking::Slot;
use jiff::{SignedDuration, Timestamp};
use offices::Office;
use web::{Acting, Choice, Form, Page, PageError, Portal, render};

use super::{Errand, Halt, days::capital, times};
use crate::appointments::bookable;

/// Times to choose among.
const NEAREST: usize = 5;
/// Free times that the nearest are looked for among, on either side.
const LOOKED_AT: i64 = 100;
/// How long before the lost one a time may lie.
const BEFORE: SignedDuration = SignedDuration::from_hours(7 * 24);

#[derive(Template)]
#[template(path = "appointments/pages/book/lost.html")]
struct Lost {
    page: Page,
    form: Form,
    /// Key of what happened.
    why: &'static str,
    others: Vec<Choice>,
    action: String,
    days: String,
}

/// The page, with status 409.
pub async fn page(
    portal: &Portal,
    acting: &Acting,
    errand: &Errand,
    office: &Office,
    (slot, form): (&Slot, Form),
) -> Result<Response, Halt> {
    let others = nearest(portal, errand, office, slot.starts_at).await?;
    let words = acting.words();
    let choice = |slot: Slot| Choice {
        value: slot.id().to_string(),
        text: format!("{}, {}", capital(&words.day(super::days::day_of(slot.starts_at))), times::clock(words, &slot)),
        description: times::about(&slot).unwrap_or_default(),
    };
    let gone = slot.starts_at <= errand.allowed.now();
    let mut page = render(&Lost {
        page: errand.page(acting, words.t("appointments-book-lost-title")),
        why: if gone { "appointments-book-over" } else { "appointments-book-lost" },
        others: others.into_iter().map(choice).collect(),
        action: acting.path(&format!("{}/{}/sjekk", super::START, office.id)),
        days: errand.path(acting, &format!("/{}", office.id)),
        form,
    });
    *page.status_mut() = StatusCode::CONFLICT;
    Ok(page)
}

/// The free times that lie nearest, the earliest first.
async fn nearest(portal: &Portal, errand: &Errand, office: &Office, lost: Timestamp) -> Result<Vec<Slot>, Halt> {
    let now = errand.allowed.now();
    let from = now.max(lost - BEFORE);
    let free = portal.times().free(office, from, LOOKED_AT).await.map_err(PageError::unavailable)?;
    let mut free: Vec<Slot> = free.into_iter().filter(|slot| bookable::is_offered(&errand.allowed, slot)).collect();
    free.sort_by_key(|slot| slot.starts_at.duration_since(lost).abs());
    free.truncate(NEAREST);
    free.sort_by_key(|slot| slot.starts_at);
    Ok(free)
}
