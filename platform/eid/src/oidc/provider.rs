//! A provider as we know it now: its metadata and keys, fetched when needed and kept for a day.

use std::sync::Arc;

use db::{Clock, Random};
use jiff::{SignedDuration, Timestamp};
use reqwest::{Client, StatusCode};
use serde::Deserialize;
use tokio::sync::Mutex;

use super::{
    Identity, Metadata, OidcError, Secrets, Settings, TokenFault, authorization,
    http::{self, fetch, send},
    id_token::{self, Expected},
    key_set::KeySet,
};

/// How long metadata and keys are kept (ID-porten's advice).
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// An unknown key id makes us fetch the keys again, but not oftener than this: a forger must not make us hammer.
const KEYS_AGAIN_AFTER: SignedDuration = SignedDuration::from_secs(60);

/// After a failure nobody waits for another until this has passed: log-ins must not queue up behind a dead provider.
const TRY_AGAIN_AFTER: SignedDuration = SignedDuration::from_secs(5);

/// One OpenID provider. Shared by all requests.
#[derive(Debug)]
pub struct Provider {
    pub(super) settings: Settings,
    http: Client,
    clock: Clock,
    random: Random,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    known: Option<Known>,
    failed_at: Option<Timestamp>,
}

#[derive(Clone, Debug)]
struct Known {
    metadata: Arc<Metadata>,
    keys: Arc<KeySet>,
    at: Timestamp,
    keys_at: Timestamp,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

#[derive(Deserialize)]
struct Pushed {
    request_uri: String,
}

/// An error answer of OAuth 2.0 (RFC 6749 §5.2).
#[derive(Deserialize)]
struct Fault {
    error: String,
}

impl Provider {
    /// Nothing is fetched yet: a portal starts although its electronic ID is away.
    pub fn new(settings: Settings, clock: Clock, random: Random) -> Result<Self, OidcError> {
        settings.check().map_err(|error| OidcError::Unreachable(error.to_string()))?;
        let http = http::client(&settings)?;
        Ok(Self { settings, http, clock, random, state: Mutex::default() })
    }

    /// The registration this provider is used with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The provider's metadata, at most a day old; older only while it cannot be reached.
    pub async fn metadata(&self) -> Result<Arc<Metadata>, OidcError> {
        Ok(self.known().await?.metadata)
    }

    /// Where to send the person: the parameters pushed beforehand when the provider offers it (RFC 9126).
    pub async fn authorization_address(
        &self,
        secrets: &Secrets,
        language: authorization::Language,
    ) -> Result<String, OidcError> {
        let metadata = self.metadata().await?;
        let parameters = authorization::parameters(&self.settings, secrets, language);
        let Some(push_to) = &metadata.pushed_authorization_request_endpoint else {
            return with_query(&metadata.authorization_endpoint, &parameters);
        };
        let (status, body) = self.post(push_to, parameters).await?;
        if !status.is_success() {
            return Err(OidcError::Unreachable(format!("the pushed request was refused: {}", fault(&body))));
        }
        let pushed: Pushed = read(&body)?;
        let short = [("client_id", self.settings.client_id.clone()), ("request_uri", pushed.request_uri)];
        with_query(&metadata.authorization_endpoint, &short)
    }

    /// Changes the code for an ID token and checks it.
    pub async fn identify(&self, code: &str, secrets: &Secrets) -> Result<Identity, OidcError> {
        let metadata = self.metadata().await?;
        let parameters = vec![
            ("grant_type", "authorization_code".into()),
            ("code", code.to_owned()),
            ("redirect_uri", self.settings.redirect_uri.clone()),
            ("code_verifier", secrets.verifier.clone()),
        ];
        let (status, body) = self.post(&metadata.token_endpoint, parameters).await?;
        match status {
            StatusCode::OK => self.verify(&read::<Tokens>(&body)?.id_token, &secrets.nonce).await,
            status if status.is_client_error() => Err(OidcError::CodeRefused(fault(&body))),
            status => Err(OidcError::Unreachable(format!("status {}", status.as_u16()))),
        }
    }

    /// Where to send the person to log out of the electronic ID too; `None` when it offers no such place.
    pub async fn log_out_address(&self, id_token: &str) -> Result<Option<String>, OidcError> {
        let metadata = self.metadata().await?;
        let Some(end) = &metadata.end_session_endpoint else { return Ok(None) };
        let parameters = [
            ("client_id", self.settings.client_id.clone()),
            ("id_token_hint", id_token.to_owned()),
            ("post_logout_redirect_uri", self.settings.after_log_out_uri.clone()),
        ];
        with_query(end, &parameters).map(Some)
    }

    /// The origins whose pages may frame our front-channel log-out: ID-porten logs in at another host than its issuer.
    pub async fn frame_origins(&self) -> Result<Vec<String>, OidcError> {
        let metadata = self.metadata().await?;
        let addresses =
            [Some(&metadata.issuer), Some(&metadata.authorization_endpoint), metadata.end_session_endpoint.as_ref()];
        let origins = addresses.into_iter().flatten().filter_map(|address| url::Url::parse(address).ok());
        let mut origins: Vec<_> = origins.map(|url| url.origin().ascii_serialization()).collect();
        origins.sort_unstable();
        origins.dedup();
        Ok(origins)
    }

    async fn verify(&self, token: &str, nonce: &str) -> Result<Identity, OidcError> {
        let known = self.known().await?;
        let expected = Expected { settings: &self.settings, nonce, now: self.clock.now() };
        match id_token::verify(token, &known.keys, &expected) {
            Err(TokenFault::UnknownKey) => {
                let keys = self.newer_keys().await?;
                Ok(id_token::verify(token, &keys, &expected)?)
            }
            checked => Ok(checked?),
        }
    }

    async fn post(
        &self,
        address: &str,
        parameters: Vec<(&'static str, String)>,
    ) -> Result<(StatusCode, Vec<u8>), OidcError> {
        let Settings { client_id, issuer, client_auth, .. } = &self.settings;
        let proof = client_auth.prove(client_id, issuer, self.clock.now(), &self.random)?;
        let has_client_id = parameters.iter().any(|(name, _)| *name == "client_id");
        let proofs = proof.parameters.into_iter().filter(|(name, _)| !has_client_id || *name != "client_id");
        let form: Vec<_> = parameters.into_iter().chain(proofs).collect();
        let mut request = self.http.post(address).header("accept", "application/json").form(&form);
        if let Some(header) = proof.header {
            request = request.header("authorization", header);
        }
        send(request).await
    }

    /// What we know, fetched when there is none or it is a day old. One request fetches, the others wait for it.
    async fn known(&self) -> Result<Known, OidcError> {
        let mut state = self.state.lock().await;
        let now = self.clock.now();
        if let Some(fresh) = state.known.as_ref().filter(|known| now.duration_since(known.at) < KEPT) {
            return Ok(fresh.clone());
        }
        let rests = state.failed_at.is_some_and(|at| now.duration_since(at) < TRY_AGAIN_AFTER);
        let fetched =
            if rests { Err(OidcError::Unreachable("it failed just now".into())) } else { self.fetch_all(now).await };
        match (fetched, &state.known) {
            (Ok(known), _) => {
                *state = State { known: Some(known.clone()), failed_at: None };
                Ok(known)
            }
            (Err(error), old) => {
                let old = old.clone();
                if !rests {
                    tracing::warn!(%error, "the electronic ID's metadata could not be fetched");
                    state.failed_at = Some(now);
                }
                old.ok_or(error)
            }
        }
    }

    async fn fetch_all(&self, now: Timestamp) -> Result<Known, OidcError> {
        let address = format!("{}/.well-known/openid-configuration", self.settings.issuer.trim_end_matches('/'));
        let metadata: Metadata = read(&fetch(self.http.get(address)).await?)?;
        let metadata = metadata.check(&self.settings.issuer)?;
        let keys = self.fetch_keys(&metadata).await?;
        Ok(Known { metadata: Arc::new(metadata), keys: Arc::new(keys), at: now, keys_at: now })
    }

    async fn fetch_keys(&self, metadata: &Metadata) -> Result<KeySet, OidcError> {
        let body = fetch(self.http.get(&metadata.jwks_uri)).await?;
        KeySet::read(&body).map_err(|_| OidcError::Unreachable("the key set is not readable".into()))
    }

    /// The keys once more, after the provider changed them; the same as before when asked too often.
    async fn newer_keys(&self) -> Result<Arc<KeySet>, OidcError> {
        let mut state = self.state.lock().await;
        let now = self.clock.now();
        let Some(old) = state.known.as_mut() else { return Err(TokenFault::UnknownKey.into()) };
        if now.duration_since(old.keys_at) >= KEYS_AGAIN_AFTER {
            old.keys_at = now;
            old.keys = Arc::new(self.fetch_keys(&old.metadata.clone()).await?);
        }
        Ok(old.keys.clone())
    }
}

fn read<T: for<'de> Deserialize<'de>>(body: &[u8]) -> Result<T, OidcError> {
    serde_json::from_slice(body).map_err(|_| OidcError::Unreachable("the answer is not readable".into()))
}

/// The error code of an answer: short and of known characters, since it goes into our log.
fn fault(body: &[u8]) -> String {
    let code = serde_json::from_slice::<Fault>(body).map(|fault| fault.error).unwrap_or_default();
    super::error::error_code(&code)
}

fn with_query(address: &str, parameters: &[(&'static str, String)]) -> Result<String, OidcError> {
    let mut url = url::Url::parse(address).map_err(|_| OidcError::Unreachable("not an address".into()))?;
    url.query_pairs_mut().extend_pairs(parameters);
    Ok(url.into())
}
