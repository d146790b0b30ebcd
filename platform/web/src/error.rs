//! Why a page could not be shown. Handlers give the reason; the layer of error pages says it in the reader's language.

use std::fmt;

use access::rules::Refusal;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use eid::sessions::Kind;
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
    /// The session timed out. `to` is the page to come back to.
    #[error("session ended")]
    SessionEnded { to: String },
    /// The session had timed out, and the form is kept for the same person (L10). `to` is where they begin again.
    #[error("session ended, form kept")]
    FormKept { to: String },
    /// There is no session: straight to log-in, and back to the page.
    #[error("not logged in")]
    LogInFirst { to: String },
    /// At work, and it is not yet chosen for which office (H3).
    #[error("no office chosen")]
    ChooseOffice,
    /// At work, the form was filled in for another office than the one that is chosen now, in another tab or since.
    #[error("filled in for another office")]
    OtherOffice,
    /// The form was sent from a page of another site.
    #[error("sent from another site")]
    Foreign,
    /// Too many from the same: so many seconds to wait.
    #[error("too many requests")]
    TooMany { seconds: u64 },
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

    /// What the operator counts it as: a word of a fixed set.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Refused(reason) => reason.as_str(),
            Self::NotFound => "not_found",
            Self::BadInput => "bad_input",
            Self::TooLarge => "too_large",
            Self::SessionEnded { .. } | Self::FormKept { .. } => "session_ended",
            Self::LogInFirst { .. } => "not_logged_in",
            Self::ChooseOffice => "no_office_chosen",
            Self::OtherOffice => "other_office",
            Self::Foreign => "foreign_site",
            Self::TooMany { .. } => "too_many",
            Self::Busy => "busy",
            Self::Unavailable { .. } => "unavailable",
        }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::Refused(Refusal::NoTrace) | Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused(_) | Self::Foreign => StatusCode::FORBIDDEN,
            Self::OtherOffice => StatusCode::CONFLICT,
            Self::BadInput => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::SessionEnded { .. } | Self::FormKept { .. } => StatusCode::UNAUTHORIZED,
            Self::LogInFirst { .. } | Self::ChooseOffice => StatusCode::SEE_OTHER,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
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
        match &self {
            Self::LogInFirst { to } => return Redirect::to(&log_in_address(to)).into_response(),
            Self::ChooseOffice => return Redirect::to(CHOOSE_OFFICE).into_response(),
            _ => {}
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Where one who works at several offices says at which.
pub const CHOOSE_OFFICE: &str = "/skranke/velg";

/// Log-in that comes back to the local path `to`, of the kind that path needs.
pub fn log_in_address(to: &str) -> String {
    let kind = Kind::of_path(to);
    let mut address = kind.address("/logg-inn");
    if to == kind.front() {
        return address;
    }
    address.push_str("?til=");
    for byte in to.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => address.push(char::from(byte)),
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address
}
