//! What staff may see and do at work (H3, O4): by role, in their own organisation, never with their own data.

use super::{Action, Basis, Decision, Granted, Reader, Refusal, ServiceRules, SubjectFacts, decide::refuse_if};

/// What somebody is at an office. One who is two things there is two members, and works as one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A secretary: sees what the office's health workers see, and answers for them.
    Clerk,
    Nurse,
    Midwife,
    Doctor,
    /// Works in people's homes.
    Carer,
    /// Gives roles in their own organisation, and sees nobody's health data.
    Administrator,
    /// The portal's own guidance service: sees how an account stands, and nothing of health.
    Guidance,
    /// Runs the installation, and sees no person at all but those who have a role.
    Operator,
}

/// Who has a role, and gives and ends it.
pub const MEMBERS: ServiceRules = ServiceRules::new("members", "H3", None);
/// How somebody's account stands.
pub const GUIDANCE: ServiceRules = ServiceRules::new("guidance", "O4", None);
/// Access that was removed and reopened, and powers that were attested, by a form on paper.
pub const PAPER_FORMS: ServiceRules = ServiceRules::new("paper_forms", "P10", None);

/// What is opened at work alone.
pub const AT_WORK: [ServiceRules; 3] = [MEMBERS, GUIDANCE, PAPER_FORMS];

/// Services whose data an office's health workers see and change, those of their own organisation.
const OF_HEALTH: [&str; 4] = ["appointments", "inbox", "home_care", "health_contacts"];
/// What they see of how somebody wants to be met (S1), and do not change.
const OF_NEEDS: [&str; 1] = ["contact_details"];

impl Role {
    pub const ALL: [Self; 8] = [
        Self::Clerk,
        Self::Nurse,
        Self::Midwife,
        Self::Doctor,
        Self::Carer,
        Self::Administrator,
        Self::Guidance,
        Self::Operator,
    ];

    /// Whether health data of people who turn to the office may be seen at all.
    pub const fn sees_health(self) -> bool {
        matches!(self, Self::Clerk | Self::Nurse | Self::Midwife | Self::Doctor | Self::Carer)
    }

    /// Whether one in this role may give `other`, and end it: an administrator staffs the organisation's offices, an
    /// operator says who administers them and who works for the portal itself.
    pub const fn gives(self, other: Self) -> bool {
        match self {
            Self::Administrator => other.sees_health() || matches!(other, Self::Administrator),
            Self::Operator => matches!(other, Self::Administrator | Self::Guidance | Self::Operator),
            _ => false,
        }
    }

    /// Whether the role opens the service for this.
    pub fn opens(self, rules: &ServiceRules, action: Action) -> bool {
        match rules.service {
            service if OF_HEALTH.contains(&service) => self.sees_health(),
            service if OF_NEEDS.contains(&service) => self.sees_health() && action == Action::See,
            service if service == MEMBERS.service => matches!(self, Self::Administrator | Self::Operator),
            service if service == GUIDANCE.service => self == Self::Guidance && action == Action::See,
            service if service == PAPER_FORMS.service => self == Self::Guidance,
            _ => false,
        }
    }
}

/// What a decision at work is made from, besides the facts about the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkFacts {
    pub role: Role,
    /// The person is the member of staff, or a child they are responsible for.
    pub own: bool,
}

/// Whether one at work may see or act in a service for a person.
///
/// First the role, then that nobody works with their own data. To change anything the person must in a health service be
/// a user (L3), and live. That only what belongs to the organisation is seen, the statement says.
pub fn decide_at_work(rules: &ServiceRules, work: &WorkFacts, subject: &SubjectFacts, action: Action) -> Decision {
    refuse_if(!work.role.opens(rules, action), Refusal::NotYourRole)?;
    refuse_if(work.own, Refusal::OwnData)?;
    if action == Action::Act {
        // In this order: of one who does not use the portal, a health service learns nothing more.
        refuse_if(is_of_health(rules) && subject.level.is_none(), Refusal::TermsNotAccepted)?;
        refuse_if(subject.dead, Refusal::Dead)?;
    }
    Ok(Granted { basis: Basis::AtWork, reader: Reader::WHOLE, narrowed: None })
}

/// Whether the service is a citizen's, with health data, and not one that is opened at work alone.
pub(crate) fn is_of_health(rules: &ServiceRules) -> bool {
    !AT_WORK.iter().any(|at_work| at_work.service == rules.service)
}
