//! By what one person may stand in for another at all, whatever the service (R2, R5, R8).

use jiff::{ToSpan, civil::Date};

use super::{ActorFacts, AgeBand, Basis, Power, PowerKind, Relation, Representing, SubjectFacts, age};

/// The youngest who may give a power, and the youngest who may hold one (R5).
pub const GIVER_AGE: i16 = 16;
pub const HOLDER_AGE: i16 = 18;
/// The longest that an attested power can hold (R9).
const ATTESTED_YEARS: i16 = 5;

/// The basis of a relation on a day, a date in Europe/Oslo; `None` for one who may not know that anything is there.
///
/// It is asked for before all else. Death, removed access and consent come after it, in `decide`.
pub fn represents(relation: &Relation, subject: &SubjectFacts, today: Date) -> Option<Basis> {
    match relation {
        Relation::Oneself => Some(Basis::Oneself),
        Relation::Parent(parent) => parent_represents(parent, subject, today).then_some(Basis::ParentalResponsibility),
        Relation::Holder { power, actor } => by_power(power).filter(|_| power_holds(power, actor, subject, today)),
        Relation::Stranger => None,
    }
}

/// R2: responsibility, a parent at the child's address, and a child under 16.
fn parent_represents(parent: &Representing, child: &SubjectFacts, today: Date) -> bool {
    parent.responsible
        && parent.a_parent_at_childs_address
        && AgeBand::on(child.born, today) < AgeBand::From16To17
        && both_may(&parent.actor, child)
}

/// R5, R9: by its kind. One for the pharmacy opens nothing here (R6).
fn by_power(power: &Power) -> Option<Basis> {
    match power.kind {
        PowerKind::Ordinary => Some(Basis::PowerOfAttorney(power.id)),
        PowerKind::Attested => Some(Basis::AttestedPower(power.id)),
        PowerKind::Pharmacy => None,
    }
}

/// R5: a power in force, from a giver of 16 to a receiver of 18.
fn power_holds(power: &Power, holder: &ActorFacts, giver: &SubjectFacts, today: Date) -> bool {
    in_force(power, today)
        && age::years(giver.born, today) >= GIVER_AGE
        && age::years(holder.born, today) >= HOLDER_AGE
        && both_may(holder, giver)
}

/// R5: from the first day to the last, both included, unless either side ended it.
fn in_force(power: &Power, today: Date) -> bool {
    !power.ended && power.starts <= today && power.last_day().is_none_or(|last| today <= last)
}

impl Power {
    /// The last day it holds: for an attested power never later than five years after the first (R9).
    pub fn last_day(&self) -> Option<Date> {
        match self.kind {
            PowerKind::Attested => {
                let longest = latest_attested_end(self.starts);
                Some(self.ends.map_or(longest, |last| last.min(longest)))
            }
            PowerKind::Ordinary | PowerKind::Pharmacy => self.ends,
        }
    }

    /// Whether it is or will be in force by its own dates, whoever its two sides are.
    pub fn stands(&self, today: Date) -> bool {
        !self.ended && self.last_day().is_none_or(|last| today <= last)
    }
}

/// The last day of an attested power from `starts`: the day before the fifth anniversary (R9).
pub fn latest_attested_end(starts: Date) -> Date {
    starts.saturating_add(ATTESTED_YEARS.years()).yesterday().unwrap_or(starts)
}

/// R8: codes 6 and 7 neither represent nor are represented. The dead do not act.
fn both_may(actor: &ActorFacts, subject: &SubjectFacts) -> bool {
    !actor.dead && !actor.protection.is_protected() && !subject.protection.is_protected()
}
