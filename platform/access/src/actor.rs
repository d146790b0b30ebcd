//! Who asks the gate: everyone passes the same one (I4).

use people::PersonId;

use crate::Staff;

/// One who looks at or changes a person's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A logged-in person, for themself or for another.
    Citizen(PersonId),
    /// A health service's system that delivers what it keeps about the person, by its organisation number.
    Source { organisation: String },
    /// A member of a health service's staff, at work for one office.
    Staff(Staff),
    /// A rule that time drives, for instance a birthday.
    Job(JobKind),
}

/// The jobs that may touch a person's rows without anyone asking, each named so that the log can say which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobKind {
    /// Birthdays of 12, 13 and 16 (L2, L3, R2).
    Birthdays,
    /// Makes the synthetic people of the demo.
    DemoSeed,
    /// Reads files in by the operator's command.
    Import,
    /// Kept forms and sessions whose time is out (L10).
    Expiry,
    /// Log-in and log-out, before and after there is a session (L1).
    LogIn,
    /// Powers of attorney: warnings before they end, and ends that follow from the register (R5, R8, R9).
    Powers,
    /// The operator's check of a code that was shown at a pharmacy (R6).
    PharmacyCheck,
    /// Tells those who may know of it that something has come (N4).
    Notices,
    /// An operator's command on the machine itself, which knows no person behind it.
    Operator,
    /// Tells chosen next of kin of planned visits that nobody has registered (B5).
    MissedVisits,
}

impl JobKind {
    /// As the usage log names it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Birthdays => "birthdays",
            Self::DemoSeed => "demo_seed",
            Self::Import => "import",
            Self::Expiry => "expiry",
            Self::LogIn => "log_in",
            Self::Powers => "powers",
            Self::PharmacyCheck => "pharmacy_check",
            Self::Notices => "notices",
            Self::Operator => "operator",
            Self::MissedVisits => "missed_visits",
        }
    }
}

/// The column `actor_kind` of a line that staff made.
pub(crate) const STAFF: &str = "staff";

impl Actor {
    /// The organisation whose items alone are seen, for one at work.
    pub(crate) fn organisation(&self) -> Option<&str> {
        if let Self::Staff(staff) = self { Some(staff.organisation()) } else { None }
    }

    /// The columns `actor_kind` and `actor` of the usage log.
    pub(crate) fn columns(&self) -> (&'static str, String) {
        match self {
            Self::Citizen(person) => ("citizen", person.to_string()),
            Self::Source { organisation } => ("source", organisation.clone()),
            Self::Staff(staff) => (STAFF, staff.person.to_string()),
            Self::Job(kind) => ("job", kind.as_str().to_owned()),
        }
    }
}
