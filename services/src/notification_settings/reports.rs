//! Where the SMS gateway says what became of a message.

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode},
    routing::post,
};
use notify::{
    Notices, ReportError, Signed,
    sms::{SIGNATURE, TIMESTAMP},
};

/// A report is a few words.
const LONGEST: usize = 16 * 1024;

/// `POST /varsel/sms`, for the gateway alone: signed as our own requests to it are.
pub fn routes(notices: Notices) -> Router {
    Router::new().route("/varsel/sms", post(report)).layer(DefaultBodyLimit::max(LONGEST)).with_state(notices)
}

/// 204 for all that is signed, known or not; 401 for what is not; 503 where it could not be kept, to be sent again.
async fn report(State(notices): State<Notices>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let signed = Signed { timestamp: header(TIMESTAMP), signature: header(SIGNATURE), body: &body };
    match notices.report(&signed).await {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(ReportError::Forged) => StatusCode::UNAUTHORIZED,
        Err(ReportError::Unreadable) => StatusCode::BAD_REQUEST,
        Err(fault @ ReportError::Database(_)) => {
            tracing::error!(%fault, "a report of the gateway was not kept");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
