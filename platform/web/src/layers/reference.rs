//! The number of a request: a person can read it aloud, and the operator finds it in the log.

use std::fmt;

use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, Method},
    middleware::{self, Next},
    response::Response,
};
use db::Random;
use tracing::Instrument;

use super::measure::Measure;

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

/// Numbers each request of `router`, writes one log line about it and counts it.
pub fn numbered<S: Clone + Send + Sync + 'static>(router: Router<S>, random: &Random) -> Router<S> {
    router.layer(middleware::from_fn_with_state(random.clone(), number))
}

/// The route is named, never the address, which has a handle in it.
async fn number(State(random): State<Random>, mut request: Request, next: Next) -> Response {
    let reference = Reference::new(random.bytes());
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", %reference, method = method(request.method()), route);
    request.extensions_mut().insert(reference.clone());
    async move {
        let measure = Measure::begin(route);
        let mut response = next.run(request).await;
        let status = response.status();
        let millis = measure.end(status).as_secs_f64() * 1000.0;
        tracing::info!(status = status.as_u16(), millis, "answered");
        if let Ok(value) = HeaderValue::from_str(&reference.0) {
            response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
        }
        response
    }
    .instrument(span)
    .await
}

/// A method can be any word: what is not ordinary is not repeated.
fn method(method: &Method) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
    KNOWN.iter().find(|known| **known == method.as_str()).copied().unwrap_or("OTHER")
}
