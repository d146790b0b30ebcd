//! The logged-in person's own page: the open services with what is next in each, and what is new (L5).

use askama::Template;
use axum::{extract::State, response::Response};
use jiff::Timestamp;

use super::shelf::{self, Shelved};
use crate::{Acting, Card, Notice, Page, PageError, Portal, TimelineItem, render, service::Service};

/// How many events the page lists.
const MOST_EVENTS: usize = 10;

#[derive(Template)]
#[template(path = "pages/home.html")]
struct Home {
    page: Page,
    /// What must be done first.
    notices: Vec<Notice>,
    cards: Vec<Card>,
    /// The log-in before this one, in words; `None` at the first.
    previous: Option<String>,
    events: Vec<TimelineItem>,
    overview: String,
}

/// Shows the person's page.
pub async fn get(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    let shelf = shelf::services(&portal, &acting).await?;
    let open: Vec<&Service> =
        shelf.iter().filter(|Shelved { closed, .. }| closed.is_none()).map(|shelved| shelved.service).collect();
    let mut cards = Vec::with_capacity(open.len());
    for service in &open {
        cards.push(card(&portal, &acting, service).await?);
    }
    let previous = acting.session().previous_at;
    let events = match previous {
        Some(at) => events(&portal, &acting, &open, at).await?,
        None => Vec::new(),
    };
    let previous = previous.map(|at| acting.words().moment(at));
    let notices = shelf::notices(&portal, &acting).await?;
    let overview = acting.path("tjenester");
    Ok(render(&Home { page: acting.home_page(), notices, cards, previous, events, overview }))
}

async fn card(portal: &Portal, acting: &Acting, service: &Service) -> Result<Card, PageError> {
    let line = (service.card)(portal, acting).await?;
    let words = acting.words();
    let text = if line.is_empty() { words.t(&service.key("about")).to_owned() } else { line };
    let title = words.t(&service.key("title")).to_owned();
    Ok(Card { href: Some(acting.path(service.path)), icon: service.icon, title, text })
}

/// The newest of all services' events since `at`.
async fn events(
    portal: &Portal,
    acting: &Acting,
    open: &[&Service],
    at: Timestamp,
) -> Result<Vec<TimelineItem>, PageError> {
    let mut all = Vec::new();
    for service in open {
        all.extend((service.timeline)(portal, acting, at).await?);
    }
    all.sort_by_key(|event| std::cmp::Reverse(event.at));
    all.truncate(MOST_EVENTS);
    Ok(all)
}
