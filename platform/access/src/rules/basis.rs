//! By what one person may stand in for another at all, whatever the service (R2, R5, R8).

use jiff::civil::Date;

use super::{ActorFacts, AgeBand, Basis, Power, Relation, Representing, SubjectFacts, age};

/// The basis of a relation on a day, a date in Europe/Oslo; `None` for one who may not know that anything is there.
///
/// It is asked for before all else. Death, removed access and consent come after it, in `decide`.
pub fn represents(relation: &Relation, subject: &SubjectFacts, today: Date) -> Option<Basis> {
    match relation {
        Relation::Oneself => Some(Basis::Oneself),
        Relation::Parent(parent) => parent_represents(parent, subject, today).then_some(Basis::ParentalResponsibility),
        Relation::Holder { power, actor } => {
            power_holds(power, actor, subject, today).then_some(Basis::PowerOfAttorney(power.id))
        }
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

/// R5: a power in force, from a giver of 16 to a receiver of 18.
fn power_holds(power: &Power, holder: &ActorFacts, giver: &SubjectFacts, today: Date) -> bool {
    in_force(power, today)
        && age::years(giver.born, today) >= 16
        && age::years(holder.born, today) >= 18
        && both_may(holder, giver)
}

/// R5: from the first day to the last, both included, unless either side ended it.
fn in_force(power: &Power, today: Date) -> bool {
    !power.ended && power.starts <= today && power.ends.is_none_or(|last| today <= last)
}

/// R8: codes 6 and 7 neither represent nor are represented. The dead do not act.
fn both_may(actor: &ActorFacts, subject: &SubjectFacts) -> bool {
    !actor.dead && !actor.protection.is_protected() && !subject.protection.is_protected()
}
