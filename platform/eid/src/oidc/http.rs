//! HTTP to a provider: bounded in time and size, no redirects.

use std::time::Duration;

use reqwest::{Client, RequestBuilder, StatusCode, redirect::Policy};

use super::{OidcError, Settings};

/// A person waits: better an honest page than a long wait.
const TIMEOUT: Duration = Duration::from_secs(8);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// The largest answer that is read. Metadata and key sets are a few kilobytes.
const LARGEST: usize = 256 * 1024;

/// A client for one provider.
pub(super) fn client(settings: &Settings) -> Result<Client, OidcError> {
    let builder = Client::builder().timeout(TIMEOUT).connect_timeout(CONNECT_TIMEOUT).redirect(Policy::none());
    let builder = if settings.issuer_is_here() { builder.no_proxy() } else { builder };
    builder.build().map_err(unreachable)
}

/// Sends a request and reads its answer, at most [`LARGEST`] bytes.
pub(super) async fn send(request: RequestBuilder) -> Result<(StatusCode, Vec<u8>), OidcError> {
    let mut response = request.send().await.map_err(unreachable)?;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
        if body.len() + chunk.len() > LARGEST {
            return Err(OidcError::Unreachable("the answer is too large".into()));
        }
        body.extend_from_slice(&chunk);
    }
    Ok((response.status(), body))
}

/// Sends a request whose only good answer is 200.
pub(super) async fn fetch(request: RequestBuilder) -> Result<Vec<u8>, OidcError> {
    match send(request).await? {
        (StatusCode::OK, body) => Ok(body),
        (status, _) => Err(OidcError::Unreachable(format!("status {}", status.as_u16()))),
    }
}

/// Without the address: it may carry a code or a state.
fn unreachable(error: reqwest::Error) -> OidcError {
    OidcError::Unreachable(error.without_url().to_string())
}
