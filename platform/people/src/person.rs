//! A person as the population register knows them.

use db::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the population register holds of one person. Stored encrypted under the person's key, as JSON.
///
/// Sex and birth date are fields of their own: they are never read out of a national number (docs/norway.md, Numbers).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub name: Name,
    /// The birth date, a calendar date in Norway.
    pub born: Date,
    pub sex: Sex,
    /// Registered home; `None` when unknown or never registered.
    pub address: Option<Address>,
    pub protection: Protection,
    pub status: Status,
    /// The date of death, when the register knows of one.
    pub died: Option<Date>,
}

impl Person {
    /// Dead in the register, which may know of a death and not of its date.
    pub fn is_dead(&self) -> bool {
        self.status == Status::Dead || self.died.is_some()
    }
}

/// A name in its register parts. Each part is at most 200 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    pub given: String,
    pub middle: Option<String>,
    pub family: String,
}

impl Name {
    /// Given, middle and family name with spaces between.
    pub fn full(&self) -> String {
        match &self.middle {
            Some(middle) => format!("{} {} {}", self.given, middle, self.family),
            None => format!("{} {}", self.given, self.family),
        }
    }
}

/// Sex as registered (Folkeregisteret `kjoenn`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    Female,
    Male,
}

/// A registered home address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The register's identifier of the dwelling: two people live together when theirs are equal (R2).
    pub dwelling: String,
    pub street: String,
    /// Four digits.
    pub postal_code: String,
    pub city: String,
    /// Four digits, for instance `0301`.
    pub municipality: String,
}

/// Grade of address protection (Folkeregisteret `adressebeskyttelse`). The mark itself is confidential (R8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    #[default]
    None,
    /// *Klientadresse*: not a protection in the sense of R8.
    Client,
    /// Code 7, *fortrolig*.
    Confidential,
    /// Code 6, *strengt fortrolig*.
    StrictlyConfidential,
}

impl Protection {
    /// Codes 6 and 7: neither represents nor is represented (R8).
    pub fn is_protected(self) -> bool {
        matches!(self, Self::Confidential | Self::StrictlyConfidential)
    }
}

/// Status in the register, the part of it that decides anything here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Resident,
    Emigrated,
    /// Holder of a D-number.
    Temporary,
    Dead,
    /// Merged into another record or otherwise ended.
    Ended,
}
