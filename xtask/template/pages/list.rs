//! The list: what the person has here, newest first.

use access::Deed;
use askama::Template;
use axum::{extract::State, response::Response};
use serde_json::Value;
use web::{Acting, Page, PageError, Portal, render, service::Answer};

use crate::SNAKE::{
    SERVICE,
    store::{self, Item},
};

#[derive(Template)]
#[template(path = "SNAKE/pages/list.html")]
struct List {
    page: Page,
    items: Vec<Item>,
}

/// `GET /p/{handle}/KEBAB`.
pub async fn get(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("list")).await?;
    let items = store::list(&allowed).await?;
    Ok(render(&List { page: acting.service_page(&SERVICE), items }))
}

/// All of it, for the person's export.
pub fn export<'a>(portal: &'a Portal, acting: &'a Acting) -> Answer<'a, Value> {
    Box::pin(async move {
        let allowed = acting.see(portal, &SERVICE, Deed::new("export")).await?;
        serde_json::to_value(store::list(&allowed).await?).map_err(PageError::unavailable)
    })
}
