//! Who may log in, once the electronic ID has said who they are (L2, R8).

use jiff::civil::Date;
use people::{Person, Status, age_on};

/// From this age one logs in oneself (L2).
const OWN_LOG_IN: i16 = 13;
/// From this age one uses everything oneself (L2).
const FULL_USE: i16 = 16;

/// In: with what the age gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// 13–15: the gate opens the small set of services the rules name.
    Youth,
    Adult,
}

/// Not in. Each has a page that says what to do, and no more than it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAdmitted {
    /// Under 13: a parent acts for the child.
    #[error("the person is too young to log in")]
    TooYoung,
    /// Registered as dead. Whoever holds the log-in learns where to turn, and nothing of the dead.
    #[error("the person is registered as dead")]
    Dead,
    /// The number is not in the register.
    #[error("the number is not in the population register")]
    Unknown,
    /// The record ended and no other continues it.
    #[error("the record has ended")]
    Ended,
}

/// Whether `person` may log in on `today` (Norwegian calendar). A protected address is no hindrance: the gate keeps
/// what locates them from everybody, and they see their own as others do.
pub fn admit(person: &Person, today: Date) -> Result<Admission, NotAdmitted> {
    if person.is_dead() {
        return Err(NotAdmitted::Dead);
    }
    if person.status == Status::Ended {
        return Err(NotAdmitted::Ended);
    }
    match age_on(person.born, today) {
        ..OWN_LOG_IN => Err(NotAdmitted::TooYoung),
        OWN_LOG_IN..FULL_USE => Ok(Admission::Youth),
        _ => Ok(Admission::Adult),
    }
}
