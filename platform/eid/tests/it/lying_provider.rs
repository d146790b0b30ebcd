//! A small OpenID provider that can be told to lie: what an attacker or a broken provider would send.

use std::sync::{Arc, Mutex};

use axum::{
    Json, Router,
    extract::{Form, State},
    http::StatusCode,
    response::IntoResponse,
    routing::{get, post},
};
use db::{Clock, Random};
use eid::oidc::{ClientAuth, Identity, Language, OidcError, Provider, Secrets, Settings, SigningKey};
use serde_json::{Map, Value, json};

pub const PERSON: &str = "13916900281";
pub const NOW: &str = "2026-11-21T12:00:00Z";

/// What the provider says next. Cheap to clone; clones share the lies.
#[derive(Clone)]
pub struct LyingProvider {
    pub issuer: String,
    pub clock: Clock,
    lies: Arc<Mutex<Lies>>,
}

struct Lies {
    key: SigningKey,
    published: Vec<Value>,
    /// Claims that replace the honest ones; null removes.
    claims: Map<String, Value>,
    nonce: String,
    state: String,
    /// A whole token instead of a signed one.
    token: Option<String>,
    /// How often the key set was fetched.
    key_fetches: usize,
    metadata_issuer: Option<String>,
}

impl LyingProvider {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let key = SigningKey::generate(&Random::seeded(1)).unwrap();
        let lies = Lies {
            published: vec![serde_json::to_value(key.public().unwrap()).unwrap()],
            key,
            claims: Map::new(),
            nonce: String::new(),
            state: String::new(),
            token: None,
            key_fetches: 0,
            metadata_issuer: None,
        };
        let clock = Clock::standing_at(NOW.parse().unwrap());
        let provider = Self { issuer, clock, lies: Arc::new(Mutex::new(lies)) };
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/keys", get(keys))
            .route("/par", post(par))
            .route("/token", post(token))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        provider
    }

    /// The relying party under test, registered here.
    pub fn relying_party(&self) -> Provider {
        let settings = Settings {
            issuer: self.issuer.clone(),
            client_id: "helsevei".into(),
            client_auth: ClientAuth::PrivateKey(SigningKey::generate(&Random::seeded(2)).unwrap()),
            redirect_uri: "http://127.0.0.1:1/logg-inn/retur".into(),
            after_log_out_uri: "http://127.0.0.1:1/logg-ut".into(),
            scope: "openid".into(),
            acr: vec!["idporten-loa-high".into()],
            number_claim: "pid".into(),
        };
        Provider::new(settings, self.clock.clone(), Random::seeded(3)).unwrap()
    }

    /// A whole log-in; the person "logs in" by the provider remembering the pushed nonce.
    pub async fn log_in(&self, relying_party: &Provider) -> Result<Identity, OidcError> {
        let secrets = Secrets::new(&Random::seeded(4));
        let address = relying_party.authorization_address(&secrets, Language::Nb).await?;
        assert!(address.starts_with(&format!("{}/authorize?", self.issuer)) && address.contains("request_uri="));
        relying_party.identify("the-code", &secrets).await
    }

    pub fn claim(&self, name: &str, value: Value) {
        self.lies.lock().unwrap().claims.insert(name.into(), value);
    }

    pub fn answer_with(&self, token: String) {
        self.lies.lock().unwrap().token = Some(token);
    }

    pub fn say_issuer(&self, issuer: &str) {
        self.lies.lock().unwrap().metadata_issuer = Some(issuer.into());
    }

    /// The state of the request pushed last.
    pub fn pushed_state(&self) -> String {
        self.lies.lock().unwrap().state.clone()
    }

    pub fn key_fetches(&self) -> usize {
        self.lies.lock().unwrap().key_fetches
    }

    /// Signs with a new key from now on; publishes it or not.
    pub fn change_key(&self, seed: u64, publish: bool) {
        let key = SigningKey::generate(&Random::seeded(seed)).unwrap();
        let mut lies = self.lies.lock().unwrap();
        if publish {
            lies.published = vec![serde_json::to_value(key.public().unwrap()).unwrap()];
        }
        lies.key = key;
    }

    /// Signs with a new key that claims the id of the published one.
    pub fn forge_key(&self) {
        let mut lies = self.lies.lock().unwrap();
        let real = lies.key.clone();
        let forged = SigningKey::generate(&Random::seeded(99)).unwrap();
        let mut published = serde_json::to_value(forged.public().unwrap()).unwrap();
        published["kid"] = real.kid().into();
        lies.published = vec![published];
    }
}

async fn metadata(State(provider): State<LyingProvider>) -> Json<Value> {
    let issuer = &provider.issuer;
    let said = provider.lies.lock().unwrap().metadata_issuer.clone().unwrap_or_else(|| issuer.clone());
    Json(json!({
        "issuer": said,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "pushed_authorization_request_endpoint": format!("{issuer}/par"),
    }))
}

async fn keys(State(provider): State<LyingProvider>) -> Json<Value> {
    let mut lies = provider.lies.lock().unwrap();
    lies.key_fetches += 1;
    let odd = json!({ "kty": "XYZ", "kid": "odd", "alg": "FUTURE-1" });
    let keys: Vec<_> = std::iter::once(odd).chain(lies.published.clone()).collect();
    Json(json!({ "keys": keys }))
}

async fn par(
    State(provider): State<LyingProvider>,
    Form(form): Form<Vec<(String, String)>>,
) -> (StatusCode, Json<Value>) {
    let find = |name: &str| form.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let mut lies = provider.lies.lock().unwrap();
    lies.nonce = find("nonce").unwrap();
    lies.state = find("state").unwrap();
    assert!(find("client_assertion").is_some() && find("code_challenge").is_some());
    (StatusCode::CREATED, Json(json!({ "request_uri": "urn:lying:1", "expires_in": 90 })))
}

async fn token(State(provider): State<LyingProvider>) -> axum::response::Response {
    let lies = provider.lies.lock().unwrap();
    let now = provider.clock.now().as_second();
    let mut claims = json!({
        "iss": provider.issuer, "aud": "helsevei", "sub": "pairwise", "pid": PERSON, "sid": "session-1",
        "acr": "idporten-loa-high", "nonce": lies.nonce, "iat": now, "exp": now + 120,
    });
    for (name, value) in &lies.claims {
        claims[name] = value.clone();
    }
    let token = lies.token.clone().unwrap_or_else(|| lies.key.sign(&claims).unwrap());
    Json(json!({ "access_token": "a", "token_type": "Bearer", "id_token": token })).into_response()
}
