//! `GET /logg-inn`: sends the person to the electronic ID.

use axum::{
    Extension,
    extract::{Query, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use eid::{
    local_path,
    oidc::Language,
    sessions::{LOG_IN_COOKIE, Reading, set_cookie},
};
use serde::Deserialize;
use web::{Portal, Reference, Visitor, cookie};

use super::{home, live, outcome};

#[derive(Deserialize)]
pub(super) struct Wish {
    /// The local path that the person wanted.
    til: Option<String>,
}

pub(super) async fn get(
    State(portal): State<Portal>,
    Extension(reference): Extension<Reference>,
    Query(wish): Query<Wish>,
    reading: Option<Extension<Reading>>,
    headers: HeaderMap,
    visitor: Visitor,
) -> Response {
    let return_to = local_path(wish.til.as_deref().unwrap_or("/"));
    if let Some(session) = live(reading) {
        let own = home(&portal, session.person);
        return Redirect::to(if return_to == "/" { &own } else { return_to }).into_response();
    }
    let browser = cookie::read(&headers, LOG_IN_COOKIE);
    match portal.log_in().begin(language(visitor.words().language()), return_to, browser).await {
        Ok(begun) => {
            let cookie = [(header::SET_COOKIE, set_cookie(LOG_IN_COOKIE, &begun.browser))];
            (cookie, Redirect::to(&begun.address)).into_response()
        }
        Err(error) => outcome::failed(&visitor, error, &reference),
    }
}

/// The reader's language as the electronic ID is asked to speak it.
fn language(language: web::Language) -> Language {
    match language {
        web::Language::Nb => Language::Nb,
        web::Language::Nn => Language::Nn,
        web::Language::En => Language::En,
        web::Language::Se => Language::Se,
    }
}
