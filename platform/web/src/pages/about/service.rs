//! One service: what it is, who may use it for whom, and the way in (P1, P9).

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};

use super::rules::{Row, row};
use crate::{Help, Page, PageError, Portal, Visitor, render};

#[derive(Template)]
#[template(path = "pages/about_service.html")]
struct About {
    page: Page,
    about: String,
    rules: Row,
    help: Help,
    path: &'static str,
    /// Where one needs no log-in.
    open: Option<&'static str>,
}

/// `GET /om/{service}`, by the word in the service's address.
pub async fn get(
    State(portal): State<Portal>,
    Path(word): Path<String>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let service = portal.services().iter().find(|service| service.path == word).ok_or(PageError::NotFound)?;
    let words = visitor.words();
    let page = visitor.page(&service.key("title")).under("/om", words.t("about-services-title"));
    Ok(render(&About {
        page,
        about: service.key("about"),
        rules: row(service.rules(), words),
        help: service.help(),
        path: service.path,
        open: service.open,
    }))
}
