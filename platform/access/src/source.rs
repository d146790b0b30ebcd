//! What health services' systems ask of the gate: to see what they have sent, and who uses the portal.

use std::collections::{BTreeSet, HashMap};

use futures_util::future::try_join;
use people::PersonId;

use crate::{
    Actor, Allowed, Deed, Gate, GateError, Policy, See,
    allowed::Grant,
    log::Entry,
    rules::{Basis, Granted, Level, Reader, Refusal, Restrictions, ServiceRules, table},
    state::{self, Stored},
};

/// Why a source is shown something: it is what it sent itself.
const OWN: &str = "own_records";
/// Why a source is told of a person that they use the portal.
const ASKED: &str = "asked_if_user";

/// One person whom a source asks about.
#[derive(Clone, Debug)]
pub struct Ask {
    pub subject: PersonId,
    pub policy: &'static Policy,
    pub deed: Deed,
}

impl Gate {
    /// Asks to see, for a health service's system, what it has sent of some people. The statement narrows to that. All
    /// lines in the usage logs are on disk, in one transaction, when this returns (I5). Those who are no users are not in
    /// the answer: nothing of them is here (L3).
    pub async fn see_sources(
        &self,
        actor: &Actor,
        asks: Vec<Ask>,
    ) -> Result<HashMap<PersonId, Allowed<See>>, GateError> {
        let people: BTreeSet<PersonId> = asks.iter().map(|ask| ask.subject).collect();
        let people: Vec<PersonId> = people.into_iter().collect();
        let mut users = state::stored_of(self.db(), self.keyring(), &people).await?;
        users.retain(|_, stored| stored.level.is_some());
        let at = self.clock().now();
        let line = |Ask { subject, policy, deed }: &Ask| {
            let entry = self.entry(actor, *subject, policy.rules.service, deed, at);
            Entry { reason: OWN.to_owned(), ..entry }
        };
        self.log(asks.iter().filter(|ask| users.contains_key(&ask.subject)).map(line).collect()).await?;
        let allow = |(subject, stored): (PersonId, Stored)| {
            let granted = Granted { basis: Basis::Oneself, reader: Reader::WHOLE, narrowed: None };
            let (gate, actor, why, key) = (self.clone(), actor.clone(), OWN.to_owned(), stored.key);
            let (user_only, users_of) = (true, Vec::new());
            let grant = Grant { gate, actor, subject, granted, key, at, user_only, users_of, why, seen: None };
            (subject, Allowed::new(grant, Vec::new()))
        };
        Ok(users.into_iter().map(allow).collect())
    }

    /// Which of them are digital users of the service: the check a source makes beforehand (L3). One who is dead, whose
    /// access was removed, who has switched the service off or whose level is too low for it is none.
    ///
    /// Each ask about a person in the register is a line in their usage log, all in one transaction.
    pub async fn digital_users(
        &self,
        actor: &Actor,
        asks: &[(PersonId, &'static Policy)],
    ) -> Result<Vec<bool>, GateError> {
        let people: BTreeSet<PersonId> = asks.iter().map(|ask| ask.0).collect();
        let people: Vec<PersonId> = people.into_iter().collect();
        let users = self.living(&people).await?;
        let at = self.clock().now();
        let line = |(subject, policy): &(PersonId, &'static Policy)| {
            let entry = self.entry(actor, *subject, policy.rules.service, &Deed::new("check_user"), at);
            Entry { reason: ASKED.to_owned(), ..entry }
        };
        self.log(asks.iter().map(line).collect()).await?;
        let digital = |(person, policy): &(PersonId, &'static Policy)| {
            users.get(person).is_some_and(|user| is_open(user.level, &user.restrictions, policy.rules))
        };
        Ok(asks.iter().map(digital).collect())
    }

    /// The state of one who is a digital user of all the services: what a source needs to deliver.
    ///
    /// # Errors
    /// The same refusal for one who is not, whatever the reason, and for one whom nobody knows: a source cannot tell.
    pub(crate) async fn user_of(
        &self,
        person: PersonId,
        services: &[&'static ServiceRules],
    ) -> Result<Stored, GateError> {
        let user = self.living(&[person]).await?.remove(&person);
        let user = user.filter(|it| services.iter().all(|rules| is_open(it.level, &it.restrictions, rules)));
        user.ok_or(GateError::Refused(Refusal::TermsNotAccepted))
    }

    /// Those of them who live and have a key, whether they are users or not. The same steps for whoever is asked about.
    async fn living(&self, people: &[PersonId]) -> Result<HashMap<PersonId, Stored>, GateError> {
        let register = async { self.register().persons(people).await.map_err(GateError::from) };
        let states = async { state::stored_of(self.db(), self.keyring(), people).await.map_err(GateError::from) };
        let (found, mut states) = try_join(register, states).await?;
        states.retain(|person, _| found.iter().any(|it| it.id == *person && !it.is_dead()));
        Ok(states)
    }
}

/// Whether the service is a person's to use, by their level and by what they have closed (L3, L7, S2).
pub(crate) fn is_open(level: Option<Level>, closed: &Restrictions, rules: &ServiceRules) -> bool {
    let record_closed = closed.patient_record_removed && rules.service == table::PATIENT_RECORD.service;
    let off = closed.services_off.iter().any(|service| service == rules.service);
    level.is_some_and(|level| rules.opens_at(level)) && !closed.access_removed && !record_closed && !off
}
