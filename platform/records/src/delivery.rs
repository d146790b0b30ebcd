//! A resource on its way into the store, with all that the store's columns need.

use access::rules::{Flags, ItemSource};
use db::Keyring;
use fhir::{AppointmentView, Moment, Resource};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::Source;

/// One resource of a source, checked and with the portal's id and references in its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    pub id: Uuid,
    pub resource_type: String,
    pub organisation: String,
    pub item_source: ItemSource,
    pub flags: Flags,
    pub index: Index,
    /// Look-up keys of its identifiers ([`crate::identifier_key`]).
    pub identifiers: Vec<String>,
    pub text: String,
}

/// What lists are sorted and filtered by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    pub starts_at: Option<Timestamp>,
    pub ends_at: Option<Timestamp>,
    pub status: Option<String>,
}

impl Delivery {
    /// `resource` as `source` sent it, to be stored as `text` (the same with the portal's id and references) under `id`.
    pub fn new(source: &Source, id: Uuid, resource: &Resource<'_>, text: String) -> Self {
        let (hidden_from_parents, hidden_from_youth) = resource.denied();
        Self {
            id,
            resource_type: resource.kind().to_owned(),
            organisation: source.organisation.clone(),
            item_source: item_source(source, resource),
            flags: Flags { hidden_from_parents, hidden_from_youth },
            index: Index::of(resource),
            identifiers: Vec::new(),
            text,
        }
    }

    /// The same, to be found again by its identifiers.
    pub fn identified(self, keyring: &Keyring, resource: &Resource<'_>) -> Self {
        let key = |(system, value): (&str, &str)| {
            crate::identifier_key(keyring, &self.organisation, &self.resource_type, system, value)
        };
        let identifiers = crate::intake::identifiers(resource).take(MOST_IDENTIFIERS).map(key).collect();
        Self { identifiers, ..self }
    }
}

/// More than a resource is ever looked for by.
const MOST_IDENTIFIERS: usize = 16;

/// A municipality delivers for its school nurses too; the service category tells them apart (Volven 7619, code 4).
fn item_source(source: &Source, resource: &Resource<'_>) -> ItemSource {
    let mut codings = resource.node().items("serviceCategory").iter().flat_map(|it| it.items("coding"));
    let is_school = |it: &fhir::json::Node<'_>| {
        it.text_of("system") == Some("urn:oid:2.16.578.1.12.4.1.1.7619") && it.text_of("code") == Some("4")
    };
    if source.kind == ItemSource::Municipal && codings.any(is_school) { ItemSource::SchoolNurse } else { source.kind }
}

impl Index {
    /// Times of an Appointment (the asked-for period where it has none) or a Slot; the status of any type.
    pub fn of(resource: &Resource<'_>) -> Self {
        // Column values are compared byte by byte: a text longer than any code is none.
        let status = resource.node().text_of("status").filter(|it| it.len() <= 64).map(str::to_owned);
        if resource.kind() == "Slot" {
            let time = |name: &str| resource.node().text_of(name).and_then(|it| it.parse().ok());
            return Self { starts_at: time("start"), ends_at: time("end"), status };
        }
        if resource.kind() != "Appointment" {
            return Self { status, ..Self::default() };
        }
        let view = AppointmentView::of(resource);
        let (first, last) = view.requested.unwrap_or_default();
        Self {
            starts_at: view.start.or_else(|| first.and_then(|it| instant(it, 0))),
            ends_at: view.end.or_else(|| if view.start.is_none() { last.and_then(|it| instant(it, 1)) } else { None }),
            status,
        }
    }
}

/// A day stands for its midnight in Norway, `days` later.
fn instant(moment: Moment, days: i64) -> Option<Timestamp> {
    match moment {
        Moment::Time(at) => Some(at),
        Moment::Day(day) => {
            let day = day.checked_add(jiff::Span::new().days(days)).ok()?;
            Some(day.to_zoned(TimeZone::get("Europe/Oslo").ok()?).ok()?.timestamp())
        }
    }
}
