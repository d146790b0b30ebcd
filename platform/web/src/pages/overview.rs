//! "See all services" (L6): what this person has, in four groups, and why the rest is closed.

use askama::Template;
use axum::{extract::State, response::Response};

use super::shelf::{self, Shelved};
use crate::{Acting, Card, Group, Notice, Page, PageError, Portal, render};

#[derive(Template)]
#[template(path = "pages/overview.html")]
struct Overview {
    page: Page,
    /// What must be done before more of them open.
    notices: Vec<Notice>,
    groups: Vec<(Group, Vec<Card>)>,
}

/// Shows all services of the person.
pub async fn get(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    let shelf = shelf::services(&portal, &acting).await?;
    let in_group = |group| shelf.iter().filter(move |s| s.service.group == group).map(|s| card(&acting, s)).collect();
    let groups = Group::ALL.into_iter().map(|group| (group, in_group(group)));
    let groups = groups.filter(|(_, cards): &(Group, Vec<Card>)| !cards.is_empty()).collect();
    let notices = shelf::notices(&portal, &acting).await?;
    Ok(render(&Overview { page: acting.page("overview-title"), notices, groups }))
}

fn card(acting: &Acting, Shelved { service, closed }: &Shelved) -> Card {
    let words = acting.words();
    let text = match closed.and_then(|reason| reason.key()) {
        Some(reason) => words.t(reason).to_owned(),
        None => words.t(&service.key("about")).to_owned(),
    };
    Card {
        href: closed.is_none().then(|| acting.path(service.path)),
        icon: service.icon,
        title: words.t(&service.key("title")).to_owned(),
        text,
    }
}
