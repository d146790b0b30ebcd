//! Powers of attorney as stored (R5, R6, R9): given, listed, ended, watched over.

mod attested;
mod check;
mod code;
mod end;
mod give;
mod list;
mod sides;
mod watch;

use db::{Db, DbError, Row, args, oslo};
use jiff::{Timestamp, civil::Date};
use people::PersonId;
use thiserror::Error;
use uuid::Uuid;

use crate::{
    Allowed, GateError, PersonTx, PersonalSql, See,
    rules::{Area, Power},
    state::read,
};

pub use attested::{Attested, certificate};
pub use check::Checked;
pub use code::PharmacyCode;
pub use list::{find_power, given_powers, pharmacy_code, received_powers};
pub use sides::Side;
pub use watch::Watched;

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

/// A power with its two sides and its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub power: Power,
    pub giver: PersonId,
    pub holder: PersonId,
    pub given_at: Timestamp,
    pub ended: Option<Ended>,
    /// The one it took the place of.
    pub replaces: Option<Uuid>,
}

impl Given {
    /// Which side a person is on; `None` for a stranger to it.
    pub fn side(&self, person: PersonId) -> Option<Side> {
        match person {
            it if it == self.giver => Some(Side::Giver),
            it if it == self.holder => Some(Side::Holder),
            _ => None,
        }
    }
}

/// When a power ended before its time, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    pub at: Timestamp,
    pub why: PowerEnd,
}

/// Why a power ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PowerEnd {
    Giver,
    Holder,
    /// Another took its place.
    Replaced,
    /// Its last day passed.
    RanOut,
    /// One of the two died.
    Death,
    /// The register says something of one of the two that no other may learn of (R8).
    Register,
    /// Guidance staff ended it, on a form.
    Guidance,
}

impl PowerEnd {
    /// As it stands in the column `end_reason`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Giver => "giver",
            Self::Holder => "holder",
            Self::Replaced => "replaced",
            Self::RanOut => "ran_out",
            Self::Death => "death",
            Self::Register => "register",
            Self::Guidance => "guidance",
        }
    }

    /// The way back from [`Self::as_str`]. What was ended before there were reasons was ended by the giver.
    pub fn parse(word: &str) -> Self {
        let all = [Self::Holder, Self::Replaced, Self::RanOut, Self::Death, Self::Register, Self::Guidance];
        all.into_iter().find(|it| it.as_str() == word).unwrap_or(Self::Giver)
    }
}

/// Why a power could not be given or ended.
#[derive(Debug, Error)]
pub enum PowerError {
    /// There is no such power that the subject is a side of.
    #[error("there is no such power of attorney")]
    NotFound,
    /// One that says the same stands already: this was a second click.
    #[error("the power of attorney is there already")]
    Already(Uuid),
    /// It has ended already.
    #[error("the power of attorney has ended")]
    Ended,
    /// R9: of nothing, longer than five years, over already, or with oneself.
    #[error("an attested power of attorney holds from today, between two people, for five years at most")]
    Bounds,
    #[error(transparent)]
    Gate(#[from] GateError),
    #[error(transparent)]
    Database(#[from] DbError),
}

static POWERS: PersonalSql = PersonalSql::new(
    "SELECT id, areas, may_act, starts, ends, ended_at, kind FROM powers WHERE person = :person
     UNION ALL SELECT p.id, p.areas, p.may_act, p.starts, p.ends, p.ended_at, p.kind
     FROM powers_held h JOIN powers p ON p.person = h.giver AND p.id = h.power WHERE h.person = :person",
);

/// How many of the subject's powers stand or will, given or held: none may when the terms are withdrawn (L4).
pub async fn standing_powers(allowed: &Allowed<See>) -> Result<usize, GateError> {
    let rows = allowed.fetch_all(&POWERS, vec![]).await?;
    Ok(count_standing(&rows, oslo(allowed.now()).date())?)
}

impl PersonTx<'_> {
    /// As [`standing_powers`], in the transaction that withdraws the terms.
    pub async fn standing_powers(&mut self) -> Result<usize, GateError> {
        let (rows, today) = (self.fetch_all(&POWERS, vec![]).await?, oslo(self.now()).date());
        Ok(count_standing(&rows, today)?)
    }
}

fn count_standing(rows: &[Row], today: Date) -> Result<usize, DbError> {
    let powers: Vec<Power> = rows.iter().map(|row| read::power(row, 0)).collect::<Result<_, _>>()?;
    Ok(powers.iter().filter(|power| power.stands(today)).count())
}

/// Everyone to whom `giver` has given a power that was not ended: who else may have to be told of what happens.
pub async fn holders(db: &Db, giver: PersonId) -> Result<Vec<PersonId>, DbError> {
    let sql = "SELECT DISTINCT holder FROM powers WHERE person = $1 AND ended_at IS NULL ORDER BY holder";
    db.fetch_all(sql, args![giver]).await?.iter().map(|row| row.person(0)).collect()
}
