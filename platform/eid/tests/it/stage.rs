//! A database with people's keys, and a clock one can move.

use std::sync::Arc;

use access::{
    Act, Actor, Allowed, Deed, Gate, Policy, See,
    rules::{ServiceRules, YouthRule},
};
use db::{Clock, Db, Keyring, MasterKey, PersonId, Random, testing};
use eid::{
    kept_forms::KeptForms,
    oidc::Identity,
    sessions::{Limits, NewSession, Opened, Sessions},
};
use jiff::{SignedDuration, civil::date};
use people::{
    EmbeddedRegister, Name, Person, PopulationRegister, Protection, RegisterEvent, Registration, Sex, Status,
};

const RULES: ServiceRules =
    ServiceRules::new("active_logins", "S4", None).youth(YouthRule::Yes, YouthRule::Yes).before_terms();
const POLICY: Policy = Policy::everywhere(&RULES);
const SCHEMAS: [db::Schema; 3] = [people::SCHEMA, access::SCHEMA, eid::SCHEMA];

pub const ISSUER: &str = "https://eid.example";

pub struct Stage {
    pub db: Db,
    pub clock: Clock,
    gate: Gate,
    register: Arc<dyn PopulationRegister>,
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
        db.migrate(&SCHEMAS, clock.now()).await.unwrap();
        let keyring = Keyring::open(db.clone(), vec![MasterKey::new(&[7; 32])], random.clone()).await.unwrap();
        let (d, k, c, r) = (db.clone(), keyring.clone(), clock.clone(), random.clone());
        let sessions = Sessions::new(d, k, c, r, Limits::default());
        let register: Arc<dyn PopulationRegister> =
            Arc::new(EmbeddedRegister::new(db.clone(), keyring.clone(), clock.clone()));
        let (d, k, c) = (db.clone(), keyring.clone(), clock.clone());
        let gate = Gate::open(d, k, register.clone(), c, random.clone(), &SCHEMAS).unwrap();
        let kept_forms = KeptForms::new(db.clone(), keyring, clock.clone(), random);
        Self { db, clock, gate, register, sessions, kept_forms, _test: test }
    }

    /// An adult in the register.
    pub async fn person(&self) -> PersonId {
        let id = PersonId(Random::system().uuid(self.clock.now()));
        let person = Person {
            id,
            name: Name { given: "Test".into(), middle: None, family: "Person".into() },
            born: date(1980, 1, 1),
            sex: Sex::Female,
            address: None,
            protection: Protection::None,
            status: Status::Resident,
            died: None,
        };
        let event = RegisterEvent::Registered(Registration { person, identifiers: vec![], relations: vec![] });
        self.register.apply(event).await.unwrap();
        id
    }

    pub async fn may_see(&self, person: PersonId) -> Allowed<See> {
        self.gate.see(&Actor::Citizen(person), person, &POLICY, Deed::new("list")).await.unwrap()
    }

    pub async fn may_act(&self, person: PersonId) -> Allowed<Act> {
        self.gate.act(&Actor::Citizen(person), person, &POLICY, Deed::new("end")).await.unwrap()
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
            kind: eid::sessions::Kind::Citizen,
            membership: None,
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
