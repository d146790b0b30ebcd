//! Who can see and do what, in every service: the table that the gate decides by (B8).

use access::rules::table;
use askama::Template;
use axum::{extract::State, response::Response};

use super::rules::{Row, row};
use crate::{Page, Portal, Visitor, render};

#[derive(Template)]
#[template(path = "pages/about_who.html")]
struct Who {
    page: Page,
    /// The services in use here, and those the table has besides.
    here: Vec<Row>,
    later: Vec<Row>,
}

/// `GET /om/hvem-ser-hva`.
pub async fn get(State(portal): State<Portal>, visitor: Visitor) -> Response {
    let words = visitor.words();
    let here: Vec<_> = portal.services().iter().map(|service| service.rules()).collect();
    let later = table::ALL.iter().filter(|rules| !here.iter().any(|own| own.service == rules.service));
    render(&Who {
        page: visitor.page("about-who-title").under("/om", words.t("about-services-title")),
        later: later.map(|rules| row(rules, words)).collect(),
        here: here.iter().map(|rules| row(rules, words)).collect(),
    })
}
