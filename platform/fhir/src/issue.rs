//! What is wrong with a resource, where, and how to mend it; rendered as an OperationOutcome.

use std::fmt;

use serde_json::json;

/// One fault. It names elements and rules, never the values, which may be about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    pub kind: IssueKind,
    /// FHIRPath of the element, for instance `Appointment.participant[0].status`.
    pub element: String,
    /// Key of the broken invariant in the profile or the standard, for instance `start-required-inv`.
    pub invariant: Option<&'static str>,
    /// What is wrong: a clause whose subject is the element.
    pub fault: String,
    /// What the sender can do about it.
    pub mend: String,
}

/// FHIR's issue types (value set `issue-type`), those in use here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssueKind {
    Structure,
    Required,
    Value,
    CodeInvalid,
    Invariant,
    NotSupported,
    Forbidden,
    NotFound,
    /// The same is there already.
    Duplicate,
    /// It has changed since it was read.
    Conflict,
    /// A rule of the house, whose key is the issue's `invariant`.
    BusinessRule,
    /// More than the limit.
    TooLong,
    MultipleMatches,
    Throttled,
    Login,
    Expired,
    Transient,
    Exception,
    /// No fault: says that all went well.
    Informational,
}

impl IssueKind {
    /// The code in FHIR.
    pub fn code(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Required => "required",
            Self::Value => "value",
            Self::CodeInvalid => "code-invalid",
            Self::Invariant => "invariant",
            Self::NotSupported => "not-supported",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not-found",
            Self::Duplicate => "duplicate",
            Self::Conflict => "conflict",
            Self::BusinessRule => "business-rule",
            Self::TooLong => "too-long",
            Self::MultipleMatches => "multiple-matches",
            Self::Throttled => "throttled",
            Self::Login => "login",
            Self::Expired => "expired",
            Self::Transient => "transient",
            Self::Exception => "exception",
            Self::Informational => "informational",
        }
    }
}

impl Issue {
    /// A fault against no named invariant.
    pub fn new(kind: IssueKind, element: impl Into<String>, fault: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { kind, element: element.into(), invariant: None, fault: fault.into(), mend: mend.into() }
    }

    fn diagnostics(&self) -> String {
        let key = self.invariant.map(|key| format!(" [{key}]")).unwrap_or_default();
        let mend = if self.mend.is_empty() { String::new() } else { format!("; {}", self.mend) };
        format!("{} {}{mend}{key}", self.element, self.fault).trim_start().to_owned()
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.diagnostics())
    }
}

/// FHIR's answer to a request that failed. All issues are errors, but those that say that all went well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationOutcome {
    pub issues: Vec<Issue>,
}

impl OperationOutcome {
    /// The resource as JSON text.
    pub fn to_json(&self) -> String {
        let issues: Vec<_> = self.issues.iter().map(issue_json).collect();
        json!({ "resourceType": "OperationOutcome", "issue": issues }).to_string()
    }
}

fn issue_json(issue: &Issue) -> serde_json::Value {
    let severity = if issue.kind == IssueKind::Informational { "information" } else { "error" };
    let mut json = json!({
        "severity": severity,
        "code": issue.kind.code(),
        "diagnostics": issue.diagnostics(),
    });
    if !issue.element.is_empty() {
        json["expression"] = json!([issue.element]);
    }
    if let Some(key) = issue.invariant {
        json["details"] = json!({ "coding": [{ "code": key }] });
    }
    json
}
