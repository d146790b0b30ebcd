//! The open front page (P1).

use askama::Template;
use axum::response::Response;

use crate::{Card, Page, Visitor, render};

#[derive(Template)]
#[template(path = "pages/front.html")]
struct Front {
    page: Page,
    services: Vec<Card>,
}

/// Shows the entrances.
pub async fn get(visitor: Visitor) -> Response {
    render(&Front { page: visitor.page("front-title"), services: Vec::new() })
}
