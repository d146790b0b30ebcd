//! Log-in and log-out (L1, L2, L10): the pages between this portal and the electronic ID. Not in the overview.

mod admit;
mod begin;
mod finish;
mod front_channel;
mod kept_forms;
mod log_out;
mod outcome;

use axum::{
    Extension, Router,
    routing::{get, post},
};
use eid::sessions::{Reading, Session};
use people::PersonId;
use web::{Portal, texts::Source};

/// The texts of these pages.
pub const TEXTS: Source = web::texts!("log_in");

/// Pages, inside the layers of pages.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/logg-inn", get(begin::get))
        .route("/logg-inn/retur", get(finish::get))
        .route("/logg-inn/skjema", get(kept_forms::get))
        .route("/logg-inn/skjema/{id}/send", post(kept_forms::send))
        .route("/logg-inn/skjema/{id}/slett", post(kept_forms::discard))
        .route("/logg-ut", get(log_out::get).post(log_out::post))
        .route("/logg-ut/alle", post(log_out::everywhere))
}

/// The electronic ID's own address, outside the layers of pages: it alone may be framed, and expects no cookie.
pub fn front_channel_routes() -> Router<Portal> {
    Router::new().route("/logg-ut/front", get(front_channel::get))
}

/// The session of the request, if there is a live one.
fn live(reading: Option<Extension<Reading>>) -> Option<Session> {
    match reading {
        Some(Extension(Reading::Live(session))) => Some(session),
        _ => None,
    }
}

/// A person's own page.
fn home(portal: &Portal, person: PersonId) -> String {
    format!("/p/{}", portal.handles().of(person, person))
}
