//! Rules for the holder of a power of attorney (R5).

use super::{
    Action, Area, Power, PowerRule, Reader, Refusal,
    decide::{Question, refuse_if},
};

/// What the power covers of what the giver has, never more.
pub(super) fn reader(question: &Question<'_>, power: &Power) -> Result<Reader, Refusal> {
    giver_has_a_level(question)?;
    match question.rules.power {
        PowerRule::No => return Err(Refusal::OnlyThePerson),
        PowerRule::OwnUseOnly => {}
        PowerRule::See(area) | PowerRule::Act(area) => {
            question.level()?;
            covers(power, area)?;
        }
    }
    may_act(question, power)?;
    Ok(Reader { own_use_only: question.rules.power == PowerRule::OwnUseOnly, ..Reader::WHOLE })
}

/// R5: a giver has chosen a level, or it came with an attested power (R9); without one there is nothing to give.
fn giver_has_a_level(question: &Question<'_>) -> Result<(), Refusal> {
    refuse_if(question.chosen_level.is_none(), Refusal::TermsNotAccepted)
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
