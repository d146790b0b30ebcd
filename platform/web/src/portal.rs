//! The portal as the pages know it: what every handler may ask for.

use std::sync::Arc;

use access::Gate;
use booking::Times;
use clients::Registry;
use db::{Clock, Random};
use dialogue::Queue;
use eid::{LogIn, kept_forms::KeptForms, sessions::Sessions};
use feedback::Feedback;
use incidents::Status;
use notify::Notices;
use offices::Offices;
use records::{OfficeRecords, Organisations};
use treatments::Treatments;
use visits::Rounds;

use crate::{
    Guard, Site, Texts,
    at_work::DeskItem,
    handle::Handles,
    service::Service,
    texts::{PLATFORM, Source, TextsError},
};

/// State of every page's handler. Cheap to clone.
#[derive(Clone)]
pub struct Portal(Arc<Parts>, Texts);

/// What a portal is put together from.
pub struct Parts {
    pub site: Arc<Site>,
    pub clock: Clock,
    pub random: Random,
    pub gate: Gate,
    /// Names of the health services that deliver.
    pub organisations: Organisations,
    /// Where people can turn to.
    pub offices: Offices,
    /// What is treated where, and how long one waits.
    pub treatments: Treatments,
    /// Health services' systems that may call, for who runs the installation.
    pub systems: Registry,
    pub queue: Queue,
    /// What offices have of their own.
    pub office_records: OfficeRecords,
    /// The visits that home care has planned.
    pub rounds: Rounds,
    /// The times that offices offer.
    pub times: Times,
    pub notices: Notices,
    /// What readers tell the operator.
    pub feedback: Feedback,
    /// How the portal is, and what the operator tells of it.
    pub status: Status,
    pub sessions: Sessions,
    pub kept_forms: KeptForms,
    /// The electronic ID.
    pub log_in: LogIn,
    /// How often pages may be asked for.
    pub guard: Guard,
    /// From a secret of the installation.
    pub handles: Handles,
    /// The register: every service, in the order of the overview.
    pub services: &'static [&'static Service],
    /// What the desk's menu lists, to those whose role opens it.
    pub desk: &'static [DeskItem],
    /// Texts of pages that are not a service's, for instance log-in.
    pub texts: Vec<Source>,
}

impl Portal {
    /// Puts the portal together; fails when a text is missing in a language.
    pub fn new(parts: Parts) -> Result<Self, TextsError> {
        let mut sources = vec![PLATFORM, crate::treatments::TEXTS, access_texts()];
        sources.extend(&parts.texts);
        sources.extend(parts.services.iter().map(|service| service.texts));
        let texts = Texts::load(&sources)?;
        Ok(Self(Arc::new(parts), texts))
    }

    pub fn site(&self) -> &Arc<Site> {
        &self.0.site
    }

    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub fn random(&self) -> &Random {
        &self.0.random
    }

    pub fn gate(&self) -> &Gate {
        &self.0.gate
    }

    pub fn organisations(&self) -> &Organisations {
        &self.0.organisations
    }

    /// The queues of the offices, for those who work there.
    pub fn queue(&self) -> &Queue {
        &self.0.queue
    }

    /// What an office has of its own about people.
    pub fn office_records(&self) -> &OfficeRecords {
        &self.0.office_records
    }

    /// The visits that offices of home care have planned.
    pub fn rounds(&self) -> &Rounds {
        &self.0.rounds
    }

    pub fn times(&self) -> &Times {
        &self.0.times
    }

    pub fn offices(&self) -> &Offices {
        &self.0.offices
    }

    pub fn treatments(&self) -> &Treatments {
        &self.0.treatments
    }

    pub fn systems(&self) -> &Registry {
        &self.0.systems
    }

    pub fn notices(&self) -> &Notices {
        &self.0.notices
    }

    pub fn status(&self) -> &Status {
        &self.0.status
    }

    pub fn feedback(&self) -> &Feedback {
        &self.0.feedback
    }

    pub fn sessions(&self) -> &Sessions {
        &self.0.sessions
    }

    pub fn kept_forms(&self) -> &KeptForms {
        &self.0.kept_forms
    }

    pub fn log_in(&self) -> &LogIn {
        &self.0.log_in
    }

    pub fn guard(&self) -> &Guard {
        &self.0.guard
    }

    pub fn handles(&self) -> &Handles {
        &self.0.handles
    }

    /// The service with an id; `None` where this portal lacks it.
    pub fn service(&self, id: &str) -> Option<&'static Service> {
        self.services().iter().copied().find(|service| service.id() == id)
    }

    pub fn services(&self) -> &'static [&'static Service] {
        self.0.services
    }

    pub fn desk(&self) -> &'static [DeskItem] {
        self.0.desk
    }

    pub fn texts(&self) -> &Texts {
        &self.1
    }
}

/// Reasons of the gate, in the words of the crate that has the rules.
fn access_texts() -> Source {
    let [nb, nn, en] = access::rules::TEXTS.map(|(_, file)| file);
    Source { name: "access", nb, nn, en, se: None }
}
