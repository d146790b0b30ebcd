//! The contact register (S1, H4): where people have said that they can be reached, whatever stands behind.

mod embedded;
mod mobile;

use db::{PersonId, oslo};
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

use crate::register::Answer;
pub use embedded::EmbeddedContacts;
pub use mobile::mobile_number;

/// Months after which a detail that nobody has confirmed is no longer used (eForvaltningsforskriften § 32).
const MONTHS_IN_USE: i32 = 18;

/// The contact register (*Kontakt- og reservasjonsregisteret*). What it says holds from the moment it is told.
pub trait ContactRegister: Send + Sync {
    /// What is known of one person; `None` for one who is not in the register.
    fn contact(&self, person: PersonId) -> Answer<'_, Option<Contact>>;

    /// Everyone who has given this e-mail address, however it is written.
    fn with_email<'a>(&'a self, email: &'a str) -> Answer<'a, Vec<PersonId>>;

    /// Everyone who has given this mobile number, however it is written.
    fn with_mobile<'a>(&'a self, number: &'a str) -> Answer<'a, Vec<PersonId>>;

    /// Takes in what a person says now; it holds when this returns.
    fn put(&self, person: PersonId, contact: Contact) -> Answer<'_, ()>;
}

/// How one person can be reached. Stored encrypted under the person's key, as JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub email: Option<Detail>,
    pub mobile: Option<Detail>,
    /// Has reserved themself against digital messages (*reservasjon*): is reached on paper.
    pub reserved: bool,
    /// The language one is written to in: `nb`, `nn`, `en` or `se`; `None` where none is chosen.
    pub language: Option<String>,
}

/// An address or a number, with when it was last known to be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    pub value: String,
    pub updated_at: Timestamp,
    pub verified_at: Option<Timestamp>,
}

/// Why an address or a number may not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unreachable {
    /// None is registered, or it is none.
    Unknown,
    /// The person is reserved.
    Reserved,
    /// Neither updated nor verified for 18 months.
    Stale,
}

impl Detail {
    /// When it was last known to be right.
    pub fn confirmed_at(&self) -> Timestamp {
        self.verified_at.map_or(self.updated_at, |at| at.max(self.updated_at))
    }

    /// Whether it is too old to be used: from the day after the one on which 18 months have passed, in Norway.
    pub fn is_stale(&self, now: Timestamp) -> bool {
        let last_day = oslo(self.confirmed_at()).date().saturating_add(Span::new().months(MONTHS_IN_USE));
        oslo(now).date() > last_day
    }
}

impl Contact {
    /// The e-mail address that may be written to now.
    pub fn reachable_email(&self, now: Timestamp) -> Result<&Detail, Unreachable> {
        self.usable(self.email.as_ref(), now)
    }

    /// The mobile number that may be sent a text message now, in E.164: `+4791234567`.
    pub fn reachable_mobile(&self, now: Timestamp) -> Result<String, Unreachable> {
        let mobile = self.usable(self.mobile.as_ref(), now)?;
        mobile_number(&mobile.value).ok_or(Unreachable::Unknown)
    }

    fn usable<'a>(&self, detail: Option<&'a Detail>, now: Timestamp) -> Result<&'a Detail, Unreachable> {
        if self.reserved {
            return Err(Unreachable::Reserved);
        }
        let detail = detail.ok_or(Unreachable::Unknown)?;
        if detail.is_stale(now) { Err(Unreachable::Stale) } else { Ok(detail) }
    }
}

/// An address as it is compared: who shares a mailbox may write it differently.
pub fn same_mailbox(email: &str) -> String {
    email.trim().to_lowercase()
}
