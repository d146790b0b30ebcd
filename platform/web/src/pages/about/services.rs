//! All services of the portal, for one who is not logged in (P1).

use askama::Template;
use axum::{extract::State, response::Response};

use crate::{Card, Group, Page, Portal, Service, Visitor, Words, render};

#[derive(Template)]
#[template(path = "pages/about_services.html")]
struct Services {
    page: Page,
    groups: Vec<(Group, Vec<Card>)>,
}

/// `GET /om`.
pub async fn get(State(portal): State<Portal>, visitor: Visitor) -> Response {
    let words = visitor.words();
    let in_group = |group| {
        let services = portal.services().iter().filter(move |service| service.group == group);
        services.map(|service| card(service, words)).collect()
    };
    let groups = Group::ALL.into_iter().map(|group| (group, in_group(group)));
    let groups = groups.filter(|(_, cards): &(Group, Vec<Card>)| !cards.is_empty()).collect();
    render(&Services { page: visitor.page("about-services-title"), groups })
}

/// A service's box that leads to the page about it.
pub fn card(service: &Service, words: &Words) -> Card {
    Card {
        href: Some(format!("/om/{}", service.path)),
        icon: service.icon,
        title: words.t(&service.key("title")).to_owned(),
        text: words.t(&service.key("about")).to_owned(),
    }
}
