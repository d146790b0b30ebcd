//! What a provider says of itself (OpenID Connect Discovery 1.0, RFC 8414).

use serde::Deserialize;

use super::{OidcError, settings::check_address};

/// The part of a provider's metadata that decides anything here.
#[derive(Clone, Debug, Deserialize)]
pub struct Metadata {
    pub issuer: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    pub jwks_uri: String,
    #[serde(default)]
    pub end_session_endpoint: Option<String>,
    #[serde(default)]
    pub pushed_authorization_request_endpoint: Option<String>,
    /// The answer always carries `iss` (RFC 9207): then one without it is refused.
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

impl Metadata {
    /// Refuses metadata of another issuer than `issuer`, or with addresses without TLS.
    pub fn check(self, issuer: &str) -> Result<Self, OidcError> {
        if self.issuer != issuer {
            return Err(OidcError::OtherIssuer);
        }
        let optional = [&self.end_session_endpoint, &self.pushed_authorization_request_endpoint];
        let addresses = [&self.authorization_endpoint, &self.token_endpoint, &self.jwks_uri];
        for address in addresses.into_iter().chain(optional.into_iter().flatten()) {
            check_address("an address in the metadata", address)
                .map_err(|error| OidcError::Unreachable(error.to_string()))?;
        }
        Ok(self)
    }
}
