//! The system behind a request, and why a request is not let in.

use std::{fmt, time::Duration};

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use db::DbError;
use records::Source;

use crate::{
    Right, Scopes,
    dpop::{NONCE_HEADER, ProofError},
    public_key::ALGORITHMS,
};

/// A health service's system whose token is good. Made by [`crate::Clients::authenticate`] alone.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The id of the system.
    pub client: String,
    /// The health service it works for.
    pub source: Source,
    pub(crate) scopes: Scopes,
    /// Calls it may make in a minute, where it is not as many as others.
    pub(crate) per_minute: Option<u32>,
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
}

/// How a token was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Bearer,
    Dpop,
}

impl Scheme {
    fn as_str(self) -> &'static str {
        match self {
            Self::Bearer => "Bearer",
            Self::Dpop => "DPoP",
        }
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
    /// 400, 401, 403, 429 or 503.
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

    /// The code for `OperationOutcome.issue.code`: `login`, `invalid`, `forbidden`, `throttled` or `transient`.
    pub fn issue(&self) -> &'static str {
        self.issue
    }

    /// Whether nobody we know is behind the request.
    pub(crate) fn is_stranger(&self) -> bool {
        [StatusCode::UNAUTHORIZED, StatusCode::BAD_REQUEST].contains(&self.status)
    }

    /// No token: which ways there are to show one (RFC 6750 §3: no error code then).
    pub(crate) fn no_token() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "login", "the request has no access token: get one at the token end point")
            .challenge(Scheme::Bearer, "")
            .challenge(Scheme::Dpop, &format!("algs=\"{}\"", ALGORITHMS.join(" ")))
    }

    /// Several tokens, or none that can be read (RFC 6750 §3.1).
    pub(crate) fn unreadable() -> Self {
        let words = "the request must have one Authorization header: Bearer or DPoP, and the token";
        Self::new(StatusCode::BAD_REQUEST, "invalid", words).challenge(Scheme::Bearer, "error=\"invalid_request\"")
    }

    /// A token that is not good here and now.
    pub(crate) fn token(scheme: Scheme, words: &'static str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "login", words)
            .challenge(scheme, &format!("error=\"invalid_token\", error_description=\"{words}\""))
    }

    /// A proof that is not good, or is to be made again with `nonce`.
    pub(crate) fn proof(fault: ProofError, nonce: &str) -> Self {
        let code = if fault == ProofError::Nonce { "use_dpop_nonce" } else { "invalid_dpop_proof" };
        Self::new(StatusCode::UNAUTHORIZED, "login", &fault.to_string())
            .challenge(Scheme::Dpop, &format!("error=\"{code}\", algs=\"{}\"", ALGORITHMS.join(" ")))
            .header(HeaderName::from_static(NONCE_HEADER), nonce)
    }

    pub(crate) fn too_many(wait: Duration) -> Self {
        let words = "too many requests: wait as long as Retry-After says";
        Self::new(StatusCode::TOO_MANY_REQUESTS, "throttled", words)
            .header(header::RETRY_AFTER, &wait.as_secs().to_string())
    }

    /// The fault goes to the operator's log, not to the system.
    pub(crate) fn unavailable(fault: &DbError) -> Self {
        tracing::error!(%fault, "a caller could not be looked up");
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "transient", "the portal cannot answer just now: try again")
            .header(header::RETRY_AFTER, "5")
    }

    fn scope(wanted: &str) -> Self {
        let words = format!("the access token lacks the scope {wanted}");
        Self::new(StatusCode::FORBIDDEN, "forbidden", &words)
            .challenge(Scheme::Bearer, &format!("error=\"insufficient_scope\", scope=\"{wanted}\""))
    }

    fn new(status: StatusCode, issue: &'static str, words: &str) -> Self {
        Self { status, headers: Vec::new(), issue, words: words.to_owned() }
    }

    fn challenge(self, scheme: Scheme, parameters: &str) -> Self {
        self.header(header::WWW_AUTHENTICATE, format!("{} {parameters}", scheme.as_str()).trim_end())
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
