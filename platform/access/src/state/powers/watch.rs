//! Powers that time or the register ends, for the job that watches over them.

use db::{DbError, args};
use jiff::civil::Date;
use people::PersonId;
use uuid::Uuid;

use super::{Given, list};
use crate::{Gate, PersonTx};

/// Powers in one statement.
const AT_ONCE: i64 = 200;

/// A power that has not ended, and the nearest warning of its end that was given, in days before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    pub given: Given,
    pub warned_days: Option<i64>,
}

impl Gate {
    /// The next powers that have not ended, after the one at `after`, in the order of givers and ids. Empty at the end.
    pub async fn standing_powers_after(&self, after: Option<(PersonId, Uuid)>) -> Result<Vec<Watched>, DbError> {
        let sql =
            "SELECT p.id, p.areas, p.may_act, p.starts, p.ends, p.ended_at, p.kind, p.person, p.holder, p.given_at,
                     p.end_reason, p.replaces, p.warned_days
                   FROM powers p WHERE p.ended_at IS NULL AND (p.person > $1 OR (p.person = $1 AND p.id > $2))
                   ORDER BY p.person, p.id LIMIT $3";
        let (person, id) = after.map_or_else(Default::default, |(person, id)| (person.to_string(), id.to_string()));
        let rows = self.db().fetch_all(sql, args![person, id, AT_ONCE]).await?;
        rows.iter().map(|row| Ok(Watched { given: list::row(row)?, warned_days: row.opt_int(12)? })).collect()
    }
}

impl PersonTx<'_> {
    /// Notes that a power of the subject's has been warned of, `days` before its end. `false` where that, or a nearer
    /// warning, was noted before: then nobody is told again.
    pub async fn note_warning(&mut self, power: Uuid, last_day: Date, days: i64) -> Result<bool, DbError> {
        let giver = self.subject();
        let sql = "UPDATE powers SET warned_days = $3 WHERE person = $1 AND id = $2 AND ended_at IS NULL
                   AND ends = $4 AND (warned_days IS NULL OR warned_days > $3)";
        Ok(self.raw().execute(sql, args![giver, power, days, last_day.to_string()]).await? > 0)
    }
}
