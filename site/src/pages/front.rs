//! The front page (P1): services first, then what is worth reading, and whom to call.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use eid::sessions::Reading;
use web::{Card, Page, Portal, Visitor, about_card, render};

use super::topic::Shown;
use crate::OpenSite;

/// How many services have an entrance on the front page; the rest are behind "See all services".
const ENTRANCES: usize = 5;

#[derive(Template)]
#[template(path = "pages/front.html")]
struct Front {
    page: Page,
    services: Vec<Card>,
    current: Vec<Shown>,
    topics: Vec<Shown>,
}

/// Shows the entrances; one who is logged in comes to their own page.
pub async fn get(
    State(portal): State<Portal>,
    Extension(site): Extension<OpenSite>,
    visitor: Visitor,
    reading: Option<Extension<Reading>>,
) -> Response {
    if let Some(Extension(Reading::Live(session))) = reading {
        let handle = portal.handles().of(session.person, session.person);
        return Redirect::to(&format!("/p/{handle}")).into_response();
    }
    let (open, words) = (site.now(), visitor.words());
    let mut services: Vec<Card> =
        portal.services().iter().take(ENTRANCES).map(|service| about_card(service, words)).collect();
    services.push(Card {
        href: Some("/om".into()),
        icon: "grid",
        title: words.t("overview-link").to_owned(),
        text: words.t("overview-about").to_owned(),
    });
    let current = open.library.current().filter_map(|key| open.library.best(key, words.language()));
    render(&Front {
        page: visitor.page("site-front-title"),
        services,
        current: current.map(|article| Shown::of(article, words)).collect(),
        topics: open.library.topics().map(|(name, topic)| Shown::topic(name, topic, words)).collect(),
    })
}
