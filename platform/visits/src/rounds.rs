//! The rounds of home care: which visits are planned when, and which nobody has registered, for those who go them (H3).

use std::collections::BTreeSet;

use db::{Db, DbError, Row, ToValue, Value, args};
use jiff::{SignedDuration, Timestamp};
use people::PersonId;
use records::{AtOffice, Unit};

/// How far back a visit that nobody has registered is asked for: later, nobody remembers.
const LOOK_BACK: SignedDuration = SignedDuration::from_hours(24 * 14);

/// A planned visit of an office, without what it is about: for the gate to be asked about, never an answer in itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    pub at: AtOffice,
    /// It was made, or is under way.
    pub registered: bool,
}

/// What is planned at the offices that go home to people. Read afresh each time; cheap to clone.
#[derive(Clone)]
pub struct Rounds(Db);

/// Which of a list: at most so many, after so many.
pub type Part = (i64, i64);

macro_rules! select {
    ($and:literal) => {
        concat!(
            "SELECT r.person, r.id, r.starts_at, COALESCE(r.ends_at, r.starts_at), COALESCE(r.status, ''),
               EXISTS (SELECT 1 FROM home_visits h WHERE h.person = r.person AND h.visit = r.id)
             FROM records r
             WHERE r.organisation = $1 AND r.resource_type = 'Appointment' AND COALESCE(r.service, '') = $2
               AND r.starts_at >= $3 AND r.starts_at < $4 AND ",
            $and
        )
    };
}

impl Rounds {
    /// Those in this database.
    pub fn new(db: Db) -> Self {
        Self(db)
    }

    /// Those that begin in the span, the earliest first; visits to `except` are not among them, and take no place.
    pub async fn between(
        &self,
        unit: Unit<'_>,
        (from, until): (Timestamp, Timestamp),
        except: &BTreeSet<PersonId>,
        part: Part,
    ) -> Result<Vec<Round>, DbError> {
        let sql = select!("COALESCE(r.status, '') <> 'entered-in-error'");
        self.list(sql, args![unit.0, unit.1.unwrap_or_default(), from, until], except, part).await
    }

    /// Those that should be over at `now`, still stand, and have been registered by nobody; the earliest first, and
    /// without those to `except` as well.
    pub async fn unregistered(
        &self,
        unit: Unit<'_>,
        now: Timestamp,
        except: &BTreeSet<PersonId>,
        part: Part,
    ) -> Result<Vec<Round>, DbError> {
        let sql = select!(
            "COALESCE(r.ends_at, r.starts_at) <= $4 AND r.status IN ('booked', 'proposed', 'pending')
             AND NOT EXISTS (SELECT 1 FROM home_visits h WHERE h.person = r.person AND h.visit = r.id)"
        );
        self.list(sql, args![unit.0, unit.1.unwrap_or_default(), now - LOOK_BACK, now], except, part).await
    }

    async fn list(
        &self,
        select: &str,
        mut values: Vec<Value>,
        except: &BTreeSet<PersonId>,
        (limit, skip): Part,
    ) -> Result<Vec<Round>, DbError> {
        values.extend(args![limit, skip]);
        let marks = db::marks(values.len() + 1, except.len());
        let others = if except.is_empty() { String::new() } else { format!(" AND r.person NOT IN ({marks})") };
        values.extend(except.iter().map(ToValue::to_value));
        let sql = format!("{select}{others} ORDER BY r.starts_at, r.id LIMIT $5 OFFSET $6");
        self.0.fetch_all(sql, values).await?.iter().map(read).collect()
    }
}

fn read(row: &Row) -> Result<Round, DbError> {
    Ok(Round { at: AtOffice::read(row)?, registered: row.bool(5)? })
}
