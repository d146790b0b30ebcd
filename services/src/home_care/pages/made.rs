//! The visits that were made, the latest first.

use access::Deed;
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use serde::Deserialize;
use visits::Made;
use web::{Acting, Page, PageError, Portal, Tab, Turn, render};

use super::{View, wording};
use crate::home_care::SERVICE;

/// Visits on one page: a week of three a day.
const PER_PAGE: u32 = 21;

#[derive(Template)]
#[template(path = "home_care/pages/made.html")]
struct List {
    page: Page,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    turn: Turn,
}

struct Row {
    href: String,
    when: String,
    what: String,
    who: String,
}

/// Where the list is opened.
#[derive(Deserialize)]
pub struct Opened {
    side: Option<u32>,
}

/// `GET /p/{handle}/hjemmetjeneste/besok`.
pub async fn get(
    State(portal): State<Portal>,
    acting: Acting,
    Query(opened): Query<Opened>,
) -> Result<Response, PageError> {
    let number = opened.side.unwrap_or(1).clamp(1, 1_000);
    let allowed = acting.see(&portal, &SERVICE, Deed::new("list_made")).await?;
    // One more than is shown tells whether there is a next page.
    let mut made = visits::made(&allowed, i64::from(PER_PAGE) + 1, i64::from((number - 1) * PER_PAGE)).await?;
    let more = made.len() > PER_PAGE as usize;
    made.truncate(PER_PAGE as usize);
    let address = |number: u32| acting.path(&format!("hjemmetjeneste/besok?side={number}"));
    Ok(render(&List {
        page: acting.service_page(&SERVICE),
        tabs: super::tabs(&acting, View::Made),
        rows: made.iter().map(|it| row(&acting, it)).collect(),
        turn: Turn {
            number,
            newer: (number > 1).then(|| address(number - 1)),
            older: more.then(|| address(number + 1)),
        },
    }))
}

fn row(acting: &Acting, made: &Made) -> Row {
    let words = acting.words();
    Row {
        href: acting.path(&format!("hjemmetjeneste/{}", made.id())),
        when: wording::capital(&wording::made_at(words, made)),
        what: wording::what(words, made),
        who: made.view.people.join(", "),
    }
}
