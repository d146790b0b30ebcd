//! Giving a power: the row of the giver, the row of the holder, and the item that both know it by.

use db::{DbError, args};
use people::PersonId;
use uuid::Uuid;

use super::{NewPower, PharmacyCode};
use crate::{
    PersonTx, items,
    rules::{Area, Flags, ItemSource, PowerKind},
    state::change,
};

/// A row on its way in.
pub(super) struct NewRow<'a> {
    pub new: &'a NewPower,
    pub kind: PowerKind,
    pub replaces: Option<Uuid>,
    /// Sealed under the giver's key (R9).
    pub certificate: Option<Vec<u8>>,
}

impl PersonTx<'_> {
    /// Gives a power on the subject's behalf and returns its id.
    pub async fn give_power(&mut self, new: &NewPower) -> Result<Uuid, DbError> {
        self.insert_power(NewRow { new, kind: PowerKind::Ordinary, replaces: None, certificate: None }).await
    }

    /// The same in the place of another, which ends in this transaction: to change is to replace (R5).
    pub(super) async fn give_in_place(&mut self, new: &NewPower, replaced: Uuid) -> Result<Uuid, DbError> {
        let kind = PowerKind::Ordinary;
        self.insert_power(NewRow { new, kind, replaces: Some(replaced), certificate: None }).await
    }

    /// Gives a power to collect prescriptions at a pharmacy (R6), with the code to be shown there.
    pub async fn give_pharmacy_power(&mut self, new: &NewPower, code: &PharmacyCode) -> Result<Uuid, DbError> {
        let id =
            self.insert_power(NewRow { new, kind: PowerKind::Pharmacy, replaces: None, certificate: None }).await?;
        self.keep_code(id, new.holder, code).await?;
        Ok(id)
    }

    /// A power of the subject's that says the same and has not ended: so that a second click gives no second power.
    /// Holds the subject's row until the transaction ends, so that two clicks at once come one after the other.
    pub async fn find_equal_power(&mut self, new: &NewPower, kind: PowerKind) -> Result<Option<Uuid>, DbError> {
        let giver = self.subject();
        let tx = self.raw();
        change::hold_row(tx, giver).await?;
        let sql =
            "SELECT id FROM powers WHERE person = $1 AND holder = $2 AND kind = $3 AND areas = $4 AND may_act = $5
                   AND starts = $6 AND COALESCE(ends, '') = $7 AND ended_at IS NULL";
        let ends = new.ends.map(|date| date.to_string()).unwrap_or_default();
        let starts = new.starts.to_string();
        let row = args![giver, new.holder, kind.as_str(), words(&new.areas), new.may_act, starts, ends];
        tx.fetch_optional(sql, row).await?.map(|row| row.uuid(0)).transpose()
    }

    pub(super) async fn insert_power(&mut self, row: NewRow<'_>) -> Result<Uuid, DbError> {
        let (giver, at, id) = (self.subject(), self.now(), self.new_id());
        let NewRow { new, kind, replaces, certificate } = row;
        let tx = self.raw();
        let sql = "INSERT INTO powers (person, id, holder, areas, may_act, starts, ends, given_at, kind, replaces,
                     certificate)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        let ends = new.ends.map(|date| date.to_string());
        let what = args![giver, id, new.holder, words(&new.areas), new.may_act, new.starts.to_string(), ends, at];
        tx.execute(sql, [what, args![kind.as_str(), replaces, certificate]].concat()).await?;
        let held = "INSERT INTO powers_held (person, giver, power) VALUES ($1, $2, $3)";
        tx.execute(held, args![new.holder, giver, id]).await?;
        for side in [giver, new.holder] {
            items::set(tx, side, id, Flags::default(), ItemSource::Other).await?;
        }
        Ok(id)
    }

    /// Keeps a code where each side can read it with their own key, and where it is found when it is shown.
    async fn keep_code(&mut self, power: Uuid, holder: PersonId, code: &PharmacyCode) -> Result<(), DbError> {
        let keyring = self.gate().keyring().clone();
        let (giver, plain) = (self.subject(), code.to_string());
        let own = self.seal(PharmacyCode::LABEL, plain.as_bytes());
        let tx = self.raw();
        let holders = keyring.person_in(tx, holder).await?.seal(PharmacyCode::LABEL, plain.as_bytes());
        let sql = "UPDATE powers SET code = $3, code_lookup = $4 WHERE person = $1 AND id = $2";
        tx.execute(sql, args![giver, power, own, code.lookup(&keyring)]).await?;
        let sql = "UPDATE powers_held SET code = $4 WHERE person = $1 AND giver = $2 AND power = $3";
        tx.execute(sql, args![holder, giver, power, holders]).await.map(drop)
    }
}

/// As the column `areas` holds them, always in the same order.
fn words(areas: &[Area]) -> String {
    let words: Vec<&str> =
        Area::ALL.into_iter().filter(|area| areas.contains(area)).map(|area| area.as_str()).collect();
    words.join(" ")
}
