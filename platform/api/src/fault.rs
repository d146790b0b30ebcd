//! Why a request fails, as an OperationOutcome. It names elements and rules, never what was received.

use std::fmt::Display;

use access::{GateError, rules::Refusal};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use clients::Denied;
use db::DbError;
use fhir::{Issue, IssueKind, OperationOutcome};
use people::RegisterError;
use records::ReceiveError;
use tracing::error;
use web::Reference;

/// An answer that is not what was asked for.
#[derive(Debug)]
pub struct Fault {
    pub status: StatusCode,
    pub issues: Vec<Issue>,
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl Fault {
    pub fn new(status: StatusCode, issue: Issue) -> Self {
        Self { status, issues: vec![issue], headers: Vec::new() }
    }

    /// 400 about one part of the request: `http._count`, `Bundle.type`.
    pub fn bad(kind: IssueKind, element: &str, fault: &str, mend: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Issue::new(kind, element, fault, mend))
    }

    /// 422 about the content of a resource.
    pub fn content(issues: Vec<Issue>) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, issues, headers: Vec::new() }
    }

    /// Another's, a hidden one and one that never was: the same.
    pub fn not_found() -> Self {
        let issue = Issue::new(IssueKind::NotFound, "", "there is no such resource", "check the address");
        Self::new(StatusCode::NOT_FOUND, issue)
    }

    pub fn no_address() -> Self {
        let mend = "see the CapabilityStatement at /fhir/metadata";
        Self::new(StatusCode::NOT_FOUND, Issue::new(IssueKind::NotFound, "", "there is no such address", mend))
    }

    pub fn no_type() -> Self {
        let fault = "the address names no resource type of R4";
        let issue = Issue::new(IssueKind::NotSupported, "", fault, "write it as R4 does, for instance Appointment");
        Self::new(StatusCode::NOT_FOUND, issue)
    }

    /// The person is no digital user, or nobody whom we know: nothing tells which (L3).
    pub fn not_digital(element: &str) -> Self {
        let fault = "is about a person who is not a digital user";
        let issue = Issue::new(IssueKind::BusinessRule, element, fault, "reach the person in another way");
        Self::content(vec![Issue { invariant: Some("not-digital"), ..issue }])
    }

    /// Our fault. The text goes to the log; the caller is told the reference.
    pub fn internal(fault: impl Display) -> Self {
        error!(%fault, "a FHIR request failed");
        let issue = Issue::new(IssueKind::Exception, "", "something went wrong on our side", "");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, issue)
    }

    pub fn busy() -> Self {
        let issue = Issue::new(IssueKind::Transient, "", "the answer takes too long", "try again in a while");
        Self::new(StatusCode::SERVICE_UNAVAILABLE, issue).with("retry-after", "5")
    }

    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((HeaderName::from_static(name), value));
        }
        self
    }

    /// The issues with the place of an entry before their elements.
    pub fn within(mut self, place: &str) -> Self {
        for issue in &mut self.issues {
            issue.element = placed(place, &issue.element);
        }
        self
    }

    /// The OperationOutcome. A fault of ours tells the reference that the operator finds in the log.
    pub fn outcome(mut self, reference: Option<&Reference>) -> String {
        if let (true, Some(reference)) = (self.status.is_server_error(), reference) {
            for issue in &mut self.issues {
                issue.mend = format!("{}the reference is {reference}", separated(&issue.mend));
            }
        }
        OperationOutcome { issues: self.issues }.to_json()
    }
}

fn separated(mend: &str) -> String {
    if mend.is_empty() { String::new() } else { format!("{mend}; ") }
}

/// `Appointment.start` in `Bundle.entry[3]` is `Bundle.entry[3].resource.start`.
fn placed(place: &str, element: &str) -> String {
    match element.split_once('.') {
        _ if place.is_empty() => element.to_owned(),
        Some(("http", _)) | None if element.is_empty() || element.starts_with("http") => format!("{place}.request"),
        Some((_, rest)) => format!("{place}.resource.{rest}"),
        None => format!("{place}.resource"),
    }
}

impl From<GateError> for Fault {
    fn from(error: GateError) -> Self {
        match error {
            GateError::Refused(Refusal::TermsNotAccepted | Refusal::NoTrace) => Self::not_found(),
            GateError::Refused(_) => {
                let issue = Issue::new(IssueKind::Forbidden, "", "this may not be done", "");
                Self::new(StatusCode::FORBIDDEN, issue)
            }
            fault => Self::internal(fault),
        }
    }
}

impl From<DbError> for Fault {
    fn from(error: DbError) -> Self {
        Self::internal(error)
    }
}

impl From<RegisterError> for Fault {
    fn from(error: RegisterError) -> Self {
        Self::internal(error)
    }
}

impl From<ReceiveError> for Fault {
    fn from(error: ReceiveError) -> Self {
        match error {
            ReceiveError::Gate(fault) => fault.into(),
            ReceiveError::Missing => Self::not_found(),
            ReceiveError::Unfit(issue) => Self::content(vec![issue]),
            ReceiveError::Changed => {
                let fault = "names a version that is not the newest";
                let issue = Issue::new(IssueKind::Conflict, "http.If-Match", fault, "read it and try again");
                Self::new(StatusCode::PRECONDITION_FAILED, issue)
            }
            ReceiveError::Exists => {
                let fault = "a resource with this first identifier is there already, and differs";
                let mend = "update it with PUT at the address in Location";
                Self::new(StatusCode::CONFLICT, Issue::new(IssueKind::Duplicate, "Resource.identifier", fault, mend))
            }
        }
    }
}

impl From<Denied> for Fault {
    fn from(denied: Denied) -> Self {
        let kind = match denied.issue() {
            "login" => IssueKind::Login,
            "expired" => IssueKind::Expired,
            "throttled" => IssueKind::Throttled,
            "transient" => IssueKind::Transient,
            _ => IssueKind::Forbidden,
        };
        let issue = Issue::new(kind, "http.Authorization", format!("is refused: {denied}"), "");
        let headers = denied.headers();
        let headers = headers.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        Self { status: denied.status(), issues: vec![issue], headers }
    }
}
