//! A health service's system as a value: its key, its token, its requests to the FHIR API.

use std::{fs, path::Path};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use eid::oidc::SigningKey;
use reqwest::{Client, Method, RequestBuilder};
use serde::Deserialize;
use serde_json::Value;

use crate::token::{TokenError, token};

/// A system that the demo has written down ready for use, in `DIR/clients/*.json`.
#[derive(Clone, Debug, Deserialize)]
pub struct DemoSystem {
    pub client_id: String,
    pub private_key_jwk: Value,
    pub token_url: String,
    /// Without a slash at the end.
    pub fhir_base: String,
    /// Organisation number.
    pub organisation: String,
    pub scope: String,
}

impl DemoSystem {
    /// Reads one file.
    ///
    /// # Errors
    /// A file that is not there, or holds something else.
    pub fn read(path: &Path) -> Result<Self, TokenError> {
        Ok(serde_json::from_slice(&fs::read(path)?)?)
    }

    /// All systems of a demo's folder, by the names of their files.
    ///
    /// # Errors
    /// As [`DemoSystem::read`].
    pub fn all(data: &Path) -> Result<Vec<Self>, TokenError> {
        let entries = fs::read_dir(data.join("clients"))?.collect::<Result<Vec<_>, _>>()?;
        let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
        paths.sort();
        paths
            .iter()
            .filter(|path| path.extension().is_some_and(|it| it == "json"))
            .map(|path| Self::read(path))
            .collect()
    }

    /// An access token, by an assertion that is signed now.
    ///
    /// # Errors
    /// A refusal, with what the portal said.
    pub async fn token(&self) -> Result<String, TokenError> {
        let now = db::Clock::system().now();
        token(&Client::new(), &self.token_url, &self.client_id, &self.key()?, &self.scope, now).await
    }

    /// A request to the API: `path` begins with a slash.
    pub fn request(&self, client: &Client, token: &str, method: Method, path: &str) -> RequestBuilder {
        client.request(method, format!("{}{path}", self.fhir_base)).bearer_auth(token)
    }

    /// The key on the curve P-256.
    fn key(&self) -> Result<SigningKey, TokenError> {
        let part = |name: &str| self.private_key_jwk.get(name).and_then(Value::as_str).unwrap_or_default();
        let secret = URL_SAFE_NO_PAD.decode(part("d"))?;
        let secret: [u8; 32] = secret.try_into().map_err(|_| "d of the key is not 32 bytes")?;
        Ok(SigningKey::from_p256(&secret)?.with_id(part("kid")))
    }
}
