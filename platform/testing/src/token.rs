//! A system's access token: by an assertion signed with its key (RFC 7523).

use std::error::Error;

use db::Random;
use eid::oidc::SigningKey;
use jiff::Timestamp;
use reqwest::Client;
use serde_json::{Value, json};

/// Why a system cannot be made or gets no token.
pub type TokenError = Box<dyn Error + Send + Sync>;

/// A token from `token_url` for these scopes.
///
/// # Errors
/// A refusal, with what the portal said.
pub async fn token(
    client: &Client,
    token_url: &str,
    client_id: &str,
    key: &SigningKey,
    scope: &str,
    now: Timestamp,
) -> Result<String, TokenError> {
    let claims = json!({
        "iss": client_id, "sub": client_id, "aud": token_url, "jti": Random::system().uuid(now),
        "iat": now.as_second(), "exp": now.as_second() + 60,
    });
    let assertion = key.sign(&claims)?;
    let form = [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", &assertion),
        ("scope", scope),
    ];
    let answer: Value = client.post(token_url).form(&form).send().await?.json().await?;
    Ok(answer["access_token"].as_str().ok_or_else(|| format!("no token: {answer}"))?.to_owned())
}
