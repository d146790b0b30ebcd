//! A house with a gate, a hospital that delivers, and three people.

use std::sync::Arc;

use access::rules::{ItemSource, Level, table};
use access::state::Change;
use access::{Actor, Allowed, Deed, Deliver, Gate, GateError, JobKind, Policy, See};
use db::testing::TestDb;
use db::{Clock, Keyring, MasterKey, PersonId, Random};
use fhir::Resource;
use fhir::json::Node;
use jiff::civil::{Date, date};
use people::{
    EmbeddedRegister, Identifier, NationalNumber, PopulationRegister, RegisterEvent, Registration, Relation,
    RelationKind,
};
use records::import::{Importer, Report};
use records::{Delivery, Kind, Profile, Source, Stored};

pub static APPOINTMENTS: Policy = Policy::everywhere(&table::APPOINTMENTS);
pub const CONSENT: Policy = Policy::everywhere(&table::CONSENT);
pub const MOTHER_NUMBER: &str = "03851598730";
pub const CHILD_NUMBER: &str = "30908299902";
pub const NEWCOMER_NUMBER: &str = "41819077906";

/// A mother and her child of 14 use the portal; a newcomer has not accepted the terms.
pub struct House {
    pub test: TestDb,
    pub keyring: Keyring,
    pub gate: Gate,
    pub register: EmbeddedRegister,
    pub mother: PersonId,
    pub child: PersonId,
    pub newcomer: PersonId,
    pub hospital: Source,
}

impl House {
    pub async fn on(test: TestDb) -> Self {
        let clock = Clock::standing_at("2026-11-21T12:00:00Z".parse().unwrap());
        let schemas = [access::SCHEMA, people::SCHEMA, records::SCHEMA];
        test.db.migrate(&schemas, clock.now()).await.unwrap();
        let keyring = Keyring::open(test.db.clone(), vec![MasterKey::new(&[7; 32])], Random::system()).await.unwrap();
        let register = EmbeddedRegister::new(test.db.clone(), keyring.clone(), clock.clone());
        let shared: Arc<dyn PopulationRegister> = Arc::new(register.clone());
        let gate = Gate::open(test.db.clone(), keyring.clone(), shared, clock, Random::system(), &schemas).unwrap();
        let [mother, child, newcomer] = [(); 3].map(|()| PersonId(Random::system().uuid(gate.clock().now())));
        let hospital = Source {
            organisation: "974000001".into(),
            name: "Lindal sykehus".into(),
            kind: ItemSource::Hospital,
            profile: Profile::Base,
        };
        let house = Self { test, keyring, gate, register, mother, child, newcomer, hospital };
        house.fill().await;
        house
    }

    async fn fill(&self) {
        let tie = |kind| Relation { person: self.child, other: self.mother, kind };
        let ties = vec![tie(RelationKind::Parent), tie(RelationKind::Responsible)];
        self.add(self.mother, MOTHER_NUMBER, date(1988, 4, 1), vec![]).await;
        self.add(self.child, CHILD_NUMBER, date(2012, 4, 1), ties).await;
        self.add(self.newcomer, NEWCOMER_NUMBER, date(1990, 4, 1), vec![]).await;
        for person in [self.mother, self.child] {
            self.change(person, Change::AcceptTerms(Level::Full)).await;
        }
        self.change(self.child, Change::ParentalConsent(true)).await;
    }

    async fn add(&self, id: PersonId, number: &str, born: Date, relations: Vec<Relation>) {
        let person = people::testing::resident(id, "Prøve", born, "home");
        let number = NationalNumber::parse(number).unwrap();
        let identifiers = vec![Identifier::in_use(number, born)];
        self.register.apply(RegisterEvent::Registered(Registration { person, identifiers, relations })).await.unwrap();
    }

    pub async fn change(&self, person: PersonId, change: Change) {
        let by = self.mother;
        let allowed = self.deliver_as(&Actor::Job(JobKind::DemoSeed), person).await;
        allowed
            .commit::<_, GateError, _>(move |tx| Box::pin(async move { Ok(tx.change_state(&change, by).await?) }))
            .await
            .unwrap();
    }

    pub async fn deliver_as(&self, actor: &Actor, person: PersonId) -> Allowed<Deliver> {
        self.gate.deliver(actor, person, &CONSENT, Deed::new("change")).await.unwrap()
    }

    /// The person's own permission to see appointments.
    pub async fn own(&self, person: PersonId) -> Allowed<See> {
        self.see(person, person).await
    }

    pub async fn see(&self, reader: PersonId, subject: PersonId) -> Allowed<See> {
        self.gate.see(&Actor::Citizen(reader), subject, &APPOINTMENTS, Deed::new("list")).await.unwrap()
    }

    /// What the hospital sends of a person, straight into the store.
    pub async fn put(&self, person: PersonId, source_id: &str, text: &str) -> Stored {
        self.put_as(Kind::quiet(&APPOINTMENTS), person, source_id, text).await.unwrap()
    }

    /// The same, with what follows from it.
    pub async fn put_as(&self, kind: Kind, person: PersonId, source_id: &str, text: &str) -> Result<Stored, GateError> {
        let node = Node::parse(text).unwrap();
        let resource = Resource::new(text, &node);
        let id = records::record_id(&self.keyring, &self.hospital.organisation, person, resource.kind(), source_id);
        let delivery = Delivery::new(&self.hospital, id, &resource, resource.rewritten(&id.to_string(), |_| None));
        let actor = Actor::Source { organisation: self.hospital.organisation.clone() };
        let allowed = self.gate.deliver(&actor, person, &APPOINTMENTS, Deed::on("deliver", id)).await.unwrap();
        allowed
            .commit::<_, GateError, _>(move |tx| Box::pin(async move { records::receive(tx, &kind, &delivery).await }))
            .await
    }

    pub fn importer(&self, bound_to: Option<PersonId>) -> Importer {
        Importer {
            db: self.test.db.clone(),
            gate: self.gate.clone(),
            keyring: self.keyring.clone(),
            register: Arc::new(self.register.clone()),
            source: self.hospital.clone(),
            bound_to,
            kind: |_| Kind::quiet(&APPOINTMENTS),
        }
    }

    pub async fn import(&self, importer: &Importer, text: &str) -> Report {
        let mut report = Report::default();
        importer.file("file.json", text, &mut report).await.unwrap();
        report
    }

    /// Rows of a table, of everyone.
    pub async fn count(&self, table: &'static str) -> i64 {
        let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {table}");
        self.test.db.fetch_all(sql, vec![]).await.unwrap()[0].int(0).unwrap()
    }
}
