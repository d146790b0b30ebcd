//! One office of an organisation, as people meet it.

use jiff::Timestamp;
use uuid::Uuid;

use crate::{Hours, OfficeKind};

/// An office: a place that people write to, book at and are visited from. Nothing in it is about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    pub id: Uuid,
    /// Organisation number of the health service it belongs to, nine digits: one of `records::Source`.
    pub organisation: String,
    pub kind: OfficeKind,
    /// As citizens know it.
    pub name: String,
    /// Four digits; `None` for one that is for people from everywhere.
    pub municipality: Option<String>,
    pub telephone: Option<String>,
    /// Where one visits it.
    pub address: Option<Address>,
    pub hours: Hours,
    /// Working days that one is told to expect before there is an answer, at least 1 (C1).
    pub answer_days: u8,
    /// Days after which a letter that nobody has opened goes by post (L8); `None` never sends any.
    pub post_after_days: Option<u16>,
    /// It takes nothing new any more.
    pub ended_at: Option<Timestamp>,
}

/// Where an office is visited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Street and number, or how the place is called.
    pub street: String,
    /// Four digits.
    pub postal_code: String,
    pub city: String,
}

impl Address {
    /// On one line: "Storgata 1, 9008 Tromsø".
    pub fn line(&self) -> String {
        format!("{}, {} {}", self.street, self.postal_code, self.city)
    }

    /// The address of a public map that shows it: a link, which asks nobody anything until it is followed.
    pub fn map(&self) -> String {
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("query", &self.line()).finish();
        format!("https://www.openstreetmap.org/search?{query}")
    }
}

impl Office {
    /// What is its own among what its organisation has: the organisation's number, and the code of the municipality's
    /// service where it is one.
    pub fn unit(&self) -> (&str, Option<&str>) {
        (&self.organisation, self.kind.municipal_code())
    }
}
