//! Why a page could not be shown. Handlers give the reason; the layer of error pages says it in the reader's language.

use std::fmt;

use access::rules::Refusal;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use thiserror::Error;

/// Why there is no page. Never holds personal data: its detail goes to the operator's log.
#[derive(Clone, Debug, Error)]
pub enum PageError {
    /// The gate said no, for a reason the reader may know.
    #[error("refused")]
    Refused(Refusal),
    /// There is nothing here, or nothing the reader may know of (R4): the same answer.
    #[error("not found")]
    NotFound,
    /// What was sent is not what our pages send.
    #[error("bad input")]
    BadInput,
    /// Larger than the limit on bodies.
    #[error("too large")]
    TooLarge,
    /// The session ended or there was none.
    #[error("session ended")]
    SessionEnded,
    /// The form was sent from a page of another site.
    #[error("sent from another site")]
    Foreign,
    /// Too many at once.
    #[error("busy")]
    Busy,
    /// A fault on our side; `detail` is for the operator's log.
    #[error("unavailable: {detail}")]
    Unavailable { detail: String },
}

impl PageError {
    /// A fault on our side.
    pub fn unavailable(fault: impl fmt::Display) -> Self {
        Self::Unavailable { detail: fault.to_string() }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::Refused(Refusal::NoTrace) | Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused(_) | Self::Foreign => StatusCode::FORBIDDEN,
            Self::BadInput => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::SessionEnded => StatusCode::UNAUTHORIZED,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Unavailable { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<Refusal> for PageError {
    /// What leaves no trace is not found.
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NoTrace => Self::NotFound,
            reason => Self::Refused(reason),
        }
    }
}

impl IntoResponse for PageError {
    /// An empty answer that carries the reason to the layer of error pages.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
