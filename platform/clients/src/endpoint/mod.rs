//! The addresses systems use before they call the API: token, keys, and what is on offer.

mod error;
mod form;
mod metadata;
mod token;

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};

use crate::{API_PATH, Clients, TOKEN_PATH};

pub(crate) use error::OAuthError;

/// Longest body of a token request: an assertion of 8 KB and what goes with it.
const LONGEST_BODY: usize = 16 * 1024;

impl Clients {
    /// `POST /oauth/token`, `GET /oauth/jwks`, and the metadata of OAuth (RFC 8414) and SMART.
    pub fn routes(&self) -> Router {
        Router::new()
            .route(TOKEN_PATH, post(token::post).layer(DefaultBodyLimit::max(LONGEST_BODY)))
            .route("/oauth/jwks", get(keys))
            .route("/.well-known/oauth-authorization-server", get(metadata::oauth))
            .route(&format!("{API_PATH}/.well-known/smart-configuration"), get(metadata::smart))
            .with_state(self.clone())
    }
}

async fn keys(State(clients): State<Clients>) -> Response {
    match clients.0.token_keys.published().await {
        Ok(keys) => Json(keys).into_response(),
        Err(fault) => {
            tracing::error!(%fault, "the keys of tokens cannot be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
