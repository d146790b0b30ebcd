//! What a request gets: over HTTP, or as the entry of a batch.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use serde_json::json;

/// An answer that is what was asked for.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    /// FHIR as JSON text.
    pub body: Option<String>,
    pub version: Option<i64>,
    pub modified: Option<Timestamp>,
    pub location: Option<String>,
}

pub const FHIR_JSON: &str = "application/fhir+json; charset=utf-8";

impl Answer {
    pub fn ok(body: String) -> Self {
        Self { body: Some(body), ..Self::empty() }
    }

    /// One version of a resource.
    pub fn of_version(body: String, version: i64, modified: Timestamp) -> Self {
        Self { version: Some(version), modified: Some(modified), ..Self::ok(body) }
    }

    pub fn empty() -> Self {
        Self { status: StatusCode::OK, body: None, version: None, modified: None, location: None }
    }

    pub fn not_modified(version: i64) -> Self {
        Self { status: StatusCode::NOT_MODIFIED, version: Some(version), ..Self::empty() }
    }

    fn etag(&self) -> Option<String> {
        self.version.map(|version| format!("W/\"{version}\""))
    }

    pub fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        let modified = self.modified.and_then(|at| DateTimePrinter::new().timestamp_to_rfc9110_string(&at).ok());
        let given = [(header::ETAG, self.etag()), (header::LAST_MODIFIED, modified), (header::LOCATION, self.location)];
        for (name, value) in given {
            if let Some(value) = value.and_then(|it| HeaderValue::from_str(&it).ok()) {
                response.headers_mut().insert(name, value);
            }
        }
        if let Some(body) = self.body {
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(FHIR_JSON));
            *response.body_mut() = Body::from(body);
        }
        response
    }

    /// As `Bundle.entry` of a batch's or transaction's answer.
    pub fn into_entry(self) -> String {
        let mut response = json!({ "status": status_line(self.status) });
        let modified = self.modified.map(|at| at.to_string());
        for (name, value) in [("location", &self.location), ("etag", &self.etag()), ("lastModified", &modified)] {
            if let Some(value) = value {
                response[name] = json!(value);
            }
        }
        match self.body {
            Some(body) => format!("{{\"resource\":{body},\"response\":{response}}}"),
            None => format!("{{\"response\":{response}}}"),
        }
    }
}

/// `201 Created`.
pub fn status_line(status: StatusCode) -> String {
    format!("{} {}", status.as_u16(), status.canonical_reason().unwrap_or_default()).trim().to_owned()
}

/// A Bundle of entries that are JSON texts.
pub fn bundle(kind: &str, meta: Option<Timestamp>, links: &[(&str, String)], entries: &[String]) -> String {
    let length: usize = entries.iter().map(String::len).sum();
    let mut text = String::with_capacity(length + 512);
    text.push_str("{\"resourceType\":\"Bundle\"");
    if let Some(at) = meta {
        text.push_str(&format!(",\"meta\":{{\"lastUpdated\":\"{at}\"}}"));
    }
    text.push_str(&format!(",\"type\":\"{kind}\""));
    if !links.is_empty() {
        let links: Vec<_> = links.iter().map(|(relation, url)| json!({ "relation": relation, "url": url })).collect();
        text.push_str(&format!(",\"link\":{}", serde_json::Value::from(links)));
    }
    if !entries.is_empty() {
        text.push_str(",\"entry\":[");
        for (at, entry) in entries.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            text.push_str(entry);
        }
        text.push(']');
    }
    text.push('}');
    text
}
