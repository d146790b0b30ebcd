//! Refusals of the token end point, as RFC 6749 §5.2 writes them.

use std::time::Duration;

use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use db::DbError;
use serde_json::json;

use crate::{
    assertion::AssertionError,
    dpop::{NONCE_HEADER, ProofError},
};

/// A refusal. Its words never repeat what was sent.
#[derive(Debug)]
pub struct OAuthError {
    status: StatusCode,
    code: &'static str,
    words: String,
    header: Option<(HeaderName, String)>,
}

impl OAuthError {
    pub fn request(words: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", words)
    }

    pub fn grant() -> Self {
        let words = "grant_type must be client_credentials";
        Self::new(StatusCode::BAD_REQUEST, "unsupported_grant_type", words)
    }

    pub fn scope(words: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_scope", words)
    }

    /// The same words whether the system is unknown, has ended, or the key is not its: a stranger learns nothing.
    pub fn unknown() -> Self {
        Self::client("the client is unknown or has ended, or the assertion is not signed with a key of its that holds")
    }

    pub fn client(words: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_client", words)
    }

    /// It tried a way of proving itself that is not ours (RFC 6749 §5.2 wants the scheme named).
    pub fn other_scheme() -> Self {
        let refusal = Self::client("prove yourself with client_assertion (private_key_jwt): nothing else is taken");
        Self { header: Some((header::WWW_AUTHENTICATE, "Basic realm=\"private_key_jwt only\"".into())), ..refusal }
    }

    /// A proof that is not good, or is to be made again with `nonce` (RFC 9449 §8).
    pub fn proof(fault: ProofError, nonce: String) -> Self {
        let code = if fault == ProofError::Nonce { "use_dpop_nonce" } else { "invalid_dpop_proof" };
        let header = Some((HeaderName::from_static(NONCE_HEADER), nonce));
        Self { header, ..Self::new(StatusCode::BAD_REQUEST, code, &fault.to_string()) }
    }

    /// Too many requests from one address. OAuth has no code of its own for it.
    pub fn too_many(wait: Duration) -> Self {
        let words = "too many token requests: keep a token for its life, and wait as long as Retry-After says";
        let header = Some((header::RETRY_AFTER, wait.as_secs().to_string()));
        Self { header, ..Self::new(StatusCode::TOO_MANY_REQUESTS, "temporarily_unavailable", words) }
    }

    fn new(status: StatusCode, code: &'static str, words: &str) -> Self {
        Self { status, code, words: words.to_owned(), header: None }
    }
}

impl From<AssertionError> for OAuthError {
    fn from(fault: AssertionError) -> Self {
        Self::client(&fault.to_string())
    }
}

impl From<DbError> for OAuthError {
    /// The fault goes to the operator's log, not to the system.
    fn from(fault: DbError) -> Self {
        tracing::error!(%fault, "a token could not be given");
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "temporarily_unavailable",
            "the portal cannot answer just now: try again",
        )
    }
}

impl IntoResponse for OAuthError {
    fn into_response(self) -> Response {
        let body = Json(json!({ "error": self.code, "error_description": self.words }));
        let mut response = (self.status, super::token::NOT_KEPT, body).into_response();
        if let Some((name, value)) = self.header
            && let Ok(value) = HeaderValue::from_str(&value)
        {
            response.headers_mut().insert(name, value);
        }
        response
    }
}
