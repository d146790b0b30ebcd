//! Rules for one's own data: grown-ups from 16, youths of 13 to 15, and children, who have no log-in (L2).

use super::{
    Action, AgeBand, ItemSource, Reader, Refusal, YouthRule,
    decide::{Question, refuse_if},
};

/// Everything, from 16; a youth what the table says, and why it is not from every source.
pub(super) fn reader(question: &Question<'_>) -> Result<(Reader, Option<Refusal>), Refusal> {
    let band = AgeBand::on(question.subject.born, question.today);
    old_enough_to_log_in(band)?;
    question.level()?;
    match band {
        AgeBand::From13To15 => youth(question),
        _ => Ok((Reader::WHOLE, None)),
    }
}

/// L2: no log-in of one's own under 13, whatever level a parent has chosen.
fn old_enough_to_log_in(band: AgeBand) -> Result<(), Refusal> {
    refuse_if(band < AgeBand::From13To15, Refusal::Age)
}

/// L2, R4: the row of the table for 13–15, with a parent's consent or without, and never what is hidden from the youth.
fn youth(question: &Question<'_>) -> Result<(Reader, Option<Refusal>), Refusal> {
    let rule = match question.subject.parental_consent {
        true => question.rules.youth_with_consent,
        false => question.rules.youth_without,
    };
    may(rule, question.action)?;
    let (sources, narrowed) = sources(rule);
    let reader = Reader { as_parent: false, as_youth: true, sources, own_use_only: rule == YouthRule::OwnUseOnly };
    Ok((reader, narrowed))
}

fn may(rule: YouthRule, action: Action) -> Result<(), Refusal> {
    let closed = match rule {
        YouthRule::No => true,
        YouthRule::SeeOwn => action == Action::Act,
        _ => false,
    };
    refuse_if(closed, Refusal::Age)
}

/// L2: the sources a youth sees items from, and why no others. The school nurse is one of the municipality's services,
/// so that a parent's consent only ever adds.
fn sources(rule: YouthRule) -> (i64, Option<Refusal>) {
    let school_nurse = ItemSource::SchoolNurse.bit();
    match rule {
        YouthRule::SchoolNurseOnly => (school_nurse, Some(Refusal::ParentalConsent)),
        YouthRule::GpAndMunicipalOnly => {
            let near = ItemSource::Gp.bit() | ItemSource::Municipal.bit() | school_nurse;
            (near, Some(Refusal::Age))
        }
        _ => (Reader::WHOLE.sources, None),
    }
}
