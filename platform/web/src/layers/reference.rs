//! The number of a request: a person can read it aloud, and the operator finds it in the log.

use std::{fmt, sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::Instrument;

use crate::Portal;

/// Nine letters and digits in threes, without those that look alike: `4K7-M2Q-9XD`.
#[derive(Clone, Debug)]
pub struct Reference(String);

impl Reference {
    fn new(bytes: [u8; 9]) -> Self {
        const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        let signs: Vec<char> = bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect();
        Self(signs.chunks(3).map(|three| three.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Numbers the request and writes one log line about it: the route, never the address, which has a handle in it.
pub async fn number(State(portal): State<Arc<Portal>>, mut request: Request, next: Next) -> Response {
    let reference = Reference::new(portal.random().bytes());
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", %reference, method = %request.method(), route);
    request.extensions_mut().insert(reference.clone());
    async move {
        let started = Instant::now();
        let mut response = next.run(request).await;
        let millis = started.elapsed().as_secs_f64() * 1000.0;
        tracing::info!(status = response.status().as_u16(), millis, "answered");
        if let Ok(value) = HeaderValue::from_str(&reference.0) {
            response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
        }
        response
    }
    .instrument(span)
    .await
}
