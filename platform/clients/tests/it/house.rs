//! A portal's clients over an empty database, and what they answer.

use access::rules::ItemSource;
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use clients::{Caller, Clients, Denied, NewClient, PublicKey, Rates, Setting, TokenKeys};
use db::{
    ClientAddress, Clock, Db, Keyring, Limit, Limiter, MasterKey, Random,
    testing::{TestDb, both},
};
use jiff::SignedDuration;
use records::{Profile, Source};
use serde_json::Value;
use tower::ServiceExt;

use crate::system::System;

pub const ORIGIN: &str = "https://helse.example";
pub const TOKEN_URL: &str = "https://helse.example/oauth/token";
pub const ORGANISATION: &str = "900000015";

/// One process of a portal, and the health service whose systems call.
pub struct House {
    pub engine: &'static str,
    pub db: Db,
    pub clock: Clock,
    pub clients: Clients,
    address: String,
    _database: Option<TestDb>,
}

/// The answer of the token end point.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Answer {
    /// The error code, or nothing.
    pub fn error(&self) -> &str {
        self.body["error"].as_str().unwrap_or_default()
    }

    pub fn words(&self) -> &str {
        self.body["error_description"].as_str().unwrap_or_default()
    }

    #[track_caller]
    pub fn token(&self) -> String {
        self.body["access_token"].as_str().unwrap_or_else(|| panic!("a token: {self:?}")).to_owned()
    }

    pub fn nonce(&self) -> String {
        self.headers.get("dpop-nonce").expect("a nonce").to_str().expect("text").to_owned()
    }
}

impl House {
    /// One on each engine.
    pub async fn both() -> Vec<Self> {
        let mut all = Vec::new();
        for test in both().await {
            let clock = Clock::standing_at("2026-11-21T11:00:00Z".parse().expect("a moment"));
            test.db.migrate(&[records::SCHEMA, clients::SCHEMA], clock.now()).await.expect("tables");
            let source = Source {
                organisation: ORGANISATION.into(),
                name: "Furulia legesenter".into(),
                kind: ItemSource::Gp,
                profile: Profile::Base,
            };
            let now = clock.now();
            let saved = test.db.write(move |tx| Box::pin(async move { source.save(tx, now).await })).await;
            saved.expect("a source");
            let clients = open(&test.db, &clock, 100).await;
            let (engine, address, db) = (test.engine, test.address.clone(), test.db.clone());
            all.push(Self { engine, db, clock, clients, address, _database: Some(test) });
        }
        all
    }

    /// Another process over the same database.
    pub async fn beside(&self) -> Self {
        let db = Db::open(&self.address).await.expect("a second handle");
        let clients = open(&db, &self.clock, 100).await;
        let (engine, clock, address) = (self.engine, self.clock.clone(), self.address.clone());
        Self { engine, db, clock, clients, address, _database: None }
    }

    /// A registered system with a key of this algorithm.
    pub async fn system(&self, algorithm: &str) -> System {
        self.system_with(algorithm, "system/Appointment.crus system/Patient.rs", false).await
    }

    pub async fn system_with(&self, algorithm: &str, scopes: &str, dpop_required: bool) -> System {
        let mut system = System::new(algorithm);
        let new = NewClient {
            id: None,
            organisation: ORGANISATION.into(),
            name: "Test system".into(),
            scopes: scopes.parse().expect("scopes"),
            dpop_required,
            per_minute: None,
            keys: vec![system.public()],
        };
        system.client_id = self.clients.registry().add(new, "test").await.expect("a client").id;
        system
    }

    /// The job that changes the keys of tokens.
    pub async fn keep_fresh(&self) -> bool {
        let keys = TokenKeys::new(self.db.clone(), keyring(&self.db).await, self.clock.clone(), Random::system());
        keys.keep_fresh().await.expect("keys")
    }

    pub fn pass(&self, seconds: i64) {
        self.clock.set(self.clock.now() + SignedDuration::from_secs(seconds));
    }

    /// Calls from an address.
    pub async fn call_from(&self, address: &str, headers: &[(&str, &str)]) -> Result<Caller, Denied> {
        let mut parts = parts("GET", "/fhir/Appointment", headers);
        parts.extensions.insert(ClientAddress(address.parse().expect("an address")));
        self.clients.authenticate(&parts).await
    }

    /// Asks for a token with these fields.
    pub async fn ask(&self, fields: &[(&str, &str)]) -> Answer {
        self.ask_with(fields, &[]).await
    }

    pub async fn ask_with(&self, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        let mut request =
            Request::post("/oauth/token").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(form.finish())).expect("a request")).await
    }

    pub async fn send(&self, request: Request) -> Answer {
        let response = self.clients.routes().oneshot(request).await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let body = to_bytes(response.into_body(), 1 << 20).await.expect("a body");
        Answer { status, headers, body: serde_json::from_slice(&body).unwrap_or(Value::Null) }
    }

    /// The plain way: an assertion as it should be, all the client's scopes.
    pub async fn token(&self, system: &System) -> Answer {
        self.assert(&system.assertion(self.clock.now())).await
    }

    pub async fn assert(&self, assertion: &str) -> Answer {
        self.ask(&fields(assertion)).await
    }

    /// Who calls with this token, shown as `Bearer`.
    pub async fn bearer(&self, token: &str) -> Result<Caller, Denied> {
        let authorization = format!("Bearer {token}");
        self.call(&[("authorization", &authorization)]).await
    }

    pub async fn call(&self, headers: &[(&str, &str)]) -> Result<Caller, Denied> {
        self.clients.authenticate(&parts("GET", "/fhir/Appointment?date=2026", headers)).await
    }
}

pub fn parts(method: &str, uri: &str, headers: &[(&str, &str)]) -> Parts {
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(()).expect("a request").into_parts().0
}

/// The fields of a token request.
pub fn fields(assertion: &str) -> [(&'static str, &str); 3] {
    [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        ("client_assertion", assertion),
    ]
}

async fn keyring(db: &Db) -> Keyring {
    Keyring::open(db.clone(), vec![MasterKey::new(&[7; 32])], Random::system()).await.expect("keys")
}

async fn open(db: &Db, clock: &Clock, calls: u32) -> Clients {
    let random = Random::system();
    let keyring = keyring(db).await;
    let limiter = Limiter::new(db.clone(), keyring.clone(), clock.clone());
    let [calls, tokens, strangers] = [calls, 40, 5].map(|hits| Some(Limit::per_minute(hits)));
    let rates = Rates { calls, tokens, strangers };
    let (db, clock, origin) = (db.clone(), clock.clone(), ORIGIN.to_owned());
    Clients::open(Setting { db, keyring, clock, random, limiter, rates, origin }).await.expect("clients")
}

/// A JWK as the register takes it.
pub fn public(jwk: &Value) -> PublicKey {
    PublicKey::read(jwk.as_object().expect("a JWK")).expect("a public key")
}
