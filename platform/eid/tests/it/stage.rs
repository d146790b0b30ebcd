//! A database with people's keys, and a clock one can move.

use db::{Clock, Db, DbError, Keyring, MasterKey, PersonId, Random, testing};
use eid::{
    kept_forms::KeptForms,
    oidc::Identity,
    sessions::{Limits, NewSession, Opened, Sessions},
};
use jiff::{SignedDuration, Timestamp};

pub const ISSUER: &str = "https://eid.example";

pub struct Stage {
    pub db: Db,
    pub clock: Clock,
    pub keyring: Keyring,
    pub sessions: Sessions,
    pub kept_forms: KeptForms,
    _test: testing::TestDb,
}

/// One stage per database engine.
pub async fn both() -> Vec<Stage> {
    let mut stages = Vec::new();
    for test in testing::both().await {
        stages.push(Stage::new(test).await);
    }
    stages
}

impl Stage {
    async fn new(test: testing::TestDb) -> Self {
        let clock = Clock::standing_at("2026-11-21T12:00:00Z".parse().unwrap());
        let random = Random::system();
        let db = test.db.clone();
        db.migrate(&[eid::SCHEMA], clock.now()).await.unwrap();
        let keyring = Keyring::open(db.clone(), vec![MasterKey::new(&[7; 32])], random.clone()).await.unwrap();
        let (d, k, c, r) = (db.clone(), keyring.clone(), clock.clone(), random.clone());
        let sessions = Sessions::new(d, k, c, r, Limits::default());
        let kept_forms = KeptForms::new(db.clone(), keyring.clone(), clock.clone(), random);
        Self { db, clock, keyring, sessions, kept_forms, _test: test }
    }

    /// A person who has a key and nothing else.
    pub async fn person(&self) -> PersonId {
        let person = PersonId(Random::system().uuid(Timestamp::UNIX_EPOCH));
        let keyring = self.keyring.clone();
        let job = self
            .db
            .write::<_, DbError, _>(move |tx| Box::pin(async move { keyring.create(tx, person).await.map(drop) }));
        job.await.unwrap();
        person
    }

    pub async fn log_in(&self, person: PersonId) -> Opened {
        self.log_in_from(person, "sid-1", None).await
    }

    pub async fn log_in_from(&self, person: PersonId, sid: &str, replaces: Option<&str>) -> Opened {
        let identity = Identity {
            number: "13916900281".into(),
            acr: "idporten-loa-high".into(),
            sid: Some(sid.into()),
            id_token: "the.id.token".into(),
        };
        let new = NewSession {
            person,
            identity: &identity,
            issuer: ISSUER,
            user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            address: Some("192.0.2.77".parse().unwrap()),
            replaces,
        };
        self.sessions.open(new).await.unwrap()
    }

    pub fn pass(&self, time: SignedDuration) {
        self.clock.set(self.clock.now() + time);
    }
}
