//! The open front page (P1).

use askama::Template;
use axum::{
    extract::{Extension, State},
    response::{IntoResponse, Redirect, Response},
};
use eid::sessions::Reading;

use super::about;
use crate::{Card, Page, Portal, Visitor, render};

#[derive(Template)]
#[template(path = "pages/front.html")]
struct Front {
    page: Page,
    services: Vec<Card>,
}

/// How many services have an entrance on the front page; the rest are behind "See all services".
const ENTRANCES: usize = 5;

/// Shows the entrances; one who is logged in comes to their own page.
pub async fn get(State(portal): State<Portal>, visitor: Visitor, reading: Option<Extension<Reading>>) -> Response {
    if let Some(Extension(Reading::Live(session))) = reading {
        let handle = portal.handles().of(session.person, session.person);
        return Redirect::to(&format!("/p/{handle}")).into_response();
    }
    let words = visitor.words();
    let mut services: Vec<Card> =
        portal.services().iter().take(ENTRANCES).map(|service| about::card(service, words)).collect();
    services.push(Card {
        href: Some("/om".into()),
        icon: "grid",
        title: words.t("overview-link").to_owned(),
        text: words.t("overview-about").to_owned(),
    });
    render(&Front { page: visitor.page("front-title"), services })
}
