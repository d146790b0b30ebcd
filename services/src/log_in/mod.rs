//! Log-in and log-out (L1, L2, L10): the pages between this portal and the electronic ID. Not in the overview.

mod admit;
mod begin;
mod finish;
mod front_channel;
mod kept_forms;
mod log_out;
mod outcome;

use access::{
    GateError,
    rules::{Action, table::CONSENT},
};
use axum::{
    Extension, Router,
    routing::{get, post},
};
use eid::sessions::{DESK, Kind, Reading, Session};
use people::PersonId;
use web::{PageError, Portal, texts::Source};

/// The texts of these pages.
pub const TEXTS: Source = web::texts!("log_in");

/// Pages, inside the layers of pages.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/logg-inn", get(begin::get))
        .route("/skranke/logg-inn", get(begin::get))
        .route("/logg-inn/retur", get(finish::get))
        .route("/logg-inn/skjema", get(kept_forms::get))
        .route("/skranke/logg-inn/skjema", get(kept_forms::get))
        .route("/logg-inn/skjema/{id}/send", post(kept_forms::send))
        .route("/skranke/logg-inn/skjema/{id}/send", post(kept_forms::send))
        .route("/logg-inn/skjema/{id}/slett", post(kept_forms::discard))
        .route("/skranke/logg-inn/skjema/{id}/slett", post(kept_forms::discard))
        .route("/logg-ut", get(log_out::get).post(log_out::post))
        .route("/skranke/logg-ut", get(log_out::get).post(log_out::post))
        .route("/logg-ut/alle", post(log_out::everywhere))
        .route("/skranke/logg-ut/alle", post(log_out::everywhere))
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

/// Where log-in leads: to the terms for one who has not accepted them and can, else to one's own page (L3).
async fn first_page(portal: &Portal, person: PersonId) -> Result<String, PageError> {
    let own = own_page(portal, person);
    let standing = portal.gate().standing(person, person).await?;
    let consent = portal.service(CONSENT.service);
    let (None, Some(consent)) = (standing.subject.chosen_level(standing.today), consent) else { return Ok(own) };
    match portal.gate().decide(&standing, &consent.policy, Action::Act).await {
        Ok(_) => Ok(format!("{own}/{}", consent.path)),
        Err(GateError::Refused(_)) => Ok(own),
        Err(fault) => Err(fault.into()),
    }
}

/// The front page of one who is logged in: a person's own page, or the desk.
fn home(portal: &Portal, session: &Session) -> String {
    match session.kind {
        Kind::Citizen => own_page(portal, session.person),
        Kind::AtWork => DESK.to_owned(),
    }
}

fn own_page(portal: &Portal, person: PersonId) -> String {
    format!("/p/{}", portal.handles().of(person, person))
}
