//! A health service's system as a value: its key, its token, its requests to the FHIR API.

use std::{error::Error, fs, path::Path};

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use reqwest::{Client, Method, RequestBuilder};
use serde::Deserialize;
use serde_json::{Value, json};

/// Why a system cannot be made or gets no token.
pub type DemoSystemError = Box<dyn Error + Send + Sync>;

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

#[derive(Deserialize)]
struct Granted {
    access_token: String,
}

impl DemoSystem {
    /// Reads one file.
    ///
    /// # Errors
    /// A file that is not there, or holds something else.
    pub fn read(path: &Path) -> Result<Self, DemoSystemError> {
        Ok(serde_json::from_slice(&fs::read(path)?)?)
    }

    /// All systems of a demo's folder, by the names of their files.
    ///
    /// # Errors
    /// As [`DemoSystem::read`].
    pub fn all(data: &Path) -> Result<Vec<Self>, DemoSystemError> {
        let entries = fs::read_dir(data.join("clients"))?.collect::<Result<Vec<_>, _>>()?;
        let mut paths: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
        paths.sort();
        paths
            .iter()
            .filter(|path| path.extension().is_some_and(|it| it == "json"))
            .map(|path| Self::read(path))
            .collect()
    }

    /// An access token, by an assertion that is signed now (RFC 7523).
    ///
    /// # Errors
    /// A refusal, with what the portal said.
    pub async fn token(&self) -> Result<String, DemoSystemError> {
        let form = [
            ("grant_type", "client_credentials"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", &self.assertion()?),
        ];
        let answer = Client::new().post(&self.token_url).form(&form).send().await?;
        let (status, body) = (answer.status(), answer.text().await?);
        if !status.is_success() {
            return Err(format!("no token: {status} {body}").into());
        }
        Ok(serde_json::from_str::<Granted>(&body)?.access_token)
    }

    /// A request to the API: `path` begins with a slash.
    pub fn request(&self, client: &Client, token: &str, method: Method, path: &str) -> RequestBuilder {
        client.request(method, format!("{}{path}", self.fhir_base)).bearer_auth(token)
    }

    fn assertion(&self) -> Result<String, DemoSystemError> {
        let now = db::Clock::system().now().as_second();
        let jti = URL_SAFE_NO_PAD.encode(db::Random::system().bytes::<16>());
        let claims = json!({ "iss": self.client_id, "sub": self.client_id, "aud": self.token_url, "jti": jti,
                             "iat": now, "exp": now + 60 });
        let kid = self.private_key_jwk.get("kid").and_then(Value::as_str).map(str::to_owned);
        let header = Header { kid, ..Header::new(Algorithm::ES256) };
        Ok(encode(&header, &claims, &self.key()?)?)
    }

    /// The key on the curve P-256.
    fn key(&self) -> Result<EncodingKey, DemoSystemError> {
        let part = |name: &str| {
            let text = self.private_key_jwk.get(name).and_then(Value::as_str).unwrap_or_default();
            URL_SAFE_NO_PAD.decode(text)
        };
        let public = [vec![4], part("x")?, part("y")?].concat();
        let pair =
            EcdsaKeyPair::from_private_key_and_public_key(&ECDSA_P256_SHA256_FIXED_SIGNING, &part("d")?, &public)?;
        Ok(EncodingKey::from_ec_der(pair.to_pkcs8v1()?.as_ref()))
    }
}
