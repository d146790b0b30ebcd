//! The check of a code that was shown at a pharmacy (R6): is it in force, and between whom.

use db::{args, oslo};
use jiff::civil::Date;
use people::{Name, PersonId};

use super::{Given, PharmacyCode, list};
use crate::{Actor, Deed, Gate, GateError, JobKind, Policy, log::Entry, rules::table};

const POWERS: Policy = Policy::everywhere(&table::POWERS_OF_ATTORNEY);
/// Why it was looked up: the holder has shown the code.
const SHOWN: &str = "code_shown";

/// A power for the pharmacy that holds today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Whose prescriptions.
    pub giver: (Name, Date),
    /// Who collects them.
    pub holder: (Name, Date),
    /// The last day; `None` is open-ended.
    pub ends: Option<Date>,
}

impl Gate {
    /// What a code that somebody shows stands for today; `None` for one that is unknown, not in force, or of which one
    /// side is dead or has a protected address: they look the same. The look is in both usage logs.
    pub async fn check_pharmacy_code(&self, code: &PharmacyCode) -> Result<Option<Checked>, GateError> {
        let sql =
            "SELECT p.id, p.areas, p.may_act, p.starts, p.ends, p.ended_at, p.kind, p.person, p.holder, p.given_at,
                     p.end_reason, p.replaces FROM powers p WHERE p.code_lookup = $1";
        let Some(row) = self.db().fetch_optional(sql, args![code.lookup(self.keyring())]).await? else {
            return Ok(None);
        };
        let given = list::row(&row)?;
        let people = self.register().persons(&[given.giver, given.holder]).await?;
        let [giver, holder] = people.as_slice() else { return Ok(None) };
        let today = oslo(self.clock().now()).date();
        let usable = [giver, holder].iter().all(|it| !it.is_dead() && !it.protection.is_protected());
        if !usable || !given.power.stands(today) || given.power.starts > today {
            return Ok(None);
        }
        self.log([given.giver, given.holder].map(|side| self.shown(&given, side)).into()).await?;
        let told = |person: &people::Person| (person.name.clone(), person.born);
        Ok(Some(Checked { giver: told(giver), holder: told(holder), ends: given.power.last_day() }))
    }

    fn shown(&self, given: &Given, side: PersonId) -> Entry {
        let actor = Actor::Job(JobKind::PharmacyCheck);
        let deed = Deed::on("check_code", given.power.id);
        let entry = self.entry(&actor, side, POWERS.rules.service, &deed, self.clock().now());
        Entry { reason: SHOWN.to_owned(), ..entry }
    }
}
