//! Rules for a parent who represents a child under 16 (R3).

use super::{
    Action, AgeBand, ParentRule, Reader, Refusal, age,
    decide::{Question, refuse_if},
};

/// What the table says for the child's age, less what is hidden from parents (R4).
pub(super) fn reader(question: &Question<'_>) -> Result<Reader, Refusal> {
    not_the_persons_alone(question)?;
    question.level()?;
    let rule = rule(question);
    may(question, rule)?;
    Ok(Reader { as_parent: true, own_use_only: rule == ParentRule::OwnUseOnly, ..Reader::WHOLE })
}

/// R3: a column for children under 12 and one for 12–15.
fn rule(question: &Question<'_>) -> ParentRule {
    match AgeBand::on(question.subject.born, question.today) {
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
