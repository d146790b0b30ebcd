//! Birthdays that change who may see what: 12, 13 and 16 (L2, L3, R2, R3).
//!
//! The rules count ages themselves, in every request. The job makes what follows from a birthday durable: at 16 a level
//! that a parent set has lapsed, and the record of consents says when less or more began to be seen.

use db::args;
use jiff::{Span, civil::Date};
use people::PersonId;

use crate::{Actor, Deed, Gate, GateError, JobKind, PersonTx, Policy, rules::table, state::Change};

/// Days that are looked back on, so that a portal that stood still for some days catches up.
const LOOK_BACK: i64 = 14;

const CONSENT: Policy = Policy::everywhere(&table::CONSENT);

/// Does what follows from the birthdays up to `today`, a date in Norway, and says for how many it did something. Running
/// it again does nothing more.
pub async fn run(gate: &Gate, today: Date) -> Result<usize, GateError> {
    let mut done = 0;
    for age in [12, 13, 16] {
        for back in 0..LOOK_BACK {
            let day = today.saturating_sub(Span::new().days(back));
            for person in gate.register().reaching(age, day).await? {
                done += usize::from(turn(gate, person, age).await?);
            }
        }
    }
    Ok(done)
}

/// Writes down one birthday of a user, once.
async fn turn(gate: &Gate, person: PersonId, age: i16) -> Result<bool, GateError> {
    if !gate.needs_birthday(person, Change::Turned(age).kind()).await? {
        return Ok(false);
    }
    let job = Actor::Job(JobKind::Birthdays);
    let allowed = gate.deliver(&job, person, &CONSENT, Deed::new("birthday")).await?;
    allowed.commit::<_, GateError, _>(move |tx| Box::pin(async move { write(tx, person, age).await })).await
}

async fn write(tx: &mut PersonTx<'_>, person: PersonId, age: i16) -> Result<bool, GateError> {
    tx.change_state(&Change::Turned(age), person).await?;
    Ok(true)
}

impl Gate {
    /// Whether the person is a user for whom this line is not written yet.
    async fn needs_birthday(&self, person: PersonId, kind: &str) -> Result<bool, GateError> {
        let sql = "SELECT s.person FROM access_states s WHERE s.person = $1 AND NOT EXISTS (
                     SELECT 1 FROM consent_events e WHERE e.person = s.person AND e.kind = $2)";
        Ok(self.db().fetch_optional(sql, args![person, kind]).await?.is_some())
    }
}
