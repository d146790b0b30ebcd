//! What the headers of a request ask for.

use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use fhir::{Issue, IssueKind};

use crate::fault::Fault;
use crate::params::Params;

/// `Prefer: return=…` (FHIR R4, http.html#ops).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Return {
    Minimal,
    #[default]
    Representation,
    OperationOutcome,
}

/// What was asked for beside the address.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    pub give: Return,
    /// Parameters that are not known are left aside.
    pub lenient: bool,
    pub if_match: Option<String>,
    pub if_none_match: Option<String>,
    pub if_none_exist: Option<String>,
}

impl Wishes {
    pub fn of(headers: &HeaderMap) -> Self {
        let text = |name: HeaderName| headers.get(name).and_then(|it| it.to_str().ok()).map(str::to_owned);
        let mut wishes = Self {
            if_match: text(header::IF_MATCH),
            if_none_match: text(header::IF_NONE_MATCH),
            if_none_exist: text(HeaderName::from_static("if-none-exist")),
            ..Self::default()
        };
        let preferred = headers.get_all("prefer").iter().filter_map(|it| it.to_str().ok());
        for wish in preferred.flat_map(|it| it.split([',', ';'])).map(str::trim) {
            match wish {
                "return=minimal" => wishes.give = Return::Minimal,
                "return=OperationOutcome" => wishes.give = Return::OperationOutcome,
                "handling=lenient" => wishes.lenient = true,
                _ => {}
            }
        }
        wishes
    }
}

/// The version in `W/"3"`; `"3"` and `3` are taken as well.
pub fn version_in(etag: &str) -> Option<i64> {
    etag.trim().trim_start_matches("W/").trim_matches('"').parse().ok()
}

/// Refuses what can only be answered in another form than JSON.
///
/// # Errors
/// 406 that names the forms there are.
pub fn check_accept(headers: &HeaderMap, params: &Params) -> Result<(), Fault> {
    if let Some(format) = params.first("_format") {
        // A plus sign in an address is read as a space.
        return if is_json(&format.replace(' ', "+")) { Ok(()) } else { Err(not_acceptable("http._format")) };
    }
    let accepted: Vec<&str> = headers.get_all(header::ACCEPT).iter().filter_map(|it| it.to_str().ok()).collect();
    if accepted.is_empty() || accepted.iter().flat_map(|it| it.split(',')).any(is_json) {
        return Ok(());
    }
    Err(not_acceptable("http.Accept"))
}

fn is_json(media_type: &str) -> bool {
    let name = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(
        name.as_str(),
        "application/fhir+json" | "application/json" | "text/json" | "json" | "application/*" | "*/*"
    )
}

fn not_acceptable(element: &str) -> Fault {
    let mend = "ask for application/fhir+json";
    let issue = Issue::new(IssueKind::NotSupported, element, "FHIR is given as JSON here, not as XML or Turtle", mend);
    Fault::new(StatusCode::NOT_ACCEPTABLE, issue)
}

/// Refuses a body that is said to be something else than wanted.
///
/// # Errors
/// 415.
pub fn check_content(headers: &HeaderMap, wanted: &[&str]) -> Result<(), Fault> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let name = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if wanted.contains(&name.as_str()) {
        return Ok(());
    }
    let fault = "names no form that is taken here: XML and Turtle are not";
    let mend = format!("send {}", wanted[0]);
    let issue = Issue::new(IssueKind::NotSupported, "http.Content-Type", fault, mend);
    Err(Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, issue))
}

pub const JSON: [&str; 2] = ["application/fhir+json", "application/json"];
pub const FORM: [&str; 1] = ["application/x-www-form-urlencoded"];
