//! A mother, her child of 14, a GP's office and a school nurse's, over both databases.

use std::sync::Arc;

use access::rules::{Level, table};
use access::state::Change;
use access::{Act, Actor, Allowed, Deed, Gate, GateError, JobKind, PersonTx, Policy, See};
use db::testing::TestDb;
use db::{Clock, Keyring, MasterKey, PersonId, Random};
use dialogue::{Content, Conversation, DialogueError, Filter, Kind, New, Page, Place, Thread};
use fhir::Resource;
use fhir::json::Node;
use futures_util::future::BoxFuture;
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use offices::{Office, OfficeKind};
use people::{
    EmbeddedRegister, Identifier, NationalNumber, PopulationRegister, RegisterEvent, Registration, Relation,
    RelationKind,
};
use records::{Delivery, Expected, Kind as RecordKind, Profile, ReceiveError, Received, Source};
use uuid::Uuid;

const CONSENT: Policy = Policy::everywhere(&table::CONSENT);
pub const FIRST: Page = Page { size: 50, skip: 0 };

pub struct House {
    pub test: TestDb,
    pub clock: Clock,
    pub gate: Gate,
    pub register: EmbeddedRegister,
    pub mother: PersonId,
    pub child: PersonId,
    pub gp: Office,
    pub nurse: Office,
}

impl House {
    pub async fn on(test: TestDb) -> Self {
        let clock = Clock::standing_at("2026-11-23T09:00:00Z".parse().unwrap());
        let schemas =
            [access::SCHEMA, people::SCHEMA, records::SCHEMA, notify::SCHEMA, offices::SCHEMA, dialogue::SCHEMA];
        test.db.migrate(&schemas, clock.now()).await.unwrap();
        let keyring = Keyring::open(test.db.clone(), vec![MasterKey::new(&[7; 32])], Random::system()).await.unwrap();
        let register = EmbeddedRegister::new(test.db.clone(), keyring.clone(), clock.clone());
        let shared = Arc::new(register.clone());
        let gate = Gate::open(test.db.clone(), keyring, shared, clock.clone(), Random::system(), &schemas).unwrap();
        let [mother, child] = [(); 2].map(|()| PersonId(Random::system().uuid(clock.now())));
        let gp = office("974000010", OfficeKind::Gp, "Furulia legesenter");
        let nurse = office("974000028", OfficeKind::SchoolHealth, "Furulia skole");
        let house = Self { test, clock, gate, register, mother, child, gp, nurse };
        house.fill().await;
        house
    }

    async fn fill(&self) {
        let tie = |kind| Relation { person: self.child, other: self.mother, kind };
        let ties = vec![tie(RelationKind::Parent), tie(RelationKind::Responsible)];
        self.add(self.mother, "03851598730", date(1988, 4, 1), vec![]).await;
        self.add(self.child, "30908299902", date(2012, 4, 1), ties).await;
        for person in [self.mother, self.child] {
            self.change(person, Change::AcceptTerms(Level::Full)).await;
        }
        self.change(self.child, Change::ParentalConsent(true)).await;
        let (gp, nurse, now) = (self.gp.clone(), self.nurse.clone(), self.clock.now());
        let opened = self.test.db.write::<_, db::DbError, _>(move |tx| {
            Box::pin(async move {
                for office in [&gp, &nurse] {
                    source(office).save(tx, now).await?;
                    office.save(tx, now).await?;
                }
                Ok(())
            })
        });
        opened.await.unwrap();
    }

    async fn add(&self, id: PersonId, number: &str, born: Date, relations: Vec<Relation>) {
        let person = people::testing::resident(id, "Prøve", born, "home");
        let number = NationalNumber::parse(number).unwrap();
        let identifiers = vec![Identifier::in_use(number, born)];
        self.register.apply(RegisterEvent::Registered(Registration { person, identifiers, relations })).await.unwrap();
    }

    async fn change(&self, person: PersonId, change: Change) {
        let by = self.mother;
        let seed = Actor::Job(JobKind::DemoSeed);
        let allowed = self.gate.deliver(&seed, person, &CONSENT, Deed::new("change")).await.unwrap();
        allowed
            .commit::<_, GateError, _>(move |tx| Box::pin(async move { Ok(tx.change_state(&change, by).await?) }))
            .await
            .unwrap();
    }

    pub fn new_id(&self) -> Uuid {
        Random::system().uuid(self.clock.now())
    }

    pub fn later(&self) {
        self.clock.set(self.clock.now() + SignedDuration::from_mins(10));
    }

    pub async fn see(&self, reader: PersonId) -> Allowed<See> {
        let reader = Actor::Citizen(reader);
        self.gate.see(&reader, self.child, &dialogue::POLICY, Deed::new("list")).await.unwrap()
    }

    pub async fn act(&self, actor: PersonId) -> Allowed<Act> {
        let actor = Actor::Citizen(actor);
        self.gate.act(&actor, self.child, &dialogue::POLICY, Deed::new("write")).await.unwrap()
    }

    /// The child's conversations, as the reader sees them.
    pub async fn list(&self, reader: PersonId, filter: Filter) -> Vec<Thread> {
        dialogue::list(&self.see(reader).await, filter, FIRST).await.unwrap()
    }

    pub async fn open(&self, reader: PersonId, address: Uuid) -> Option<Conversation> {
        dialogue::thread(&self.see(reader).await, address, FIRST).await.unwrap()
    }

    /// Opens it and leaves the mark of having read it.
    pub async fn read(&self, reader: PersonId, address: Uuid) -> Conversation {
        let allowed = self.see(reader).await;
        let conversation = dialogue::thread(&allowed, address, FIRST).await.unwrap().unwrap();
        dialogue::read(&allowed, &conversation).await.unwrap();
        conversation
    }

    /// Writes about the child, and begins a conversation with it.
    pub async fn start(&self, writer: PersonId, office: &Office, text: &str) -> Uuid {
        self.start_with(writer, office, content(text, self.named(writer))).await
    }

    pub async fn start_with(&self, writer: PersonId, office: &Office, content: Content) -> Uuid {
        let id = self.new_id();
        let new = New { kind: Kind::Question, place: Place::from(office), content };
        let allowed = self.act(writer).await;
        allowed
            .commit::<_, DialogueError, _>(move |tx| Box::pin(async move { dialogue::start(tx, id, &new).await }))
            .await
            .unwrap();
        id
    }

    pub async fn write(&self, writer: PersonId, address: Uuid, text: &str) -> Result<Uuid, DialogueError> {
        let (id, content) = (self.new_id(), content(text, self.named(writer)));
        let allowed = self.act(writer).await;
        allowed
            .commit(move |tx| Box::pin(async move { dialogue::write(tx, id, address, &content).await }))
            .await
            .map(|()| id)
    }

    fn named(&self, writer: PersonId) -> Option<String> {
        (writer == self.mother).then(|| "Prøve Mor".to_owned())
    }

    /// What the office's own system sends.
    pub async fn deliver(&self, office: &Office, text: &str) -> Result<(Uuid, Received), ReceiveError> {
        self.deliver_as(office, self.new_id(), Expected::Nothing, text).await
    }

    pub async fn deliver_as(
        &self,
        office: &Office,
        id: Uuid,
        expected: Expected,
        text: &str,
    ) -> Result<(Uuid, Received), ReceiveError> {
        let node = Node::parse(text).unwrap();
        let resource = Resource::new(text, &node);
        let delivery = Delivery::new(&source(office), id, &resource, resource.rewritten(&id.to_string(), |_| None));
        let actor = Actor::Source { organisation: office.organisation.clone() };
        let allowed = self.gate.deliver(&actor, self.child, &dialogue::POLICY, Deed::on("deliver", id)).await.unwrap();
        let received = allowed
            .commit(move |tx| Box::pin(async move { records::receive_expecting(tx, &KIND, &delivery, expected).await }))
            .await?;
        Ok((id, received))
    }

    /// A change by the office's side.
    pub async fn at_office<F>(&self, office: &Office, change: F)
    where
        F: for<'a, 't> FnOnce(&'a mut PersonTx<'t>) -> BoxFuture<'a, Result<(), DialogueError>>,
        F: Clone + Send + 'static,
    {
        let actor = Actor::Source { organisation: office.organisation.clone() };
        let allowed = self.gate.deliver(&actor, self.child, &dialogue::POLICY, Deed::new("change")).await.unwrap();
        allowed.commit(change).await.unwrap();
    }

    /// An answer of the office, with more elements of the Communication.
    pub async fn answer(&self, office: &Office, answered: Uuid, text: &str, more: &str) -> Uuid {
        let body = message(text, &format!(r#","inResponseTo":[{{"reference":"Communication/{answered}"}}]{more}"#));
        self.deliver(office, &body).await.unwrap().0
    }

    pub async fn count(&self, table: &'static str) -> i64 {
        let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {table}");
        self.test.db.fetch_all(sql, vec![]).await.unwrap()[0].int(0).unwrap()
    }
}

pub static KIND: RecordKind =
    RecordKind { policy: &dialogue::POLICY, admission: dialogue::ADMISSION, consequence: dialogue::CONSEQUENCE };

/// A message of an office to the patient.
pub fn message(text: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"Communication","status":"completed","subject":{{"reference":"Patient/1"}},
        "sender":{{"display":"Furulia"}},"recipient":[{{"reference":"Patient/1"}}],
        "payload":[{{"contentString":"{text}"}}]{more}}}"#
    )
}

pub const HIDDEN_FROM_PARENTS: &str =
    r#","meta":{"security":[{"system":"urn:oid:2.16.578.1.12.4.1.1.9603","code":"NORN_FORANS"}]}"#;
pub const HIDDEN_FROM_YOUTH: &str =
    r#","meta":{"security":[{"system":"urn:oid:2.16.578.1.12.4.1.1.9603","code":"NORN_UNGDOM"}]}"#;

pub fn content(text: &str, writer: Option<String>) -> Content {
    Content { subject: Some("Et spørsmål".into()), text: text.into(), writer, ..Content::default() }
}

pub fn texts(conversation: &Conversation) -> Vec<&str> {
    conversation.messages.iter().map(|it| it.text.as_str()).collect()
}

fn source(office: &Office) -> Source {
    Source {
        organisation: office.organisation.clone(),
        name: office.name.clone(),
        kind: if office.kind == OfficeKind::Gp { OfficeKind::Gp } else { OfficeKind::HealthCentre }.item_source(),
        profile: Profile::Base,
    }
}

fn office(organisation: &str, kind: OfficeKind, name: &str) -> Office {
    Office {
        id: Uuid::from_u128(organisation.parse().unwrap()),
        organisation: organisation.into(),
        kind,
        name: name.into(),
        municipality: Some("0301".into()),
        telephone: None,
        address: None,
        hours: offices::Hours::default(),
        answer_days: 5,
        post_after_days: Some(7),
        ended_at: None,
    }
}
