//! The powers a person has given and received, each with its state and its history (S3).

use db::{DbError, Row, args};
use uuid::Uuid;

use super::{Ended, Given, PharmacyCode, PowerEnd};
use crate::{Allowed, GateError, PersonTx, PersonalSql, See, rules::Power, state::read};

/// The columns of `p`, which [`row`] reads.
macro_rules! columns {
    () => {
        "SELECT p.id, p.areas, p.may_act, p.starts, p.ends, p.ended_at, p.kind, p.person, p.holder, p.given_at,
                p.end_reason, p.replaces "
    };
}

/// Those that the subject has given, the newest first.
pub async fn given_powers(allowed: &Allowed<See>) -> Result<Vec<Given>, GateError> {
    static GIVEN: PersonalSql =
        PersonalSql::new(concat!(columns!(), "FROM powers p WHERE p.person = :person ORDER BY p.given_at DESC, p.id"));
    rows(&allowed.fetch_all(&GIVEN, args![]).await?)
}

/// Those that were given to the subject, the newest first. Nothing of what the same givers have given to others.
pub async fn received_powers(allowed: &Allowed<See>) -> Result<Vec<Given>, GateError> {
    static RECEIVED: PersonalSql = PersonalSql::new(concat!(
        columns!(),
        "FROM powers_held h JOIN powers p ON p.person = h.giver AND p.id = h.power
         WHERE h.person = :person ORDER BY p.given_at DESC, p.id"
    ));
    rows(&allowed.fetch_all(&RECEIVED, args![]).await?)
}

/// One that the subject has given or holds.
static FIND: PersonalSql = PersonalSql::new(concat!(
    columns!(),
    "FROM powers p WHERE p.id = :1 AND (p.person = :person OR p.holder = :person)
     AND EXISTS (SELECT 1 FROM powers_held h WHERE h.person = p.holder AND h.giver = p.person AND h.power = p.id)"
));

/// One power that the subject is a side of; another's, and one that never was, look the same.
pub async fn find_power(allowed: &Allowed<See>, power: Uuid) -> Result<Option<Given>, GateError> {
    Ok(allowed.fetch_optional(&FIND, args![power]).await?.map(|found| row(&found)).transpose()?)
}

impl PersonTx<'_> {
    /// As [`find_power`], inside the transaction of a change.
    pub async fn find_power(&mut self, power: Uuid) -> Result<Option<Given>, GateError> {
        Ok(self.fetch_optional(&FIND, args![power]).await?.map(|found| row(&found)).transpose()?)
    }
}

/// The code of a power for the pharmacy, for either side of it (R6).
pub async fn pharmacy_code(allowed: &Allowed<See>, power: Uuid) -> Result<Option<PharmacyCode>, GateError> {
    static CODE: PersonalSql = PersonalSql::new(
        "SELECT code FROM powers WHERE person = :person AND id = :1
         UNION ALL SELECT code FROM powers_held WHERE person = :person AND power = :1",
    );
    let Some(row) = allowed.fetch_optional(&CODE, args![power]).await? else { return Ok(None) };
    let Some(sealed) = row.opt_bytes(0)? else { return Ok(None) };
    let plain = allowed.open(PharmacyCode::LABEL, &sealed)?;
    Ok(PharmacyCode::parse(&String::from_utf8_lossy(&plain)))
}

fn rows(found: &[Row]) -> Result<Vec<Given>, GateError> {
    Ok(found.iter().map(row).collect::<Result<_, _>>()?)
}

/// A row of [`columns`].
pub(super) fn row(row: &Row) -> Result<Given, DbError> {
    let power: Power = read::power(row, 0)?;
    let why = PowerEnd::parse(&row.opt_text(10)?.unwrap_or_default());
    Ok(Given {
        power,
        giver: row.person(7)?,
        holder: row.person(8)?,
        given_at: row.time(9)?,
        ended: row.opt_time(5)?.map(|at| Ended { at, why }),
        replaces: row.opt_uuid(11)?,
    })
}
