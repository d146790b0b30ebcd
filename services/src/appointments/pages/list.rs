//! The lists: what is ahead, and what is over.

use access::{Deed, rules::Refusal};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use serde::Deserialize;
use web::{Acting, Page, PageError, Portal, Tab, Turn, render};

use super::wording;
use crate::appointments::{
    SERVICE,
    model::{Appointment, Status},
    store,
};

/// Past appointments on one page.
const PER_PAGE: u32 = 20;

#[derive(Template)]
#[template(path = "appointments/pages/list.html")]
struct List {
    page: Page,
    tabs: [Tab; 2],
    rows: Vec<Row>,
    /// Key of the sentence for an empty list.
    empty: &'static str,
    /// Key of why a youth's list holds less than all; depends on the reader alone.
    narrowed: Option<&'static str>,
    turn: Turn,
    /// Where free times are booked, for one who may act.
    book: Option<String>,
}

struct Row {
    href: String,
    title: String,
    when: String,
    place: Option<String>,
    /// Key and colour of a mark.
    status: Option<(&'static str, &'static str)>,
    /// Key of how one meets, where one need not go anywhere.
    how: Option<&'static str>,
}

/// Where a list of past ones is opened.
#[derive(Deserialize)]
pub struct Opened {
    side: Option<u32>,
}

/// What is ahead, the earliest first.
pub async fn get(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("list")).await?;
    let appointments = store::upcoming(&allowed).await?;
    let refused = acting.refused(&portal, &SERVICE).await?;
    Ok(render(&List {
        book: refused.is_none().then(|| acting.path("timer/ledige")),
        tabs: tabs(&acting, true),
        rows: appointments.iter().map(|it| row(&acting, it, false)).collect(),
        empty: "appointments-none-ahead",
        narrowed: allowed.granted().narrowed.and_then(Refusal::narrowed_key),
        turn: Turn { number: 1, newer: None, older: None },
        page: acting.service_page(&SERVICE),
    }))
}

/// What is over, the latest first.
pub async fn past(
    State(portal): State<Portal>,
    acting: Acting,
    Query(opened): Query<Opened>,
) -> Result<Response, PageError> {
    let number = opened.side.unwrap_or(1).clamp(1, 1_000);
    let allowed = acting.see(&portal, &SERVICE, Deed::new("list_past")).await?;
    let skip = i64::from((number - 1) * PER_PAGE);
    // One more than is shown tells whether there is a next page.
    let mut appointments = store::past(&allowed, i64::from(PER_PAGE) + 1, skip).await?;
    let more = appointments.len() > PER_PAGE as usize;
    appointments.truncate(PER_PAGE as usize);
    let address = |number: u32| acting.path(&format!("timer/tidligere?side={number}"));
    Ok(render(&List {
        book: None,
        tabs: tabs(&acting, false),
        rows: appointments.iter().map(|it| row(&acting, it, true)).collect(),
        empty: "appointments-none-past",
        narrowed: allowed.granted().narrowed.and_then(Refusal::narrowed_key),
        turn: Turn {
            number,
            newer: (number > 1).then(|| address(number - 1)),
            older: more.then(|| address(number + 1)),
        },
        page: acting.service_page(&SERVICE),
    }))
}

fn tabs(acting: &Acting, ahead: bool) -> [Tab; 2] {
    let words = acting.words();
    [("timer", "appointments-ahead", ahead), ("timer/tidligere", "appointments-past", !ahead)]
        .map(|(path, key, current)| Tab { href: acting.path(path), text: words.t(key).to_owned(), current })
}

fn row(acting: &Acting, appointment: &Appointment, is_past: bool) -> Row {
    let words = acting.words();
    Row {
        href: acting.path(&format!("timer/{}", appointment.id())),
        title: wording::title(words, appointment),
        when: wording::when_alone(words, appointment),
        place: place(acting, appointment),
        status: wording::status(appointment, is_past),
        how: wording::how(appointment).filter(|_| !is_past && appointment.status() != Status::Cancelled),
    }
}

fn place(acting: &Acting, appointment: &Appointment) -> Option<String> {
    if appointment.is_at_home() {
        return Some(acting.words().t("appointments-at-home").to_owned());
    }
    appointment.place_name()
}
