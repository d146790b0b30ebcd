//! Rules for the holder of a power of attorney (R5).

use jiff::civil::Date;

use super::{
    Action, ActorFacts, Area, Basis, Decision, Granted, Power, PowerRule, Reader, Refusal, age,
    decide::{Question, refuse_if},
};

/// What the power covers of what the giver has, never more.
pub(super) fn decide(question: &Question<'_>, power: &Power, actor: &ActorFacts) -> Decision {
    holds(question, power, actor)?;
    question.open()?;
    giver_has_a_level(question)?;
    let own_use_only = match question.rules.power {
        PowerRule::No => return Err(Refusal::OnlyThePerson),
        PowerRule::OwnUseOnly => true,
        PowerRule::See(area) | PowerRule::Act(area) => {
            question.level()?;
            covers(power, area)?;
            false
        }
    };
    may_act(question, power)?;
    question.switched_on()?;
    let reader = Reader { own_use_only, ..Reader::WHOLE };
    Ok(Granted { basis: Basis::PowerOfAttorney(power.id), reader, narrowed: None })
}

/// R5, R8: a power in force from a giver of 16 to a receiver of 18, neither of them protected.
fn holds(question: &Question<'_>, power: &Power, actor: &ActorFacts) -> Result<(), Refusal> {
    let subject = question.subject;
    let basis = in_force(power, question.today)
        && age::years(subject.born, question.today) >= 16
        && age::years(actor.born, question.today) >= 18
        && !actor.dead
        && !actor.protection.is_protected()
        && !subject.protection.is_protected();
    refuse_if(!basis, Refusal::NoTrace)
}

/// R5: from the first day to the last, both included, unless either side ended it.
fn in_force(power: &Power, today: Date) -> bool {
    !power.ended && power.starts <= today && power.ends.is_none_or(|last| today <= last)
}

/// R5: a giver has chosen a level; without one there is nothing to give.
fn giver_has_a_level(question: &Question<'_>) -> Result<(), Refusal> {
    refuse_if(question.subject.level.is_none(), Refusal::TermsNotAccepted)
}

/// R5: areas do not include each other.
fn covers(power: &Power, area: Area) -> Result<(), Refusal> {
    refuse_if(!power.areas.contains(&area), Refusal::OutsideThePower)
}

/// R5: to act, the service must allow it and the power must say it.
fn may_act(question: &Question<'_>, power: &Power) -> Result<(), Refusal> {
    if question.action == Action::See {
        return Ok(());
    }
    match question.rules.power {
        PowerRule::Act(_) => refuse_if(!power.may_act, Refusal::PowerSeesOnly),
        _ => Err(Refusal::OnlyThePerson),
    }
}
