//! An authorization request: which parts are demanded, and how its answer goes back.

use url::Url;

use super::{HIGH, SUBSTANTIAL, client::Client, words::Words};

/// A request that was found in order.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub redirect_uri: String,
    pub state: String,
    pub nonce: String,
    pub challenge: String,
    /// The language asked for, as `ui_locales` spells it.
    pub language: String,
}

/// Why a request is not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum BadRequest {
    /// The client or its address is unknown: nobody may be sent there.
    NotOurClient,
    /// An error code of OAuth 2.0 with what to mend.
    Code(&'static str, &'static str),
}

/// Parameters by name; one that comes twice is not found (RFC 6749 §3.1).
pub(super) struct Parameters(pub Vec<(String, String)>);

impl Parameters {
    pub(super) fn find(&self, name: &str) -> Option<&str> {
        let mut all = self.0.iter().filter(|(found, _)| found == name);
        all.next().filter(|_| all.next().is_none()).map(|(_, value)| value.as_str())
    }
}

impl Request {
    /// Reads a request of `client`.
    pub(super) fn read(parameters: &Parameters, client: &Client) -> Result<Self, BadRequest> {
        let redirect_uri = parameters.find("redirect_uri").unwrap_or_default();
        if parameters.find("client_id") != Some(&client.id) || redirect_uri != client.redirect_uri {
            return Err(BadRequest::NotOurClient);
        }
        demand(parameters, "response_type", |it| it == "code", "unsupported_response_type", "must be code")?;
        let has_openid = |scope: &str| scope.split(' ').any(|part| part == "openid");
        demand(parameters, "scope", has_openid, "invalid_scope", "must hold openid")?;
        demand(parameters, "code_challenge_method", |it| it == "S256", "invalid_request", "PKCE must be S256")?;
        let known = |acr: &str| acr.is_empty() || acr.split(' ').any(|level| level == HIGH || level == SUBSTANTIAL);
        demand_optional(parameters, "acr_values", known, "invalid_request", "no such assurance level")?;
        let value = |name, why| match parameters.find(name) {
            Some(value) if !value.is_empty() && value.len() <= 500 => Ok(value.to_owned()),
            _ => Err(BadRequest::Code("invalid_request", why)),
        };
        let challenge = value("code_challenge", "PKCE is demanded")?;
        if challenge.len() != 43 {
            return Err(BadRequest::Code("invalid_request", "a challenge has 43 characters"));
        }
        Ok(Self {
            redirect_uri: redirect_uri.to_owned(),
            state: value("state", "state is demanded")?,
            nonce: value("nonce", "nonce is demanded")?,
            challenge,
            language: parameters.find("ui_locales").unwrap_or("nb").to_owned(),
        })
    }

    pub(super) fn words(&self) -> &'static Words {
        Words::of(&self.language)
    }

    /// The address that carries an answer back, with `iss` (RFC 9207).
    pub(super) fn answer(&self, issuer: &str, name: &str, value: &str) -> String {
        let pairs = [(name, value), ("state", self.state.as_str()), ("iss", issuer)];
        Url::parse_with_params(&self.redirect_uri, pairs).map(String::from).unwrap_or_default()
    }
}

fn demand(
    parameters: &Parameters,
    name: &str,
    holds: impl Fn(&str) -> bool,
    code: &'static str,
    why: &'static str,
) -> Result<(), BadRequest> {
    if parameters.find(name).is_some_and(holds) { Ok(()) } else { Err(BadRequest::Code(code, why)) }
}

fn demand_optional(
    parameters: &Parameters,
    name: &str,
    holds: impl Fn(&str) -> bool,
    code: &'static str,
    why: &'static str,
) -> Result<(), BadRequest> {
    if parameters.find(name).is_none_or(holds) { Ok(()) } else { Err(BadRequest::Code(code, why)) }
}
