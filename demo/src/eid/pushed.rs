//! `POST /par`: a request pushed before the browser comes (RFC 9126).

use axum::{
    Form, Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{
    TestEid,
    request::{BadRequest, Parameters, Request},
    state::PUSHED,
};

/// Before the id in a `request_uri`.
pub(super) const PREFIX: &str = "urn:helsevei:test-eid:";

pub(super) async fn post(State(eid): State<TestEid>, Form(form): Form<Vec<(String, String)>>) -> Response {
    let parameters = Parameters(form);
    if !eid.is_client(&parameters) {
        return fault(StatusCode::UNAUTHORIZED, "invalid_client", "the client's assertion does not hold");
    }
    match Request::read(&parameters, &eid.0.client) {
        Ok(request) => {
            let (id, now) = (eid.secret(), eid.0.clock.now());
            eid.state().remember(id.clone(), request, now, now + PUSHED);
            let answer = json!({ "request_uri": format!("{PREFIX}{id}"), "expires_in": PUSHED.as_secs() });
            (StatusCode::CREATED, Json(answer)).into_response()
        }
        Err(BadRequest::NotOurClient) => fault(StatusCode::BAD_REQUEST, "invalid_request", "unknown redirect_uri"),
        Err(BadRequest::Code(code, why)) => fault(StatusCode::BAD_REQUEST, code, why),
    }
}

/// An error answer of OAuth 2.0 (RFC 6749 §5.2).
pub(super) fn fault(status: StatusCode, code: &str, why: &str) -> Response {
    (status, Json(json!({ "error": code, "error_description": why }))).into_response()
}
