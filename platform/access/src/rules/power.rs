//! Rules for the holder of a power of attorney (R5).

use jiff::civil::Date;

use super::{
    Action, ActorFacts, Basis, Decision, Granted, Power, Reader, Refusal, age,
    decide::{Question, refuse_if},
};

/// What the power covers of what the giver has, never more.
pub(super) fn decide(question: &Question<'_>, power: &Power, actor: &ActorFacts) -> Decision {
    holds(question, power, actor)?;
    question.open()?;
    giver_has_a_level(question)?;
    let own_use_only = opens_own_use(question);
    if !own_use_only {
        some_power_opens_it(question)?;
        question.level()?;
        covers(question, power)?;
    }
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

/// S4: in the usage log a holder sees what they did themself, whatever the areas.
fn opens_own_use(question: &Question<'_>) -> bool {
    question.rules.service == super::table::USAGE_LOG.service
}

/// R5: consents, settings and powers are the giver's alone.
fn some_power_opens_it(question: &Question<'_>) -> Result<(), Refusal> {
    refuse_if(question.rules.power_area.is_none(), Refusal::OnlyThePerson)
}

/// R5: areas do not include each other.
fn covers(question: &Question<'_>, power: &Power) -> Result<(), Refusal> {
    let covered = question.rules.power_area.is_some_and(|area| power.areas.contains(&area));
    refuse_if(!covered, Refusal::OutsideThePower)
}

/// R5: to act, the service must allow it and the power must say it.
fn may_act(question: &Question<'_>, power: &Power) -> Result<(), Refusal> {
    let acts = question.action == Action::Act;
    refuse_if(acts && !question.rules.power_may_act, Refusal::OnlyThePerson)?;
    refuse_if(acts && !power.may_act, Refusal::PowerSeesOnly)
}
