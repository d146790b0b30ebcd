//! The access token: a short-lived signed JWT (RFC 9068) that names the system, the key it proved itself with and its scopes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    Scopes,
    jws::{JwsError, Unverified},
    token_keys::TokenKey,
};

/// Seconds a token is good for.
pub const LIFE: i64 = 300;
const KIND: &str = "at+jwt";

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    iss: String,
    aud: String,
    sub: String,
    pub client_id: String,
    scope: String,
    jti: String,
    iat: i64,
    exp: i64,
    /// The kid of the system's key: when that ends, so does the token.
    pub key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    cnf: Option<Confirmation>,
}

/// The key the token is bound to (RFC 9449 §6.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Confirmation {
    jkt: String,
}

/// What a token is made for.
pub struct Grant<'a> {
    pub issuer: &'a str,
    pub audience: &'a str,
    pub client: &'a str,
    /// The kid of the key the system proved itself with.
    pub key: &'a str,
    pub scopes: &'a Scopes,
    /// Thumbprint of the DPoP key.
    pub bound_to: Option<String>,
    pub id: String,
    pub now: Timestamp,
}

impl Claims {
    pub fn new(grant: Grant<'_>) -> Self {
        let iat = grant.now.as_second();
        Self {
            iss: grant.issuer.to_owned(),
            aud: grant.audience.to_owned(),
            sub: grant.client.to_owned(),
            client_id: grant.client.to_owned(),
            scope: grant.scopes.to_string(),
            jti: grant.id,
            iat,
            exp: iat + LIFE,
            key: grant.key.to_owned(),
            cnf: grant.bound_to.map(|jkt| Confirmation { jkt }),
        }
    }

    /// The signed token; `None` when the key cannot sign.
    pub fn sign(&self, key: &TokenKey) -> Option<String> {
        key.private.sign_as(KIND, self).ok()
    }

    /// The scopes it was given.
    pub fn scopes(&self) -> Scopes {
        self.scope.parse().unwrap_or_default()
    }

    /// Thumbprint of the key it is bound to.
    pub fn bound_to(&self) -> Option<&str> {
        self.cnf.as_ref().map(|cnf| cnf.jkt.as_str())
    }

    /// Whether it is for us and now.
    pub fn good(&self, issuer: &str, audience: &str, now: Timestamp) -> bool {
        self.iss == issuer && self.aud == audience && now.as_second() < self.exp
    }
}

/// Takes a token apart, without believing it.
///
/// # Errors
/// [`JwsError`] for what is no access token at all.
pub fn read(token: &str) -> Result<Unverified<'_>, JwsError> {
    let token = Unverified::read(token)?;
    if token.header.typ.as_deref() == Some(KIND) { Ok(token) } else { Err(JwsError::Malformed) }
}
