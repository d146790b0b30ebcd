//! `GET /logg-inn`, and `/skranke/logg-inn` at work: sends the person to the electronic ID.

use axum::{
    Extension,
    extract::{Query, State},
    http::{HeaderMap, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use eid::{
    local_path,
    oidc::Language,
    sessions::{Kind, LOG_IN_COOKIE, Reading, set_cookie},
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
    uri: Uri,
    reading: Option<Extension<Reading>>,
    headers: HeaderMap,
    visitor: Visitor,
) -> Response {
    let kind = Kind::of_path(uri.path());
    let return_to = wanted(kind, wish.til.as_deref());
    if let Some(session) = live(reading) {
        let own = home(&portal, &session);
        return Redirect::to(if return_to == kind.front() { &own } else { return_to }).into_response();
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

/// The page to come back to: one of the kind that this log-in is for, since it says which kind of session is opened.
fn wanted(kind: Kind, wish: Option<&str>) -> &str {
    let path = local_path(wish.unwrap_or("/"));
    if Kind::of_path(path) == kind { path } else { kind.front() }
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
