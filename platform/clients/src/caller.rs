//! The system behind a request, and why a request is not let in.

use std::fmt;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use records::Source;

use crate::{Right, Scopes};

/// A health service's system whose token is good. Made by [`crate::Clients::authenticate`] alone.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The id of the system.
    pub client: String,
    /// The health service it works for.
    pub source: Source,
    pub(crate) scopes: Scopes,
}

impl Caller {
    /// Whether its token gives `right` on `resource_type`.
    pub fn may(&self, resource_type: &str, right: Right) -> bool {
        self.scopes.give(resource_type, right)
    }

    /// The same as an answer ready to be given: 403 that names the scope that is wanting (RFC 6750 §3.1).
    pub fn require(&self, resource_type: &str, right: Right) -> Result<(), Denied> {
        if self.may(resource_type, right) {
            return Ok(());
        }
        Err(Denied::scope(&format!("system/{resource_type}.{}", right.letter())))
    }

    /// A caller without a token, for tests of what stands behind authentication.
    #[cfg(feature = "testing")]
    pub fn for_test(client: &str, source: Source, scopes: Scopes) -> Self {
        Self { client: client.to_owned(), source, scopes }
    }
}

/// A request that is not let in. Its words say what is wrong and never repeat what was sent.
#[derive(Clone, Debug)]
pub struct Denied {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    issue: &'static str,
    words: String,
}

impl Denied {
    /// 401, 403, 429 or 503.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// `WWW-Authenticate`, and `DPoP-Nonce` or `Retry-After` where they help.
    pub fn headers(&self) -> HeaderMap {
        self.headers.iter().cloned().fold(HeaderMap::new(), |mut map, (name, value)| {
            map.append(name, value);
            map
        })
    }

    /// The code for `OperationOutcome.issue.code`: `login`, `expired`, `forbidden`, `throttled` or `transient`.
    pub fn issue(&self) -> &'static str {
        self.issue
    }

    /// No token: which ways there are to show one (RFC 6750 §3: no error code then).
    pub(crate) fn no_token() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "login", "the request has no access token: get one at the token end point")
            .challenge("Bearer", "")
            .challenge("DPoP", &format!("algs=\"{}\"", crate::ALGORITHM_NAMES))
    }

    fn scope(wanted: &str) -> Self {
        let words = format!("the access token lacks the scope {wanted}");
        Self::new(StatusCode::FORBIDDEN, "forbidden", &words)
            .challenge("Bearer", &format!("error=\"insufficient_scope\", scope=\"{wanted}\""))
    }

    fn new(status: StatusCode, issue: &'static str, words: &str) -> Self {
        Self { status, headers: Vec::new(), issue, words: words.to_owned() }
    }

    fn challenge(self, scheme: &str, parameters: &str) -> Self {
        self.header(header::WWW_AUTHENTICATE, format!("{scheme} {parameters}").trim_end())
    }

    fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }
}

impl fmt::Display for Denied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}
