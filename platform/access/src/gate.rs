//! The gate: every look at a person's data and every change of them passes here, and is written down.

use std::sync::Arc;

use db::{Clock, Db, Keyring, Random, Schema, TableClasses};
use jiff::Timestamp;
use people::{PersonId, PopulationRegister};
use uuid::Uuid;

use crate::{
    Act, Actor, Allowed, Deed, Deliver, GateError, PersonalSql, Policy, See,
    allowed::Grant,
    facts::{self, Standing},
    log::{Entry, LogWriter},
    personal_sql::Prepared,
    rules::{Action, Basis, Granted, Reader, Refusal},
};

/// The gate of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Gate(Arc<Inner>);

struct Inner {
    db: Db,
    keyring: Keyring,
    register: Arc<dyn PopulationRegister>,
    clock: Clock,
    random: Random,
    log: LogWriter,
    classes: TableClasses,
}

impl Gate {
    /// Opens the gate over a migrated database. `schemas` are those of every crate and service: they say which tables
    /// are personal and which hold items.
    ///
    /// # Errors
    /// A `columns.toml` that cannot be read.
    pub fn open(
        db: Db,
        keyring: Keyring,
        register: Arc<dyn PopulationRegister>,
        clock: Clock,
        random: Random,
        schemas: &[Schema],
    ) -> Result<Self, String> {
        let classes = TableClasses::read(schemas)?;
        let log = LogWriter::start(db.clone());
        Ok(Self(Arc::new(Inner { db, keyring, register, clock, random, log, classes })))
    }

    /// Asks to look. The line in the usage log is on disk when this returns, granted or refused (I5).
    ///
    /// # Errors
    /// [`GateError::Refused`] with the reason; any fault: then nothing may be shown.
    pub async fn see(
        &self,
        actor: &Actor,
        subject: PersonId,
        policy: &Policy,
        deed: Deed,
    ) -> Result<Allowed<See>, GateError> {
        self.see_as(&self.standing_of(actor, subject).await?, policy, deed).await
    }

    /// [`Gate::see`] with facts that were read in this request.
    pub async fn see_as(&self, standing: &Standing, policy: &Policy, deed: Deed) -> Result<Allowed<See>, GateError> {
        let (grant, entries) = self.ask(standing, policy, &deed, Action::See).await?;
        self.0.log.append(entries).await?;
        Ok(Allowed::new(grant, Vec::new()))
    }

    /// Asks to change. A refusal is logged at once, a grant in the change's own transaction.
    ///
    /// # Errors
    /// As [`Gate::see`].
    pub async fn act(
        &self,
        actor: &Actor,
        subject: PersonId,
        policy: &Policy,
        deed: Deed,
    ) -> Result<Allowed<Act>, GateError> {
        self.act_as(&self.standing_of(actor, subject).await?, policy, deed).await
    }

    /// [`Gate::act`] with facts that were read in this request.
    pub async fn act_as(&self, standing: &Standing, policy: &Policy, deed: Deed) -> Result<Allowed<Act>, GateError> {
        let (grant, entries) = self.ask(standing, policy, &deed, Action::Act).await?;
        Ok(Allowed::new(grant, entries))
    }

    /// Asks to deliver for a health service, or to work as a job. A source is refused for one who is no digital user of
    /// the service, by the question that [`Gate::digital_users`] answers (L3).
    ///
    /// # Errors
    /// [`GateError::Refused`] with [`Refusal::TermsNotAccepted`], whatever the reason: the source is told `not-digital`.
    pub async fn deliver(
        &self,
        actor: &Actor,
        subject: PersonId,
        policy: &Policy,
        deed: Deed,
    ) -> Result<Allowed<Deliver>, GateError> {
        self.deliver_to(actor, subject, &[policy], deed).await
    }

    /// The same for a delivery to several services, of which there is at least one. The line is about the first; each
    /// further item has its own ([`crate::PersonTx::note`]).
    ///
    /// # Errors
    /// As [`Gate::deliver`], where the person does not use one of them.
    pub async fn deliver_to(
        &self,
        actor: &Actor,
        subject: PersonId,
        policies: &[&Policy],
        deed: Deed,
    ) -> Result<Allowed<Deliver>, GateError> {
        let mut services: Vec<_> = policies.iter().map(|policy| policy.rules).collect();
        let Some(first) = services.first().map(|rules| rules.service) else {
            return Err(GateError::Refused(Refusal::NoTrace));
        };
        let user_only = matches!(actor, Actor::Source { .. });
        let key = if user_only {
            self.user_of(subject, &services).await?.key
        } else {
            services.clear();
            crate::state::stored(&self.0.db, &self.0.keyring, subject).await?.key
        };
        let granted = Granted { basis: Basis::Oneself, reader: Reader::WHOLE, narrowed: None };
        let at = self.0.clock.now();
        let mut entry = self.entry(actor, subject, first, &deed, at);
        entry.reason = "delivered".to_owned();
        let (gate, actor, why) = (self.clone(), actor.clone(), entry.reason.clone());
        let grant = Grant { gate, actor, subject, granted, key, at, user_only, users_of: services, why, seen: None };
        Ok(Allowed::new(grant, vec![entry]))
    }

    /// Everything that decides what `actor` may do for `subject`: for pages that show many services at once (L6, R1).
    /// Nothing of the subject's data is in it; the page that shows it logs its own look.
    pub async fn standing(&self, actor: PersonId, subject: PersonId) -> Result<Standing, GateError> {
        facts::standing(&self.0.db, &self.0.keyring, &*self.0.register, actor, subject, self.0.clock.now()).await
    }

    /// The decision for one service from facts already read.
    pub async fn decide(&self, standing: &Standing, policy: &Policy, action: Action) -> Result<Granted, GateError> {
        let availability = crate::state::connected(
            &self.0.db,
            policy,
            standing.subject.person,
            standing.subject.municipality.as_deref(),
        );
        standing.decide(policy.rules, &availability.await?, action).map_err(GateError::Refused)
    }

    /// Writes a line that no decision stands behind: log-in, refused log-in, log-out (L1).
    pub async fn note(&self, person: PersonId, deed: Deed, granted: bool, reason: &str) -> Result<(), GateError> {
        let mut entry = self.entry(&Actor::Citizen(person), person, "log_in", &deed, self.0.clock.now());
        entry.granted = granted;
        entry.reason = reason.to_owned();
        Ok(self.0.log.append(vec![entry]).await?)
    }

    async fn standing_of(&self, actor: &Actor, subject: PersonId) -> Result<Standing, GateError> {
        let Actor::Citizen(person) = actor else { return Err(GateError::Refused(Refusal::NoTrace)) };
        self.standing(*person, subject).await
    }

    async fn ask(
        &self,
        standing: &Standing,
        policy: &Policy,
        deed: &Deed,
        action: Action,
    ) -> Result<(Grant, Vec<Entry>), GateError> {
        let (actor, subject, at) = (Actor::Citizen(standing.actor), standing.subject.person, standing.at);
        match self.decide(standing, policy, action).await {
            Ok(granted) => {
                let entries = self.entries(&actor, subject, policy, deed, at, Ok(&granted.basis));
                let (gate, key, why) = (self.clone(), standing.key.clone(), granted.basis.to_word());
                let (user_only, users_of) = (false, Vec::new());
                Ok((Grant { gate, actor, subject, granted, key, at, user_only, users_of, why, seen: None }, entries))
            }
            Err(GateError::Refused(refusal)) => {
                self.0.log.append(self.entries(&actor, subject, policy, deed, at, Err(refusal))).await?;
                Err(GateError::Refused(refusal))
            }
            Err(fault) => Err(fault),
        }
    }

    /// The lines of one deed: in the subject's log and, when one acts for another, in one's own (R10). One who is given
    /// no trace finds none in their own log either.
    fn entries(
        &self,
        actor: &Actor,
        subject: PersonId,
        policy: &Policy,
        deed: &Deed,
        at: Timestamp,
        decided: Result<&Basis, Refusal>,
    ) -> Vec<Entry> {
        let mut line = self.entry(actor, subject, policy.rules.service, deed, at);
        line.granted = decided.is_ok();
        line.reason = decided.map_or_else(|refusal| refusal.as_str().to_owned(), Basis::to_word);
        let mut lines = Vec::with_capacity(2);
        if let Actor::Citizen(person) = actor
            && *person != subject
            && decided.err() != Some(Refusal::NoTrace)
        {
            lines.push(Entry { person: *person, id: self.new_id(at), ..line.clone() });
        }
        lines.push(line);
        lines
    }

    /// Returns when the lines are on disk, all or none.
    pub(crate) async fn log(&self, lines: Vec<Entry>) -> Result<(), GateError> {
        if lines.is_empty() { Ok(()) } else { Ok(self.0.log.append(lines).await?) }
    }

    pub(crate) fn entry(
        &self,
        actor: &Actor,
        subject: PersonId,
        service: &'static str,
        deed: &Deed,
        at: Timestamp,
    ) -> Entry {
        let (actor_kind, name) = actor.columns();
        let place = match actor {
            Actor::Source { organisation } => organisation,
            Actor::Staff(staff) => staff.organisation(),
            Actor::Citizen(_) | Actor::Job(_) => "portal",
        };
        Entry {
            person: subject,
            id: self.new_id(at),
            at,
            subject,
            actor_kind,
            actor: name,
            service,
            deed: deed.verb,
            item: deed.item,
            granted: true,
            reason: String::new(),
            place: place.to_owned(),
            words: None,
        }
    }

    pub(crate) fn prepared<'s>(&self, sql: &'s PersonalSql) -> Result<&'s Prepared, GateError> {
        sql.prepare(&self.0.classes).map_err(GateError::Statement)
    }

    pub(crate) fn classes(&self) -> &TableClasses {
        &self.0.classes
    }

    pub(crate) fn db(&self) -> &Db {
        &self.0.db
    }

    pub(crate) fn keyring(&self) -> &Keyring {
        &self.0.keyring
    }

    pub(crate) fn new_id(&self, at: Timestamp) -> Uuid {
        self.0.random.uuid(at)
    }

    /// The clock that decisions are made by.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The register that decisions are made by.
    pub fn register(&self) -> &Arc<dyn PopulationRegister> {
        &self.0.register
    }

    /// How `actor` stands to themself, and to everyone whom they may represent today (R1): for the person selector and
    /// the handles.
    pub async fn standings(&self, actor: PersonId) -> Result<(Standing, Vec<Standing>), GateError> {
        let Inner { db, keyring, register, clock, .. } = &*self.0;
        let (oneself, mut others) = facts::standings(db, keyring, &**register, actor, clock.now()).await?;
        others.retain(|standing| standing.basis().is_some() && !standing.subject.dead);
        Ok((oneself, others))
    }
}
