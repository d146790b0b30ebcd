//! A portal with one service, a mother with a child, and pages that fail in every way, asked without a network.

use std::sync::Arc;

use access::{Gate, rules::Refusal};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
    routing::{get, post},
};
use db::{
    Clock, Keyring, Limiter, MasterKey, Random,
    testing::{TestDb, sqlite},
};
use eid::{
    LogIn,
    kept_forms::KeptForms,
    oidc::{ClientAuth, Identity, Provider, Settings},
    sessions::{Limits, NewSession, SESSION_COOKIE, Sessions},
};
use people::EmbeddedRegister;
use tower::ServiceExt;
use web::{Form, Guard, Handles, ItemId, PageError, Parts, Portal, Rates, Site, layers, pages};

use crate::{family, service};

/// An answer, read whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("a page is UTF-8")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a header is text"))
    }
}

pub struct House {
    pub portal: Portal,
    pub clock: Clock,
    pub family: family::Family,
    router: Router,
    _db: TestDb,
}

impl House {
    pub async fn new(site: Site) -> Self {
        let test = sqlite().await;
        let clock = Clock::standing_at("2026-03-03T08:30:00Z".parse().expect("a time"));
        let schemas = [access::SCHEMA, people::SCHEMA, eid::SCHEMA];
        test.db.migrate(&schemas, clock.now()).await.expect("tables");
        let (db, random) = (test.db.clone(), Random::system());
        let masters = vec![MasterKey::new(&[7; 32])];
        let keyring = Keyring::open(db.clone(), masters, random.clone()).await.expect("keys");
        let register = EmbeddedRegister::new(db.clone(), keyring.clone(), clock.clone());
        let (asked, time) = (Arc::new(register.clone()), clock.clone());
        let gate = Gate::open(db.clone(), keyring.clone(), asked, time, random.clone(), &schemas).expect("a gate");
        let limits = Limits::default();
        let sessions = Sessions::new(db.clone(), keyring.clone(), clock.clone(), random.clone(), limits);
        let family = family::Family::register(&register, &gate).await;
        let contacts = Arc::new(people::EmbeddedContacts::new(db.clone(), keyring.clone(), clock.clone()));
        let notices = notify::Notices::new(db.clone(), gate.clone(), keyring.clone(), contacts.clone(), random.clone());
        let guard = Guard::new(Limiter::new(db.clone(), keyring.clone(), clock.clone()), Rates::default());
        let portal = Portal::new(Parts {
            feedback: feedback::Feedback::new(db.clone(), keyring.clone(), clock.clone()),
            status: incidents::Status::new(
                incidents::Incidents::new(db.clone(), clock.clone(), random.clone()),
                Arc::new(|| Box::pin(async { Vec::new() })),
            ),
            notices,
            times: booking::Times::new(test.db.clone(), keyring.clone()),
            site: Arc::new(site),
            kept_forms: KeptForms::new(db.clone(), keyring, clock.clone(), random.clone()),
            log_in: LogIn::new(provider(&clock, &random), db, clock.clone(), random.clone()),
            clock: clock.clone(),
            random,
            gate,
            organisations: records::Organisations::new(test.db.clone()),
            offices: offices::Offices::new(test.db.clone()),
            treatments: treatments::Treatments::new(test.db.clone()),
            systems: clients::Registry::new(test.db.clone(), clock.clone(), Random::system()),
            desk: &[],
            queue: dialogue::Queue::new(test.db.clone()),
            office_records: records::OfficeRecords::new(test.db.clone()),
            rounds: visits::Rounds::new(test.db.clone()),
            sessions,
            guard,
            handles: Handles::new(b"a secret"),
            services: service::ALL,
            texts: Vec::new(),
        })
        .expect("texts are whole");
        let router = layers(failing().merge(pages::router(service::ALL)).with_state(portal.clone()), &portal);
        Self { portal, clock, family, router, _db: test }
    }

    /// A log-in's cookie.
    pub async fn log_in(&self, person: db::PersonId) -> String {
        let identity =
            Identity { number: "00000000000".into(), acr: "high".into(), sid: None, id_token: "token".into() };
        let new = NewSession {
            person,
            kind: eid::sessions::Kind::Citizen,
            membership: None,
            identity: &identity,
            issuer: "https://eid.example",
            user_agent: "",
            address: None,
            replaces: None,
        };
        let opened = self.portal.sessions().open(new).await.expect("a session");
        format!("{SESSION_COOKIE}={}", opened.token)
    }

    /// The address of `subject`'s page for `actor`.
    pub fn path(&self, actor: db::PersonId, subject: db::PersonId, rest: &str) -> String {
        format!("/p/{}{rest}", self.portal.handles().of(actor, subject))
    }

    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned())).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 1 << 20).await.expect("a body").to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub async fn get(&self, path: &str, cookie: &str) -> Answer {
        self.send("GET", path, &[("cookie", cookie)], "").await
    }

    /// Sends a form as our own pages do.
    pub async fn post(&self, path: &str, cookie: &str, body: &str) -> Answer {
        let headers = [
            ("cookie", cookie),
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
        ];
        self.send("POST", path, &headers, body).await
    }
}

/// An electronic ID that is never asked.
fn provider(clock: &Clock, random: &Random) -> Provider {
    let settings = Settings {
        issuer: "https://eid.example".into(),
        client_id: "portal".into(),
        client_auth: ClientAuth::Secret("secret".into()),
        redirect_uri: "https://portal.example/logg-inn/svar".into(),
        after_log_out_uri: "https://portal.example/".into(),
        scope: "openid".into(),
        acr: vec!["high".into()],
        number_claim: "pid".into(),
    };
    Provider::new(settings, clock.clone(), random.clone()).expect("a provider")
}

fn failing() -> Router<Portal> {
    Router::new()
        .route("/refused", get(async || Err::<(), _>(PageError::from(Refusal::ConsentLevel))))
        .route("/hidden", get(async || Err::<(), _>(PageError::from(Refusal::NoTrace))))
        .route("/fault", get(async || Err::<(), _>(PageError::unavailable("disk full"))))
        .route("/panic", get(panics))
        .route("/item/{kind}/{id}", get(async |ItemId(id): ItemId| id.to_string()))
        .route("/form", post(async |form: Form| form.value("reason").to_owned()))
}

async fn panics() {
    panic!("a fault in a handler")
}

/// Asks a fresh portal for one open page.
pub async fn get_page(path: &str, headers: &[(&str, &str)]) -> Answer {
    send(Site::default(), "GET", path, headers, "").await
}

/// Sends any request to a fresh portal.
pub async fn send(site: Site, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    House::new(site).await.send(method, path, headers, body).await
}
