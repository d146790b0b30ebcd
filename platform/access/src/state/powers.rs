//! Powers of attorney as stored (R5): given, ended, counted.

use db::{Db, DbError, Row, args, oslo};
use jiff::civil::Date;
use people::PersonId;
use uuid::Uuid;

use crate::{
    Allowed, GateError, PersonTx, PersonalSql, See,
    rules::{Area, Power},
    state::read,
};

/// A power to be given by the subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPower {
    pub holder: PersonId,
    pub areas: Vec<Area>,
    pub may_act: bool,
    /// First and last day, dates in Norway; no last day is open-ended.
    pub starts: Date,
    pub ends: Option<Date>,
}

impl PersonTx<'_> {
    /// Gives a power on the subject's behalf and returns its id.
    pub async fn give_power(&mut self, new: &NewPower) -> Result<Uuid, DbError> {
        let (giver, at, id) = (self.subject(), self.now(), self.new_id());
        let areas: Vec<&str> = new.areas.iter().map(|area| area.as_str()).collect();
        let tx = self.raw();
        let sql = "INSERT INTO powers (person, id, holder, areas, may_act, starts, ends, given_at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let ends = new.ends.map(|date| date.to_string());
        let row = args![giver, id, new.holder, areas.join(" "), new.may_act, new.starts.to_string(), ends, at];
        tx.execute(sql, row).await?;
        let held = "INSERT INTO powers_held (person, giver, power) VALUES ($1, $2, $3)";
        tx.execute(held, args![new.holder, giver, id]).await?;
        Ok(id)
    }

    /// Ends a power that the subject has given, at once. Says whether there was one to end.
    pub async fn end_power(&mut self, power: Uuid) -> Result<bool, DbError> {
        let (giver, at) = (self.subject(), self.now());
        let sql = "UPDATE powers SET ended_at = $3 WHERE person = $1 AND id = $2 AND ended_at IS NULL";
        Ok(self.raw().execute(sql, args![giver, power, at]).await? > 0)
    }

    /// As [`standing_powers`], in the transaction that withdraws the terms.
    pub async fn standing_powers(&mut self) -> Result<usize, GateError> {
        let (rows, today) = (self.fetch_all(&POWERS, vec![]).await?, oslo(self.now()).date());
        Ok(count_standing(&rows, today)?)
    }
}

static POWERS: PersonalSql = PersonalSql::new(
    "SELECT id, areas, may_act, starts, ends, ended_at FROM powers WHERE person = :person
     UNION ALL SELECT p.id, p.areas, p.may_act, p.starts, p.ends, p.ended_at
     FROM powers_held h JOIN powers p ON p.person = h.giver AND p.id = h.power WHERE h.person = :person",
);

/// How many of the subject's powers stand or will, given or held: none may when the terms are withdrawn (L4).
pub async fn standing_powers(allowed: &Allowed<See>) -> Result<usize, GateError> {
    let rows = allowed.fetch_all(&POWERS, vec![]).await?;
    Ok(count_standing(&rows, oslo(allowed.now()).date())?)
}

fn count_standing(rows: &[Row], today: Date) -> Result<usize, DbError> {
    let powers: Vec<Power> = rows.iter().map(|row| read::power(row, 0)).collect::<Result<_, _>>()?;
    Ok(powers.iter().filter(|power| !power.ended && power.ends.is_none_or(|last| last >= today)).count())
}

/// Everyone to whom `giver` has given a power that was not ended: who else may have to be told of what happens.
pub async fn holders(db: &Db, giver: PersonId) -> Result<Vec<PersonId>, DbError> {
    let sql = "SELECT holder FROM powers WHERE person = $1 AND ended_at IS NULL ORDER BY holder";
    db.fetch_all(sql, args![giver]).await?.iter().map(|row| row.person(0)).collect()
}
