//! How this portal proves to the electronic ID that it is itself.

use base64::{Engine, engine::general_purpose::STANDARD};
use db::Random;
use jiff::Timestamp;
use serde_json::json;

use super::{OidcError, SigningKey};

/// An assertion is for one call, made at once.
const ASSERTION_SECONDS: i64 = 60;

/// The proof registered at the provider.
#[derive(Clone)]
pub enum ClientAuth {
    /// `private_key_jwt` (RFC 7523): preferred, the provider never holds our secret.
    PrivateKey(SigningKey),
    /// `client_secret_basic`.
    Secret(String),
}

impl std::fmt::Debug for ClientAuth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::PrivateKey(_) => "PrivateKey(…)",
            Self::Secret(_) => "Secret(…)",
        })
    }
}

/// What is added to a request to the provider.
pub(super) struct Proof {
    pub parameters: Vec<(&'static str, String)>,
    /// Value of the header `authorization`.
    pub header: Option<String>,
}

impl ClientAuth {
    /// A proof for one call to the provider `issuer` at `now`.
    pub(super) fn prove(
        &self,
        client_id: &str,
        issuer: &str,
        now: Timestamp,
        random: &Random,
    ) -> Result<Proof, OidcError> {
        // ID-porten wants client_id beside the assertion too; the standard allows it.
        let mut parameters = vec![("client_id", client_id.to_owned())];
        match self {
            Self::Secret(secret) => Ok(Proof { parameters, header: Some(basic(client_id, secret)) }),
            Self::PrivateKey(key) => {
                let assertion = key
                    .sign(&json!({
                        "iss": client_id,
                        "sub": client_id,
                        "aud": issuer,
                        "iat": now.as_second(),
                        "exp": now.as_second() + ASSERTION_SECONDS,
                        "jti": random.uuid(now),
                    }))
                    .map_err(|error| OidcError::Unreachable(error.to_string()))?;
                let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
                parameters.push(("client_assertion_type", kind.into()));
                parameters.push(("client_assertion", assertion));
                Ok(Proof { parameters, header: None })
            }
        }
    }
}

/// The header of `client_secret_basic`: both parts form-encoded first (RFC 6749 §2.3.1).
fn basic(client_id: &str, secret: &str) -> String {
    let encode = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    format!("Basic {}", STANDARD.encode(format!("{}:{}", encode(client_id), encode(secret))))
}
