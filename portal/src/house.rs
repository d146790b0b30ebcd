//! Everything a running portal stands on, put together once from the settings.

use std::{path::PathBuf, sync::Arc};

use access::{
    Gate,
    log::{HeadFile, Retention, Sealer},
};
use booking::Times;
use clients::{Clients, Registry, TokenKeys};
use db::{Clock, Db, DbError, Keyring, Limiter, MasterKey, Random, Schema};
use dialogue::Queue;
use eid::{
    LogIn,
    kept_forms::KeptForms,
    oidc::{Provider, Settings},
    sessions::{Limits, Sessions},
};
use feedback::Feedback;
use hooks::{Patience, Subscriptions};
use incidents::{Incidents, Status};
use notify::{Channel, Notices, Setup, Worker};
use offices::Offices;
use people::{EmbeddedContacts, EmbeddedRegister, PopulationRegister};
use records::{OfficeRecords, Organisations};
use thiserror::Error;
use treatments::Treatments;
use web::{Guard, Handles, Parts, Portal, Site};

use crate::{
    config::Outside,
    readiness::{Readiness, probe},
};

/// What a house is built from.
pub struct Plan {
    pub database: String,
    pub master_keys: Vec<MasterKey>,
    pub heads_file: PathBuf,
    pub retention: Retention,
    pub limits: Limits,
    pub outside: Outside,
    pub notices: Setup,
    pub site: Site,
    pub clock: Clock,
    pub random: Random,
}

/// The parts that commands and jobs use, below the pages.
#[derive(Clone)]
pub struct House {
    pub db: Db,
    pub keyring: Keyring,
    pub register: EmbeddedRegister,
    pub contacts: EmbeddedContacts,
    pub notices: Notices,
    pub gate: Gate,
    pub sessions: Sessions,
    pub kept_forms: KeptForms,
    pub heads: HeadFile,
    /// The file of the embedded database.
    pub database_file: Option<PathBuf>,
    pub readiness: Readiness,
    pub status: Status,
    pub retention: Retention,
    pub limiter: Limiter,
    pub outside: Outside,
    pub clock: Clock,
    pub random: Random,
}

/// Why it could not be put together.
#[derive(Debug, Error)]
pub enum HouseError {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error("{0}")]
    Schema(String),
    #[error("a text is missing: {0}")]
    Texts(#[from] web::texts::TextsError),
    #[error("the electronic ID cannot be used: {0}")]
    Eid(#[from] eid::oidc::OidcError),
}

/// Every schema of the house: the platform's and each service's.
pub fn schemas() -> Vec<Schema> {
    let platform = [
        access::SCHEMA,
        people::SCHEMA,
        profile::SCHEMA,
        records::SCHEMA,
        visits::SCHEMA,
        notify::SCHEMA,
        eid::SCHEMA,
        clients::SCHEMA,
        offices::SCHEMA,
        dialogue::SCHEMA,
        booking::SCHEMA,
        hooks::SCHEMA,
        treatments::SCHEMA,
        feedback::SCHEMA,
        incidents::SCHEMA,
    ];
    platform.into_iter().chain(services::ALL.iter().filter_map(|service| service.schema)).collect()
}

impl House {
    /// Opens a database that has all migrations.
    ///
    /// # Errors
    /// [`DbError::NotMigrated`] when it has not.
    pub async fn open(plan: &Plan) -> Result<Self, HouseError> {
        let db = Db::open(&plan.database).await?;
        db.check_migrated(&schemas()).await?;
        Self::over(db, plan).await
    }

    /// Opens a database and brings it up to date first, as the demo and the tests do.
    pub async fn open_migrated(plan: &Plan) -> Result<Self, HouseError> {
        let db = Db::open(&plan.database).await?;
        db.migrate(&schemas(), plan.clock.now()).await?;
        Self::over(db, plan).await
    }

    async fn over(db: Db, plan: &Plan) -> Result<Self, HouseError> {
        let (clock, random) = (plan.clock.clone(), plan.random.clone());
        let keyring = Keyring::open(db.clone(), plan.master_keys.clone(), random.clone()).await?;
        let register = EmbeddedRegister::new(db.clone(), keyring.clone(), clock.clone());
        let shared: Arc<dyn PopulationRegister> = Arc::new(register.clone());
        let gate = Gate::open(db.clone(), keyring.clone(), shared, clock.clone(), random.clone(), &schemas())
            .map_err(HouseError::Schema)?;
        let contacts = EmbeddedContacts::new(db.clone(), keyring.clone(), clock.clone());
        let shared = Arc::new(contacts.clone());
        let notices = Notices::new(db.clone(), gate.clone(), keyring.clone(), shared, random.clone());
        let notices = notices.with(plan.notices.clone());
        let sessions = Sessions::new(db.clone(), keyring.clone(), clock.clone(), random.clone(), plan.limits);
        let kept_forms = KeptForms::new(db.clone(), keyring.clone(), clock.clone(), random.clone());
        let heads = HeadFile::new(plan.heads_file.clone());
        let readiness = Readiness::new(db.clone(), heads.clone(), clock.clone());
        let told = Incidents::new(db.clone(), clock.clone(), random.clone());
        let status = Status::new(told, probe(readiness.clone(), notices.clone(), clock.clone()));
        let database_file = plan.database.strip_prefix("sqlite:").map(PathBuf::from);
        let retention = plan.retention;
        let limiter = Limiter::new(db.clone(), keyring.clone(), clock.clone());
        Ok(Self {
            db,
            keyring,
            register,
            contacts,
            notices,
            gate,
            sessions,
            kept_forms,
            heads,
            database_file,
            readiness,
            status,
            retention,
            limiter,
            outside: plan.outside.clone(),
            clock,
            random,
        })
    }

    /// The sealer of the usage log; `holder` names this process among others.
    pub async fn sealer(&self) -> Result<Sealer, DbError> {
        let holder = self.random.uuid(self.clock.now()).to_string();
        Sealer::open(self.db.clone(), &self.keyring, self.clock.clone(), self.heads.clone(), holder).await
    }

    /// What the FHIR API stands on.
    pub fn api(&self, clients: &Clients) -> api::Parts {
        api::Parts {
            db: self.db.clone(),
            gate: self.gate.clone(),
            keyring: self.keyring.clone(),
            random: self.random.clone(),
            clients: clients.clone(),
            kind: services::kind,
            service: services::policy,
            limits: self.outside.api(),
            subscriptions: self.subscriptions(clients.origin()),
        }
    }

    /// The times that offices offer.
    pub fn times(&self) -> Times {
        Times::new(self.db.clone(), self.keyring.clone())
    }

    /// What systems have asked to be told of, where the portal is reached at `origin`.
    pub fn subscriptions(&self, origin: &str) -> Subscriptions {
        let (db, clock, random) = (self.db.clone(), self.clock.clone(), self.random.clone());
        Subscriptions::new(db, clock, random, self.outside.hooks.clone(), origin)
    }

    /// What calls systems when something has come for them.
    ///
    /// # Errors
    /// Where this machine cannot make calls by TLS.
    pub fn hooks(&self, origin: &str, patience: Patience) -> Result<hooks::Worker, DbError> {
        hooks::Worker::new(hooks::Setting {
            db: self.db.clone(),
            clock: self.clock.clone(),
            random: self.random.clone(),
            registry: self.registry(),
            keys: self.token_keys(),
            reach: self.outside.hooks.clone(),
            origin: origin.trim_end_matches('/').to_owned(),
            patience,
        })
    }

    /// The log-in through an electronic ID.
    pub fn log_in(&self, settings: Settings) -> Result<LogIn, HouseError> {
        let provider = Provider::new(settings, self.clock.clone(), self.random.clone())?;
        Ok(LogIn::new(provider, self.db.clone(), self.clock.clone(), self.random.clone()))
    }

    /// The offices that people turn to.
    pub fn offices(&self) -> Offices {
        Offices::new(self.db.clone())
    }

    /// What is treated where.
    pub fn treatments(&self) -> Treatments {
        Treatments::new(self.db.clone())
    }

    /// What readers tell the operator.
    pub fn feedback(&self) -> Feedback {
        Feedback::new(self.db.clone(), self.keyring.clone(), self.clock.clone())
    }

    /// The register of health services' systems.
    pub fn registry(&self) -> Registry {
        Registry::new(self.db.clone(), self.clock.clone(), self.random.clone())
    }

    /// The keys that systems' tokens are signed with.
    pub fn token_keys(&self) -> TokenKeys {
        TokenKeys::new(self.db.clone(), self.keyring.clone(), self.clock.clone(), self.random.clone())
    }

    /// The health services' systems that call, where the portal is reached at `origin`.
    pub async fn clients(&self, origin: &str) -> Result<Clients, HouseError> {
        let setting = clients::Setting {
            db: self.db.clone(),
            keyring: self.keyring.clone(),
            clock: self.clock.clone(),
            random: self.random.clone(),
            limiter: self.limiter.clone(),
            rates: self.outside.systems(),
            origin: origin.to_owned(),
        };
        Ok(Clients::open(setting).await?)
    }

    /// What tells people and sends letters, in the texts of `portal`, which people reach at `address`. Without channels
    /// they are told in the portal alone.
    pub fn worker(&self, portal: &Portal, channels: Vec<Arc<dyn Channel>>, address: &str) -> Worker {
        let wording = Arc::new(services::Letters::new(portal.texts().clone(), address));
        let organisations = Organisations::new(self.db.clone());
        Worker::new(self.notices.clone(), channels, wording, organisations, services::policy)
    }

    /// The state of the pages.
    pub async fn portal(&self, site: Site, log_in: LogIn) -> Result<Portal, HouseError> {
        let handles = Handles::new(&self.keyring.secret("handles").await?);
        Ok(Portal::new(Parts {
            site: Arc::new(Site { board: self.status.board().clone(), ..site }),
            clock: self.clock.clone(),
            random: self.random.clone(),
            gate: self.gate.clone(),
            organisations: Organisations::new(self.db.clone()),
            offices: Offices::new(self.db.clone()),
            treatments: self.treatments(),
            systems: self.registry(),
            queue: Queue::new(self.db.clone()),
            office_records: OfficeRecords::new(self.db.clone()),
            rounds: visits::Rounds::new(self.db.clone()),
            times: self.times(),
            notices: self.notices.clone(),
            feedback: self.feedback(),
            status: self.status.clone(),
            sessions: self.sessions.clone(),
            kept_forms: self.kept_forms.clone(),
            guard: Guard::new(self.limiter.clone(), self.outside.pages()),
            handles,
            log_in,
            services: services::ALL,
            desk: desk::MENU,
            texts: services::PAGE_TEXTS.iter().chain(desk::TEXTS).chain([&site::TEXTS]).copied().collect(),
        })?)
    }
}
