//! A family, a neighbour and a hospital; a channel that remembers; a clock that stands.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use access::rules::{Area, Flags, ItemSource, Level as Use, table};
use access::state::{Change, NewPower};
use access::{Actor, Deed, Gate, GateError, JobKind, PersonTx, Policy};
use db::testing::TestDb;
use db::{Clock, Keyring, MasterKey, PersonId, Random};
use futures_util::future::BoxFuture;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use notify::{Channel, ChannelKind, Class, Event, Fault, Letter, Notices, Receipt, Said, Text, Wording, Worker};
use people::{
    Contact, ContactRegister, Detail, EmbeddedContacts, EmbeddedRegister, PopulationRegister, RegisterEvent,
    Registration, Relation, RelationKind,
};
use records::{Organisations, Profile, Source};
use uuid::Uuid;

pub static APPOINTMENTS: Policy = Policy::everywhere(&table::APPOINTMENTS);
static CONSENT: Policy = Policy::everywhere(&table::CONSENT);
static SETTINGS: Policy = Policy::everywhere(&table::NOTIFICATION_SETTINGS);
pub const HOSPITAL: &str = "974000001";

/// Mother and father of a child of 8 and a youth of 15, who has a parent's consent; a neighbour.
pub struct House {
    pub test: TestDb,
    pub clock: Clock,
    pub gate: Gate,
    pub register: EmbeddedRegister,
    pub contacts: EmbeddedContacts,
    pub notices: Notices,
    pub mother: PersonId,
    pub father: PersonId,
    pub child: PersonId,
    pub youth: PersonId,
    pub neighbour: PersonId,
}

/// A channel that takes everything, or answers as it is told to first.
pub struct Post {
    pub kind: ChannelKind,
    pub letters: Mutex<Vec<Letter>>,
    pub answers: Mutex<VecDeque<Fault>>,
}

impl Default for Post {
    fn default() -> Self {
        Self::of(ChannelKind::Email)
    }
}

impl Channel for Post {
    fn kind(&self) -> ChannelKind {
        self.kind
    }

    fn deliver<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<Receipt, Fault>> {
        Box::pin(async move {
            match self.answers.lock().unwrap().pop_front() {
                Some(fault) => Err(fault),
                None => {
                    self.letters.lock().unwrap().push(letter.clone());
                    Ok(Receipt)
                }
            }
        })
    }
}

impl Post {
    pub fn of(kind: ChannelKind) -> Self {
        Self { kind, letters: Mutex::default(), answers: Mutex::default() }
    }

    /// The addresses written to so far, in small letters and in order of the alphabet.
    pub fn to(&self) -> Vec<String> {
        let mut all: Vec<String> = self.letters.lock().unwrap().iter().map(|letter| letter.to.to_lowercase()).collect();
        all.sort_unstable();
        all
    }
}

struct Plain;

impl Wording for Plain {
    fn letter(&self, _: ChannelKind, _: Option<&str>, said: Said<'_>) -> Text {
        let what = said.event.map_or(String::new(), |(service, kind)| format!(": {service} {kind}"));
        let text = format!("fra {}{what}", said.sender.unwrap_or("ingen"));
        Text { language: "nb", subject: "Ny melding".into(), text }
    }
}

fn policy(service: &str) -> Option<&'static Policy> {
    (service == "appointments").then_some(&APPOINTMENTS)
}

impl House {
    pub async fn on(test: TestDb) -> Self {
        let clock = Clock::standing_at("2026-11-21T11:00:00Z".parse().unwrap());
        let schemas = [access::SCHEMA, people::SCHEMA, records::SCHEMA, notify::SCHEMA];
        test.db.migrate(&schemas, clock.now()).await.unwrap();
        let (db, random) = (test.db.clone(), Random::system());
        let keyring = Keyring::open(db.clone(), vec![MasterKey::new(&[7; 32])], random.clone()).await.unwrap();
        let register = EmbeddedRegister::new(db.clone(), keyring.clone(), clock.clone());
        let contacts = EmbeddedContacts::new(db.clone(), keyring.clone(), clock.clone());
        let asked = Arc::new(register.clone());
        let gate = Gate::open(db.clone(), keyring.clone(), asked, clock.clone(), random.clone(), &schemas).unwrap();
        let notices = Notices::new(db, gate.clone(), keyring, Arc::new(contacts.clone()), random.clone());
        let [mother, father, child, youth, neighbour] = [(); 5].map(|()| PersonId(random.uuid(clock.now())));
        let house = Self { test, clock, gate, register, contacts, notices, mother, father, child, youth, neighbour };
        house.fill().await;
        house
    }

    async fn fill(&self) {
        let hospital = Source {
            organisation: HOSPITAL.into(),
            name: "Lindal sykehus".into(),
            kind: ItemSource::Hospital,
            profile: Profile::Base,
        };
        let now = self.clock.now();
        self.test.db.write(move |tx| Box::pin(async move { hospital.save(tx, now).await })).await.unwrap();
        self.add(self.mother, date(1988, 4, 1), &[]).await;
        self.add(self.father, date(1986, 4, 1), &[]).await;
        self.add(self.neighbour, date(1980, 4, 1), &[]).await;
        self.add(self.child, date(2018, 4, 1), &[self.mother, self.father]).await;
        self.add(self.youth, date(2011, 4, 1), &[self.mother, self.father]).await;
        for person in [self.mother, self.father, self.neighbour, self.child, self.youth] {
            self.change(person, Change::AcceptTerms(Use::Full)).await;
        }
        self.change(self.youth, Change::ParentalConsent(true)).await;
        let names = [(self.mother, "mor"), (self.father, "far"), (self.youth, "ung"), (self.neighbour, "nabo")];
        for (person, name) in names {
            self.email(person, &format!("{name}@epost.example")).await;
        }
    }

    async fn add(&self, id: PersonId, born: Date, parents: &[PersonId]) {
        let person = people::testing::resident(id, "Prøve", born, "home");
        let tie = |kind| parents.iter().map(move |other| Relation { person: id, other: *other, kind });
        let relations = tie(RelationKind::Parent).chain(tie(RelationKind::Responsible)).collect();
        let new = Registration { person, identifiers: vec![], relations };
        self.tell(RegisterEvent::Registered(new)).await;
    }

    pub async fn tell(&self, event: RegisterEvent) {
        self.register.apply(event).await.unwrap();
    }

    pub async fn change(&self, person: PersonId, change: Change) {
        let by = if person == self.child || person == self.youth { self.mother } else { person };
        self.as_job(person, move |tx| Box::pin(async move { Ok(tx.change_state(&change, by).await?) })).await
    }

    pub async fn as_job<T, F>(&self, person: PersonId, change: F) -> T
    where
        T: Send + 'static,
        F: for<'a, 't> FnOnce(&'a mut PersonTx<'t>) -> BoxFuture<'a, Result<T, GateError>> + Clone + Send + 'static,
    {
        let job = Actor::Job(JobKind::DemoSeed);
        let allowed = self.gate.deliver(&job, person, &CONSENT, Deed::new("change")).await.unwrap();
        allowed.commit(change).await.unwrap()
    }

    /// A contact confirmed just now.
    pub async fn email(&self, person: PersonId, address: &str) {
        let email = Detail { value: address.into(), updated_at: self.clock.now(), verified_at: None };
        self.contacts.put(person, Contact { email: Some(email), ..Contact::default() }).await.unwrap();
    }

    /// An e-mail address and a number as the person writes it, confirmed just now.
    pub async fn reached(&self, person: PersonId, email: Option<&str>, mobile: Option<&str>) {
        let detail = |value: &str| Detail { value: value.into(), updated_at: self.clock.now(), verified_at: None };
        let contact = Contact { email: email.map(detail), mobile: mobile.map(detail), ..Contact::default() };
        self.contacts.put(person, contact).await.unwrap();
    }

    pub async fn give_power(&self, giver: PersonId, holder: PersonId) -> Uuid {
        let areas = vec![Area::Digital];
        let new = NewPower { holder, areas, may_act: true, starts: date(2026, 1, 1), ends: None };
        self.as_job(giver, move |tx| Box::pin(async move { Ok(tx.give_power(&new).await?) })).await
    }

    /// Changes the person's own choices.
    pub async fn choose<F>(&self, person: PersonId, change: F)
    where
        F: for<'a, 't> FnOnce(&'a mut PersonTx<'t>) -> BoxFuture<'a, Result<(), GateError>> + Clone + Send + 'static,
    {
        let me = Actor::Citizen(person);
        let allowed = self.gate.act(&me, person, &SETTINGS, Deed::new("change")).await.unwrap();
        allowed.commit(change).await.unwrap()
    }

    /// News of a new item of the person, with marks.
    pub async fn news(&self, person: PersonId, flags: Flags) -> Uuid {
        let item = Random::system().uuid(self.clock.now());
        let event = Event::new("new", "appointments", Class::AboutTreatment, item);
        self.raise(person, item, flags, event.from_source(HOSPITAL, &fhir::NoticeTags::default()).unwrap()).await;
        item
    }

    /// Any news, as the hospital's system brings it, with the item as it stands now.
    pub async fn raise(&self, person: PersonId, item: Uuid, flags: Flags, event: Event) {
        let source = Actor::Source { organisation: HOSPITAL.into() };
        let allowed = self.gate.deliver(&source, person, &APPOINTMENTS, Deed::on("deliver", item)).await.unwrap();
        let commit = allowed.commit::<_, GateError, _>(move |tx| {
            Box::pin(async move {
                // As from a GP: the youth sees those too.
                tx.set_item(item, flags, ItemSource::Gp).await?;
                notify::raise(tx, &event).await
            })
        });
        commit.await.unwrap();
    }

    pub fn worker(&self, post: &Arc<Post>) -> Worker {
        self.worker_by(vec![post.clone()])
    }

    pub fn worker_by(&self, channels: Vec<Arc<dyn Channel>>) -> Worker {
        let organisations = Organisations::new(self.test.db.clone());
        Worker::new(self.notices.clone(), channels, Arc::new(Plain), organisations, policy)
    }

    /// Lets a worker do all there is to do now, and gives the addresses it wrote to.
    pub async fn delivered(&self) -> Vec<String> {
        let post = Arc::new(Post::default());
        self.run(&self.worker(&post)).await;
        post.to()
    }

    pub async fn run(&self, worker: &Worker) {
        while worker.run().await.unwrap() > 0 {}
    }

    /// Sets the wall clock in Norway.
    pub fn set(&self, wall: &str) {
        let wall: jiff::civil::DateTime = wall.parse().unwrap();
        self.clock.set(wall.to_zoned(TimeZone::get("Europe/Oslo").unwrap()).unwrap().timestamp());
    }

    /// The states of all letters.
    pub async fn states(&self) -> Vec<String> {
        let rows = self.test.db.fetch_all("SELECT state FROM letters ORDER BY state", vec![]).await.unwrap();
        rows.iter().map(|row| row.text(0).unwrap()).collect()
    }

    pub async fn count(&self, table: &'static str) -> i64 {
        let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {table}");
        self.test.db.fetch_all(sql, vec![]).await.unwrap()[0].int(0).unwrap()
    }

    /// How much the person has not read about themself and those they represent.
    pub async fn unread(&self, person: PersonId) -> i64 {
        let (oneself, mut everyone) = self.gate.standings(person).await.unwrap();
        everyone.push(oneself);
        self.notices.unread(person, &everyone, policy).await.unwrap()
    }
}
