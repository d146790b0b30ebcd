//! What is sent along to the electronic ID: the parameters of an authorization request.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::Random;
use serde::{Deserialize, Serialize};

use super::Settings;
use crate::random_text;

/// The language the electronic ID is asked to speak (`ui_locales`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Nb,
    Nn,
    En,
    Se,
}

impl Language {
    /// As ID-porten spells it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
            Self::Se => "se",
        }
    }
}

/// The three secrets of one log-in: they tie the answer to this request, this token and this client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secrets {
    pub state: String,
    pub nonce: String,
    /// The PKCE verifier, 43 characters (RFC 7636 §4.1).
    pub verifier: String,
}

impl Secrets {
    /// Three fresh secrets of 256 bits.
    pub fn new(random: &Random) -> Self {
        Self {
            state: random_text::secret(random),
            nonce: random_text::secret(random),
            verifier: random_text::secret(random),
        }
    }
}

/// The S256 challenge of a verifier: SHA-256, base64url, unpadded (RFC 7636 §4.2).
pub fn challenge(verifier: &str) -> String {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, verifier.as_bytes());
    URL_SAFE_NO_PAD.encode(digest)
}

/// The parameters of the request, the same whether they are pushed (RFC 9126) or carried in the address.
pub(super) fn parameters(settings: &Settings, secrets: &Secrets, language: Language) -> Vec<(&'static str, String)> {
    vec![
        ("response_type", "code".into()),
        ("client_id", settings.client_id.clone()),
        ("redirect_uri", settings.redirect_uri.clone()),
        ("scope", settings.scope.clone()),
        ("state", secrets.state.clone()),
        ("nonce", secrets.nonce.clone()),
        ("code_challenge", challenge(&secrets.verifier)),
        ("code_challenge_method", "S256".into()),
        ("acr_values", settings.acr.join(" ")),
        ("ui_locales", language.code().into()),
    ]
}

#[cfg(test)]
mod tests {
    /// The example of RFC 7636, appendix B.
    #[test]
    fn the_challenge_is_that_of_the_standard() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(super::challenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
