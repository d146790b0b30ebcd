//! `GET /logg-ut/front`: the electronic ID ends a session, in a frame of its own page (OpenID Connect Front-Channel
//! Logout 1.0).

use access::{Deed, rules::Basis};
use axum::{
    extract::{Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use web::Portal;

#[derive(Deserialize)]
pub(super) struct Whose {
    iss: String,
    sid: String,
}

/// Finds the session by `sid`, since a frame brings no cookie of ours; the answer is empty whether there was one or not.
pub(super) async fn get(State(portal): State<Portal>, Query(whose): Query<Whose>) -> Response {
    let provider = portal.log_in().provider();
    if whose.iss != provider.settings().issuer {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let people = match portal.sessions().end_by_provider(&whose.iss, &whose.sid).await {
        Ok(people) => people,
        Err(error) => return fault(&error),
    };
    for person in people {
        let noted = portal.gate().note(person, Deed::new("log_out"), true, &Basis::Oneself.to_word()).await;
        if let Err(error) = noted {
            return fault(&error);
        }
    }
    let framers = provider.frame_origins().await.unwrap_or_default().join(" ");
    let policy = format!("default-src 'none'; frame-ancestors {framers}");
    ([(header::CONTENT_SECURITY_POLICY, policy), (header::CACHE_CONTROL, "no-store".into())], "").into_response()
}

fn fault(error: &dyn std::fmt::Display) -> Response {
    tracing::error!(%error, "a front-channel log-out failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
