//! A small family behind a gate, on a database of either engine.

use std::sync::Arc;

use access::{
    Actor, Deed, Gate, GateError, JobKind, Policy,
    rules::{Level, table},
    state::Change,
};
use db::{Clock, Keyring, MasterKey, Random, testing::TestDb};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use people::{EmbeddedRegister, PersonId, PopulationRegister, RegisterEvent, Registration, Relation, RelationKind};

pub const APPOINTMENTS: Policy = Policy::everywhere(&table::APPOINTMENTS);
pub const CONSENT: Policy = Policy::everywhere(&table::CONSENT);
pub const USAGE_LOG: Policy = Policy::everywhere(&table::USAGE_LOG);

/// Mother and father live together with a child of 8; a stranger lives elsewhere. All adults use the portal fully.
pub struct Family {
    pub test: TestDb,
    pub keyring: Keyring,
    pub gate: Gate,
    pub clock: Clock,
    pub register: EmbeddedRegister,
    pub mother: PersonId,
    pub father: PersonId,
    pub child: PersonId,
    pub stranger: PersonId,
}

impl Family {
    pub async fn at(test: TestDb, now: &str) -> Self {
        let clock = Clock::standing_at(now.parse().unwrap());
        let schemas = [access::SCHEMA, people::SCHEMA];
        test.db.migrate(&schemas, clock.now()).await.unwrap();
        let keyring = Keyring::open(test.db.clone(), vec![MasterKey::new(&[7; 32])], Random::system()).await.unwrap();
        let register = EmbeddedRegister::new(test.db.clone(), keyring.clone(), clock.clone());
        let shared: Arc<dyn PopulationRegister> = Arc::new(register.clone());
        let gate =
            Gate::open(test.db.clone(), keyring.clone(), shared, clock.clone(), Random::system(), &schemas).unwrap();
        let ids = [(); 4].map(|()| PersonId(Random::system().uuid(clock.now())));
        let family = Self {
            test,
            keyring,
            gate,
            clock,
            register,
            mother: ids[0],
            father: ids[1],
            child: ids[2],
            stranger: ids[3],
        };
        family.fill().await;
        family
    }

    async fn fill(&self) {
        self.add(self.mother, "Mor", date(1988, 4, 1), "home", vec![]).await;
        self.add(self.father, "Far", date(1986, 4, 1), "home", vec![]).await;
        self.add(self.stranger, "Ukjent", date(1980, 4, 1), "elsewhere", vec![]).await;
        let ties = [self.mother, self.father].into_iter().flat_map(|parent| {
            [RelationKind::Parent, RelationKind::Responsible].map(|kind| Relation {
                person: self.child,
                other: parent,
                kind,
            })
        });
        self.add(self.child, "Barn", date(2018, 11, 22), "home", ties.collect()).await;
        for person in [self.mother, self.father, self.child, self.stranger] {
            self.change(person, Change::AcceptTerms(Level::Full)).await;
        }
    }

    async fn add(&self, id: PersonId, given: &str, born: Date, dwelling: &str, relations: Vec<Relation>) {
        let person = people::testing::resident(id, given, born, dwelling);
        let event = RegisterEvent::Registered(Registration { person, identifiers: vec![], relations });
        self.register.apply(event).await.unwrap();
    }

    /// Changes a person's state as the demo does, without asking the rules.
    pub async fn change(&self, person: PersonId, change: Change) {
        let seed = Actor::Job(JobKind::DemoSeed);
        let allowed = self.gate.deliver(&seed, person, &CONSENT, Deed::new("change")).await.unwrap();
        allowed
            .commit::<_, GateError, _>(move |tx| Box::pin(async move { Ok(tx.change_state(&change, person).await?) }))
            .await
            .unwrap();
    }

    pub async fn look(&self, actor: PersonId, subject: PersonId) -> Result<(), GateError> {
        self.gate.see(&Actor::Citizen(actor), subject, &APPOINTMENTS, Deed::new("list")).await.map(drop)
    }

    pub fn set_clock(&self, now: &str) {
        self.clock.set(now.parse::<Timestamp>().unwrap());
    }

    /// The lines of a person's log as they see it themself, newest first: deed, and why.
    pub async fn log_of(&self, reader: PersonId, subject: PersonId) -> Vec<(String, access::log::Why)> {
        let allowed = self.gate.see(&Actor::Citizen(reader), subject, &USAGE_LOG, Deed::new("log")).await.unwrap();
        let page = access::log::Page { before: None, size: 100 };
        let lines = access::log::list(&allowed, &access::log::Filter::default(), &page).await.unwrap();
        lines
            .into_iter()
            .filter(|line| line.service == "appointments" && line.deed != "deliver")
            .map(|line| (line.deed, line.why))
            .collect()
    }
}
