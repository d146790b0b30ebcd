//! Rules for a parent who represents a child under 16 (R2, R3).

use super::{
    Action, AgeBand, Basis, Decision, Granted, ParentRule, Reader, Refusal, Representing, age,
    decide::{Question, refuse_if},
};

/// What the table says for the child's age, less what is hidden from parents (R4).
pub(super) fn decide(question: &Question<'_>, representing: &Representing) -> Decision {
    represents(question, representing)?;
    question.open()?;
    not_the_persons_alone(question)?;
    question.level()?;
    let rule = rule(question);
    may(question, rule)?;
    question.switched_on()?;
    let reader = Reader { as_parent: true, own_use_only: rule == ParentRule::OwnUseOnly, ..Reader::WHOLE };
    Ok(Granted { basis: Basis::ParentalResponsibility, reader, narrowed: None })
}

/// R2, R8: responsibility, a parent at the child's address, a child under 16, and neither of them protected.
fn represents(question: &Question<'_>, representing: &Representing) -> Result<(), Refusal> {
    let actor = &representing.actor;
    let basis = representing.responsible
        && representing.a_parent_at_childs_address
        && band(question) < AgeBand::From16To17
        && !actor.dead
        && !actor.protection.is_protected()
        && !question.subject.protection.is_protected();
    refuse_if(!basis, Refusal::NoTrace)
}

fn band(question: &Question<'_>) -> AgeBand {
    AgeBand::on(question.subject.born, question.today)
}

/// R3: a column for children under 12 and one for 12–15.
fn rule(question: &Question<'_>) -> ParentRule {
    match band(question) {
        AgeBand::Under12 => question.rules.parent_under_12,
        _ => question.rules.parent_12_to_15,
    }
}

/// C15, S3: what no parent opens at any age.
fn not_the_persons_alone(question: &Question<'_>) -> Result<(), Refusal> {
    let rules = question.rules;
    let never = rules.parent_under_12 == ParentRule::No && rules.parent_12_to_15 == ParentRule::No;
    refuse_if(never, Refusal::OnlyThePerson)
}

fn may(question: &Question<'_>, rule: ParentRule) -> Result<(), Refusal> {
    let acts = question.action == Action::Act;
    match rule {
        ParentRule::No => Err(Refusal::AgeOfChild),
        ParentRule::SeeOnly => refuse_if(acts, Refusal::OnlyThePerson),
        ParentRule::UnderTwoAndHistory => refuse_if(acts && is_two(question), Refusal::AgeOfChild),
        ParentRule::Yes | ParentRule::OwnUseOnly | ParentRule::ParentsOwn => Ok(()),
    }
}

/// C13: from two years the programme is over and its history remains.
fn is_two(question: &Question<'_>) -> bool {
    age::years(question.subject.born, question.today) >= 2
}
