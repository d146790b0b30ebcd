//! The two sides of a power in one transaction: what happens to it is in both logs, and both are told (R5, R10).

use db::DbError;
use futures_util::future::BoxFuture;
use uuid::Uuid;

use crate::{
    Actor, Deed, GateError, PersonTx, Policy, Reason,
    allowed::Grant,
    log::Entry,
    rules::{Granted, Reader},
};

/// Why a line is in the other's log.
const SIDE: &str = "side_of_power";

/// Which of the two somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    Giver,
    Holder,
}

impl PersonTx<'_> {
    /// Goes on with the other side of a power that the subject is a side of, in the same transaction: writes a line in
    /// the other's usage log and runs `change` on the other's rows. The power itself is what allows it.
    ///
    /// # Errors
    /// [`GateError::Refused`] where the subject is no side of such a power; what `change` returns.
    pub async fn with_other_side<T, E, F>(
        &mut self,
        power: Uuid,
        policy: &Policy,
        deed: &Deed,
        change: F,
    ) -> Result<T, E>
    where
        E: From<GateError> + From<DbError>,
        F: for<'a, 't> FnOnce(&'a mut PersonTx<'t>) -> BoxFuture<'a, Result<T, E>> + Send,
    {
        let found = self.find_power(power).await?;
        let given = found.ok_or(GateError::Refused(crate::rules::Refusal::NoTrace))?;
        let other = if given.giver == self.subject() { given.holder } else { given.giver };
        let (gate, actor, at, basis) = (self.gate().clone(), self.actor().clone(), self.now(), self.basis().clone());
        let key = gate.keyring().person_in(self.raw(), other).await?;
        let granted = Granted { basis, reader: Reader::WHOLE, narrowed: None };
        let why = match &actor {
            Actor::Staff(staff) => staff.word(Reason::Power.as_str()),
            _ => SIDE.to_owned(),
        };
        let (user_only, users_of) = (false, Vec::new());
        let grant = Grant { gate, actor, subject: other, granted, key, at, user_only, users_of, why, seen: None };
        let mut beside = self.beside(&grant);
        let line = beside.line_of_other_side(policy, deed);
        crate::log::insert(beside.raw(), &[line]).await?;
        change(&mut beside).await
    }

    /// Not by what allowed the first side to act on their own rows, but because both are sides of the power.
    fn line_of_other_side(&self, policy: &Policy, deed: &Deed) -> Entry {
        let entry = self.gate().entry(self.actor(), self.subject(), policy.rules.service, deed, self.now());
        Entry { reason: self.why.clone(), ..entry }
    }
}
