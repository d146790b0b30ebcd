//! A whole portal on a port of its own, with the demo's people, a test eID and a clock that stands.

use std::sync::Arc;

use access::{
    Actor, Deed, GateError, JobKind, Policy,
    log::{self, Filter, Line, Page, Retention},
    rules::{MEMBERS, Role, table},
    state::NewMember,
};
use clients::Clients;
use db::{Clock, MasterKey, PersonId, Random, testing::TestDb};
use demo::{
    appointments::Records,
    eid::TestEid,
    population::{Persona, Population},
};
use eid::sessions::Limits;
use jiff::tz::TimeZone;
use notify::{Channel, Setup, Signature, Worker};
use offices::{Office, OfficeKind};
use portal::{
    articles::Articles,
    config::Outside,
    house::{House, Plan},
    router::router,
};
use tempfile::TempDir;
use tokio::{net::TcpListener, task::JoinHandle};
use uuid::Uuid;
use web::Site;

use crate::Visitor;

/// When every test portal stands: a Saturday noon in Norway, in winter time.
const NOW: &str = "2026-11-21T11:00:00Z";

/// What the SMS gateway of every test portal signs its reports with.
pub const GATEWAY_SECRET: &[u8] = b"a secret of the gateway and of us, 40 by";

/// A portal that is served as long as this value lives.
pub struct TestPortal {
    /// `sqlite` or `postgres`, for messages.
    pub engine: &'static str,
    pub house: House,
    /// Health services' systems that may call.
    pub clients: Clients,
    pub population: Population,
    /// Stands; move it with `set`.
    pub clock: Clock,
    /// Where it is reached, without a slash at the end.
    pub origin: String,
    outside: Outside,
    pages: web::Portal,
    server: JoinHandle<()>,
    database: TestDb,
    folder: TempDir,
}

impl TestPortal {
    /// One on each engine; PostgreSQL where the tests have a server.
    ///
    /// # Panics
    /// As all of this file: where the portal cannot be put together.
    pub async fn both() -> Vec<Self> {
        Self::with_limits(Outside::without_rates()).await
    }

    /// One on each engine, with limits on who asks how often; requests come from where [`Visitor::at`] says.
    pub async fn with_limits(outside: Outside) -> Vec<Self> {
        let mut portals = Vec::new();
        for database in db::testing::both().await {
            portals.push(Self::over(database, outside.clone()).await);
        }
        portals
    }

    /// On the embedded database: for what does not depend on the engine.
    pub async fn sqlite() -> Self {
        Self::over(db::testing::sqlite().await, Outside::without_rates()).await
    }

    async fn over(database: TestDb, outside: Outside) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let clock = Clock::standing_at(NOW.parse().expect("a moment"));
        let plan = plan(&database, &folder, clock.clone(), outside.clone());
        let house = House::open_migrated(&plan).await.expect("a house");
        let population = Population::new(1, clock.today());
        population.load_into(&house.register).await.expect("people");
        house.contacts.load(population.contacts()).await.expect("where they can be reached");
        demo::offices::open(&house.db, clock.now()).await.expect("offices");
        demo::seed(&house.gate, &population).await.expect("their consents and powers");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("its address"));
        // It lists nobody: a name on a page then comes from the portal. Numbers are typed.
        let test_eid = TestEid::new(&origin, Vec::new(), clock.clone(), Random::system());
        let (test_eid, settings) = test_eid.expect("a test eID");
        let log_in = house.log_in(settings).expect("a log-in");
        let pages = house.portal(plan.site, log_in).await.expect("pages");
        let clients = house.clients(&origin).await.expect("clients");
        let app = router(&house, &pages, &clients, Articles::Starter.open(&pages).expect("articles"))
            .merge(test_eid.routes());
        let service = app.into_make_service_with_connect_info::<std::net::SocketAddr>();
        let server = tokio::spawn(async move { axum::serve(listener, service).await.expect("a served portal") });
        Self {
            engine: database.engine,
            house,
            clients,
            population,
            clock,
            origin,
            outside,
            pages,
            server,
            database,
            folder,
        }
    }

    /// The portal as its pages know it.
    pub fn pages(&self) -> &web::Portal {
        &self.pages
    }

    /// Another process of the same portal: its own connections and memory, the same database.
    pub async fn beside(&self) -> Process {
        let plan = plan(&self.database, &self.folder, self.clock.clone(), self.outside.clone());
        let house = House::open(&plan).await.expect("a second house");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("its address"));
        let (_, settings) =
            TestEid::new(&origin, Vec::new(), self.clock.clone(), Random::system()).expect("a test eID");
        let log_in = house.log_in(settings).expect("a log-in");
        let pages = house.portal(plan.site, log_in).await.expect("pages");
        // Both stand behind one public address, which tokens name.
        let clients = house.clients(&self.origin).await.expect("clients");
        let app = router(&house, &pages, &clients, Articles::Starter.open(&pages).expect("articles"));
        let service = app.into_make_service_with_connect_info::<std::net::SocketAddr>();
        let server = tokio::spawn(async move { axum::serve(listener, service).await.expect("a served portal") });
        Process { origin, server }
    }

    /// The same with everyone's appointments, as the demo's health services deliver them.
    pub async fn with_appointments(self) -> Self {
        let house = &self.house;
        let register = Arc::new(house.register.clone());
        let records =
            Records { db: house.db.clone(), gate: house.gate.clone(), keyring: house.keyring.clone(), register };
        demo::appointments::deliver(&records, &self.population).await.expect("appointments");
        self
    }

    /// The same with the demo's treatments and the places that give them.
    pub async fn with_treatments(self) -> Self {
        demo::treatments::open(&self.house.treatments(), self.clock.today()).await.expect("treatments");
        self
    }

    /// The same with free times at the demo's offices.
    pub async fn with_times(self) -> Self {
        demo::times::publish(&self.house.gate, &self.house.times()).await.expect("free times");
        self
    }

    /// What tells people and sends letters by `channel`, in a process that runs when the test lets it.
    pub fn worker(&self, channel: Arc<dyn Channel>) -> Worker {
        self.worker_by(vec![channel])
    }

    /// The same by several channels.
    pub fn worker_by(&self, channels: Vec<Arc<dyn Channel>>) -> Worker {
        self.house.worker(&self.pages, channels, &self.origin)
    }

    /// What calls systems (Subscription), in a process that runs when the test lets it.
    pub fn hooks(&self, patience: hooks::Patience) -> hooks::Worker {
        self.house.hooks(&self.origin, patience).expect("calls by TLS")
    }

    /// The address of its database, as `Db::open` takes it.
    pub fn address(&self) -> &str {
        &self.database.address
    }

    /// A browser that nobody has logged in with.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.origin)
    }

    /// A browser with somebody logged in, by their id in the demo: `kari-mor`.
    #[track_caller]
    pub fn log_in(&self, id: &str) -> impl Future<Output = Visitor> {
        let (visitor, number) = (self.visitor(), self.persona(id).number.digits().to_owned());
        async move {
            let page = visitor.log_in(&number).await;
            assert_eq!(page.status, 200, "the log-in leads to a page: {page}");
            visitor
        }
    }

    /// A browser with somebody logged in at work, by their id in the demo: `hanne-helsesykepleier`.
    #[track_caller]
    pub fn at_work(&self, id: &str) -> impl Future<Output = Visitor> {
        let (visitor, number) = (self.visitor(), self.persona(id).number.digits().to_owned());
        async move {
            let page = visitor.log_in_at_work(&number).await;
            assert_eq!(page.status, 200, "the log-in leads to the desk: {page}");
            visitor
        }
    }

    /// Gives one of the demo's people a role at the office of a kind in Oslo, by the operator's command.
    pub async fn employ(&self, id: &str, kind: OfficeKind, role: Role) -> Uuid {
        self.employ_at(id, demo::offices::of(kind, Some("0301")).expect("an office in Oslo"), role).await
    }

    /// The same at any office.
    pub async fn employ_at(&self, id: &str, office: Office, role: Role) -> Uuid {
        let new = NewMember {
            organisation: office.organisation,
            office: office.id,
            role,
            hpr: None,
            given_by: "the test".to_owned(),
        };
        let (command, policy) = (Actor::Job(JobKind::Operator), Policy::everywhere(&MEMBERS));
        let asked = self.house.gate.deliver(&command, self.person(id), &policy, Deed::new("give_role")).await;
        let change = asked
            .expect("the gate")
            .commit::<_, GateError, _>(move |tx| Box::pin(async move { tx.give_role(&new).await }));
        change.await.expect("a role").expect("that they did not have")
    }

    /// Ends a role at the office of a kind in Oslo; says whether it stood.
    pub async fn dismiss(&self, id: &str, kind: OfficeKind, role: Uuid) -> bool {
        let office = demo::offices::of(kind, Some("0301")).expect("an office in Oslo");
        let (command, policy) = (Actor::Job(JobKind::Operator), Policy::everywhere(&MEMBERS));
        let asked = self.house.gate.deliver(&command, self.person(id), &policy, Deed::new("end_role")).await;
        let change = asked.expect("the gate").commit::<_, GateError, _>(move |tx| {
            Box::pin(async move { tx.end_role(&office.organisation, role, "the test").await })
        });
        change.await.expect("an answer")
    }

    /// One of the demo's people.
    #[track_caller]
    pub fn persona(&self, id: &str) -> &Persona {
        self.population.persona(id).unwrap_or_else(|| panic!("nobody in the demo is called {id}"))
    }

    /// The handle by which one of the demo's people reaches their own pages.
    #[track_caller]
    pub fn handle(&self, id: &str) -> String {
        self.handle_of(id, id)
    }

    /// The handle by which `actor` reaches `subject`.
    #[track_caller]
    pub fn handle_of(&self, actor: &str, subject: &str) -> String {
        self.pages.handles().of(self.person(actor), self.person(subject))
    }

    /// The internal id of one of the demo's people.
    #[track_caller]
    pub fn person(&self, id: &str) -> PersonId {
        self.persona(id).person.id
    }

    /// Moves the clock to a wall-clock time in Norway, `2026-12-24T17:00`.
    pub fn set_clock(&self, wall: &str) {
        let wall: jiff::civil::DateTime = wall.parse().expect("a wall-clock time");
        let oslo = TimeZone::get("Europe/Oslo").expect("the time zone");
        self.clock.set(wall.to_zoned(oslo).expect("a moment").timestamp());
    }

    /// The newest lines of a person's usage log as they themself see it. What happened in the same moment has no order.
    pub async fn usage_log(&self, id: &str) -> Vec<Line> {
        let person = self.person(id);
        let policy = Policy::everywhere(&table::USAGE_LOG);
        let asked = self.house.gate.see(&Actor::Citizen(person), person, &policy, Deed::new("test_reads")).await;
        let page = Page { before: None, size: 500 };
        let lines = log::list(&asked.expect("one's own log"), &Filter::default(), &page).await.expect("lines");
        lines.into_iter().filter(|line| line.deed != "test_reads").collect()
    }
}

/// A second process beside a [`TestPortal`], served as long as this value lives.
pub struct Process {
    origin: String,
    server: JoinHandle<()>,
}

impl Process {
    /// The same browser, led to this process by a load balancer.
    pub fn lead(&self, visitor: &Visitor) -> Visitor {
        let led = Visitor::new(&self.origin);
        led.carry(&visitor.cookie_header());
        led
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Drop for TestPortal {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn plan(database: &TestDb, folder: &TempDir, clock: Clock, outside: Outside) -> Plan {
    Plan {
        database: database.address.clone(),
        master_keys: vec![MasterKey::new(&[7; 32])],
        heads_file: folder.path().join("heads.jsonl"),
        limits: Limits::default(),
        retention: Retention::default(),
        outside,
        notices: Setup { reports: Some(Signature::new(GATEWAY_SECRET)), ..Setup::default() },
        site: Site { demo: true, ..Site::default() },
        clock,
        random: Random::system(),
    }
}
