//! `GET /p/{handle}/innlogginger`: device, place and time of each.

use access::Deed;
use askama::Template;
use axum::{extract::State, response::Response};
use eid::sessions::ActiveLogIn;
use uuid::Uuid;
use web::{Acting, Page, PageError, Portal, render};

use super::SERVICE;

#[derive(Template)]
#[template(path = "active_logins/pages/list.html")]
struct List {
    page: Page,
    log_ins: Vec<ActiveLogIn>,
    /// The one this page was asked for with.
    this: Uuid,
    /// Address of the list.
    path: String,
}

pub(super) async fn get(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("list")).await?;
    let log_ins = portal.sessions().list(&allowed).await?;
    let (page, path) = (acting.service_page(&SERVICE), acting.path(SERVICE.path));
    Ok(render(&List { page, log_ins, this: acting.session().id, path }))
}
