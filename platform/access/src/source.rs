//! What health services' systems ask of the gate: to see what they have sent, and who uses the portal.

use std::collections::{BTreeSet, HashMap};

use people::PersonId;

use crate::{
    Actor, Allowed, Deed, Gate, GateError, Policy, See,
    allowed::Grant,
    log::Entry,
    rules::{Basis, Granted, Reader, ServiceRules, table},
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
            let (gate, actor, why) = (self.clone(), actor.clone(), OWN.to_owned());
            let grant = Grant { gate, actor, subject, granted, key: stored.key, at, user_only: true, why, seen: None };
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
        let found = self.register().persons(&people).await?;
        let living: BTreeSet<PersonId> = found.iter().filter(|it| !it.is_dead()).map(|it| it.id).collect();
        let users = state::stored_of(self.db(), self.keyring(), &people).await?;
        let at = self.clock().now();
        let line = |(subject, policy): &(PersonId, &'static Policy)| {
            let entry = self.entry(actor, *subject, policy.rules.service, &Deed::new("check_user"), at);
            Entry { reason: ASKED.to_owned(), ..entry }
        };
        self.log(asks.iter().map(line).collect()).await?;
        let digital = |(person, policy): &(PersonId, &'static Policy)| {
            living.contains(person) && users.get(person).is_some_and(|user| has(user, policy.rules))
        };
        Ok(asks.iter().map(digital).collect())
    }
}

/// Whether the service is the person's to use (L3, L7, S2).
fn has(user: &Stored, rules: &ServiceRules) -> bool {
    let closed = &user.restrictions;
    let record_closed = closed.patient_record_removed && rules.service == table::PATIENT_RECORD.service;
    let off = closed.services_off.iter().any(|service| service == rules.service);
    user.level.is_some_and(|level| rules.opens_at(level)) && !closed.access_removed && !record_closed && !off
}
