//! `/`: what this is, and a button that changes the signing key.

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};

use super::{PATH, TestEid, page, request::Parameters, words::Words};

pub(super) async fn get(State(_): State<TestEid>, Query(query): Query<Vec<(String, String)>>) -> Response {
    let parameters = Parameters(query);
    let words = Words::of(parameters.find("lang").unwrap_or("nb"));
    page::front(words, parameters.find("changed").is_some())
}

/// `POST /keys`: signs with a new key from now on, to see that the portal follows.
pub(super) async fn change_key(State(eid): State<TestEid>) -> Response {
    match eid.change_key() {
        Ok(()) => Redirect::to(&format!("{PATH}?changed=1")).into_response(),
        Err(error) => {
            tracing::error!(%error, "the test eID got no new key");
            axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
