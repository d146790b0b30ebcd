//! Ending a power, by whoever may: at once, once, and for both sides.

use db::{DbError, args, oslo};
use people::PersonId;
use uuid::Uuid;

use super::{Given, NewPower, PowerEnd, PowerError};
use crate::{
    PersonTx,
    rules::PowerKind,
    state::{Change, change},
};

impl PersonTx<'_> {
    /// Ends a power that the subject has given, at once. Says whether there was one to end.
    pub async fn end_power(&mut self, power: Uuid) -> Result<bool, DbError> {
        let giver = self.subject();
        self.end_row(giver, power, PowerEnd::Giver).await
    }

    /// Ends a power that the subject is a side of (R5). Of one that has ended it changes nothing and says `false`.
    ///
    /// # Errors
    /// [`PowerError::NotFound`] where the subject is no side of such a power.
    pub async fn end_power_as(&mut self, power: Uuid, why: PowerEnd) -> Result<(Given, bool), PowerError> {
        let given = self.find_power(power).await?.ok_or(PowerError::NotFound)?;
        let ended = self.end_row(given.giver, power, why).await?;
        if ended && given.power.kind == PowerKind::Attested {
            self.end_attestation(given.giver).await?;
        }
        Ok((given, ended))
    }

    /// Gives another power in the place of one that the subject has given: the old one ends and the new one holds, or
    /// neither (R5).
    ///
    /// # Errors
    /// [`PowerError::NotFound`] where there is none to replace, [`PowerError::Ended`] where it has ended.
    pub async fn replace_power(&mut self, replaced: Uuid, new: &NewPower) -> Result<Uuid, PowerError> {
        let (given, ended) = self.end_power_as(replaced, PowerEnd::Replaced).await?;
        if given.giver != self.subject() || given.holder != new.holder || given.power.kind != PowerKind::Ordinary {
            return Err(PowerError::NotFound);
        }
        if !ended || !given.power.stands(oslo(self.now()).date()) {
            return Err(PowerError::Ended);
        }
        Ok(self.give_in_place(new, replaced).await?)
    }

    async fn end_row(&mut self, giver: PersonId, power: Uuid, why: PowerEnd) -> Result<bool, DbError> {
        let at = self.now();
        let sql = "UPDATE powers SET ended_at = $3, end_reason = $4 WHERE person = $1 AND id = $2 AND ended_at IS NULL";
        Ok(self.raw().execute(sql, args![giver, power, at, why.as_str()]).await? > 0)
    }

    /// R9: with the last attested power go the terms and the level that came with it.
    async fn end_attestation(&mut self, giver: PersonId) -> Result<(), DbError> {
        let (at, id) = (self.now(), self.new_id());
        let tx = self.raw();
        let sql = "SELECT person FROM access_states WHERE person = $1 AND level_set_by <> person";
        let is_anothers = tx.fetch_optional(sql, args![giver]).await?.is_some();
        if is_anothers && !change::has_attested(tx, giver).await? {
            change::make(tx, giver, &Change::AttestationEnded, giver, id, at).await?;
        }
        Ok(())
    }
}
