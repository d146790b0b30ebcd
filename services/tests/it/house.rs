//! The services behind the layers of a portal, asked without a network.

use std::sync::Arc;

use access::Gate;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header},
};
use db::{Clock, Keyring, Limiter, MasterKey, PersonId, Random, Schema, testing::TestDb};
use eid::{
    LogIn,
    kept_forms::KeptForms,
    oidc::{ClientAuth, Identity, Provider, Settings},
    sessions::{Limits, NewSession, SESSION_COOKIE, Sessions},
};
use jiff::ToSpan;
use people::EmbeddedRegister;
use testing::Answer;
use tower::ServiceExt;
use web::{Guard, Handles, Parts, Portal, Rates, Site, layers, pages};

use crate::family::{self, Family};

pub struct House {
    pub portal: Portal,
    pub clock: Clock,
    pub family: Family,
    pub db: db::Db,
    router: Router,
    _test: TestDb,
}

/// Somebody logged in.
pub struct Somebody<'h> {
    house: &'h House,
    person: PersonId,
    cookie: String,
}

pub fn schemas() -> Vec<Schema> {
    let platform = [
        access::SCHEMA,
        people::SCHEMA,
        profile::SCHEMA,
        records::SCHEMA,
        visits::SCHEMA,
        notify::SCHEMA,
        eid::SCHEMA,
        offices::SCHEMA,
        dialogue::SCHEMA,
        booking::SCHEMA,
    ];
    platform.into_iter().chain(services::ALL.iter().filter_map(|service| service.schema)).collect()
}

impl House {
    pub async fn over(test: TestDb) -> Self {
        let clock = Clock::standing_at("2026-03-03T08:30:00Z".parse().expect("a time"));
        let schemas = schemas();
        test.db.migrate(&schemas, clock.now()).await.expect("tables");
        let (db, random) = (test.db.clone(), Random::system());
        let keyring = Keyring::open(db.clone(), vec![MasterKey::new(&[7; 32])], random.clone()).await.expect("keys");
        let register = EmbeddedRegister::new(db.clone(), keyring.clone(), clock.clone());
        let (asked, time) = (Arc::new(register.clone()), clock.clone());
        let gate = Gate::open(db.clone(), keyring.clone(), asked, time, random.clone(), &schemas).expect("a gate");
        let family = Family::register(&register).await;
        family::accept(&gate, family.mother).await;
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
            guard,
            site: Arc::new(Site { guidance_phone: Some("23 32 70 00".into()), ..Site::default() }),
            kept_forms: KeptForms::new(db.clone(), keyring.clone(), clock.clone(), random.clone()),
            log_in: LogIn::new(provider(&clock, &random), db.clone(), clock.clone(), random.clone()),
            sessions: Sessions::new(db.clone(), keyring, clock.clone(), random.clone(), Limits::default()),
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
            handles: Handles::new(b"a secret"),
            services: services::ALL,
            texts: services::PAGE_TEXTS.to_vec(),
        })
        .expect("texts are whole");
        let router = layers(pages::router(services::ALL).with_state(portal.clone()), &portal);
        Self { portal, clock, family, db, router, _test: test }
    }

    pub async fn log_in(&self, person: PersonId) -> Somebody<'_> {
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
        Somebody { house: self, person, cookie: format!("{SESSION_COOKIE}={}", opened.token) }
    }

    /// A minute goes by, so that what follows is later.
    pub fn wait(&self) {
        self.clock.set(self.clock.now() + 1.minute());
    }

    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned())).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let headers = parts.headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap_or("").into()));
        let body = to_bytes(body, 1 << 22).await.expect("a body").to_vec();
        Answer {
            status: parts.status.as_u16(),
            path: path.to_owned(),
            headers: headers.collect(),
            body: String::from_utf8(body).expect("a page is UTF-8"),
        }
    }
}

impl Somebody<'_> {
    /// The address of `subject`'s page.
    pub fn path(&self, subject: PersonId, rest: &str) -> String {
        format!("/p/{}{rest}", self.house.portal.handles().of(self.person, subject))
    }

    pub async fn get(&self, subject: PersonId, rest: &str) -> Answer {
        self.open(&self.path(subject, rest)).await
    }

    pub async fn open(&self, path: &str) -> Answer {
        self.house.send("GET", path, &[("cookie", &self.cookie)], "").await
    }

    /// Sends a form as our own pages do, and opens the page it leads to.
    pub async fn post(&self, subject: PersonId, rest: &str, body: &str) -> Answer {
        let headers = [
            ("cookie", self.cookie.as_str()),
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
        ];
        let answer = self.house.send("POST", &self.path(subject, rest), &headers, body).await;
        match answer.header(header::LOCATION.as_str()) {
            Some(next) => self.open(next).await,
            None => answer,
        }
    }
}

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
