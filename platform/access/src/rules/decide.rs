//! The decision: what holds for everyone, in the order in which it is said, and then by relation.

use jiff::civil::Date;

use super::{
    Action, Availability, Decision, Granted, Level, PowerKind, Refusal, Relation, ServiceRules, SubjectFacts, oneself,
    parent, power, represents,
};

/// What a rule reads: one question to the gate.
pub(super) struct Question<'a> {
    pub rules: &'a ServiceRules,
    pub subject: &'a SubjectFacts,
    pub availability: &'a Availability,
    pub action: Action,
    /// The level in force for this reader.
    pub chosen_level: Option<Level>,
    /// A date in Europe/Oslo.
    pub today: Date,
}

/// Whether the one who stands in `relation` to the subject may see or act in a service today, and why not.
///
/// One without a basis learns nothing, so the basis is always asked for first. Then reasons come in a fixed order:
/// dead, access removed, not available, consent level, the reader's own limits, and last what the subject switched off.
pub fn decide(
    rules: &ServiceRules,
    relation: &Relation,
    subject: &SubjectFacts,
    availability: &Availability,
    action: Action,
    today: Date,
) -> Decision {
    let chosen_level = level_for(relation, subject, today);
    let question = Question { rules, subject, availability, action, chosen_level, today };
    let basis = represents(relation, subject, today).ok_or(Refusal::NoTrace)?;
    question.open()?;
    let (reader, narrowed) = match relation {
        Relation::Oneself => oneself::reader(&question)?,
        Relation::Parent(_) => (parent::reader(&question)?, None),
        Relation::Holder { power, .. } => (power::reader(&question, power)?, None),
        Relation::Stranger => return Err(Refusal::NoTrace),
    };
    question.switched_on()?;
    Ok(Granted { basis, reader, narrowed })
}

/// R9: what another chose for one who cannot choose holds for the holder of an attested power, whom it was chosen for.
fn level_for(relation: &Relation, subject: &SubjectFacts, today: Date) -> Option<Level> {
    match relation {
        Relation::Holder { power, .. } if power.kind == PowerKind::Attested => subject.level,
        _ => subject.chosen_level(today),
    }
}

impl Question<'_> {
    /// What closes a service to everyone who has a basis, whoever they are.
    pub fn open(&self) -> Result<(), Refusal> {
        self.alive()?;
        self.access_kept()?;
        self.available()
    }

    /// The dead have no portal.
    fn alive(&self) -> Result<(), Refusal> {
        refuse_if(self.subject.dead, Refusal::Dead)
    }

    /// L7: all logged-in services, or the patient record alone, removed for the person and for all who act for them.
    fn access_kept(&self) -> Result<(), Refusal> {
        let removed = &self.subject.restrictions;
        let record = removed.patient_record_removed && self.rules.service == super::table::PATIENT_RECORD.service;
        refuse_if(removed.access_removed || record, Refusal::AccessRemoved)
    }

    /// L6: before the consent level, so that nobody raises it for a service that is not to be had.
    fn available(&self) -> Result<(), Refusal> {
        match self.availability {
            Availability::Municipality { connected: false } => Err(Refusal::MunicipalityNotConnected),
            Availability::Pilot { chosen: false } => Err(Refusal::InPilot),
            _ => Ok(()),
        }
    }

    /// L3: terms accepted and a level high enough, where the service needs one.
    pub fn level(&self) -> Result<(), Refusal> {
        match (self.rules.level, self.chosen_level) {
            (None, _) => Ok(()),
            (Some(_), None) => refuse_if(!self.rules.before_terms, Refusal::TermsNotAccepted),
            (Some(_), Some(chosen)) => refuse_if(!self.rules.opens_at(chosen), Refusal::ConsentLevel),
        }
    }

    /// S2: last, so that only those who would see the service learn that it is switched off.
    pub fn switched_on(&self) -> Result<(), Refusal> {
        let off = &self.subject.restrictions.services_off;
        refuse_if(off.iter().any(|id| id == self.rules.service), Refusal::ServiceOff)
    }
}

pub(super) fn refuse_if(closed: bool, why: Refusal) -> Result<(), Refusal> {
    if closed { Err(why) } else { Ok(()) }
}
