//! A log-in that did not succeed: a page that says what to do, and no more than it may.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use eid::{
    LogInError, NotAdmitted,
    oidc::{OidcError, TokenFault},
};
use web::{Page, PageError, Reference, Visitor, render};

#[derive(Template)]
#[template(path = "log_in/pages/outcome.html")]
struct Outcome<'a> {
    page: Page,
    text: &'static str,
    /// Trying once more may help.
    again: bool,
    /// Where one logs out of the electronic ID, so that another person can log in on this device.
    log_out: Option<String>,
    /// For the operator's log, where it was nobody's choice.
    reference: Option<&'a Reference>,
}

/// The page for a log-in that the electronic ID or our checks ended.
pub(super) fn failed(visitor: &Visitor, error: LogInError, reference: &Reference) -> Response {
    let refused = match error {
        LogInError::Db(fault) => return PageError::unavailable(fault).into_response(),
        LogInError::Refused(refused) => refused,
    };
    tracing::warn!(error = %refused, "a log-in did not succeed");
    let (status, title, text) = words(&refused);
    let reference = (status.is_server_error() || matches!(title, "log-in-doubt-title")).then_some(reference);
    let page = visitor.page(title);
    (status, render(&Outcome { page, text, again: true, log_out: None, reference })).into_response()
}

/// Status, and keys of title and text.
fn words(error: &OidcError) -> (StatusCode, &'static str, &'static str) {
    match error {
        OidcError::Declined(code) if code == "access_denied" => {
            (StatusCode::OK, "log-in-cancelled-title", "log-in-cancelled-text")
        }
        OidcError::UnknownLogIn | OidcError::OtherBrowser | OidcError::CodeRefused(_) | OidcError::Declined(_) => {
            (StatusCode::BAD_REQUEST, "log-in-stale-title", "log-in-stale-text")
        }
        OidcError::Token(TokenFault::Assurance) => (StatusCode::FORBIDDEN, "log-in-level-title", "log-in-level-text"),
        OidcError::Token(TokenFault::NoNumber) => {
            (StatusCode::FORBIDDEN, "log-in-foreign-title", "log-in-foreign-text")
        }
        OidcError::OtherIssuer | OidcError::Token(_) => {
            (StatusCode::BAD_REQUEST, "log-in-doubt-title", "log-in-doubt-text")
        }
        OidcError::Unreachable(_) | OidcError::Busy => {
            (StatusCode::SERVICE_UNAVAILABLE, "log-in-away-title", "log-in-away-text")
        }
    }
}

/// The page for one whom the register does not let in.
pub(super) fn not_admitted(visitor: &Visitor, why: NotAdmitted, log_out: Option<String>) -> Response {
    let (title, text) = match why {
        NotAdmitted::TooYoung => ("log-in-young-title", "log-in-young-text"),
        NotAdmitted::Ended => ("log-in-ended-title", "log-in-ended-text"),
        // Whoever holds the log-in of somebody who is dead learns nothing of them here.
        NotAdmitted::Dead | NotAdmitted::Unknown => ("log-in-unknown-title", "log-in-unknown-text"),
    };
    let page = visitor.page(title);
    let outcome = Outcome { page, text, again: false, log_out, reference: None };
    (StatusCode::FORBIDDEN, render(&outcome)).into_response()
}

/// The page for one who is let in as a citizen, and has no role at any office.
pub(super) fn no_role(visitor: &Visitor, log_out: Option<String>) -> Response {
    let page = visitor.page("log-in-no-role-title");
    let outcome = Outcome { page, text: "log-in-no-role-text", again: false, log_out, reference: None };
    (StatusCode::FORBIDDEN, render(&outcome)).into_response()
}
