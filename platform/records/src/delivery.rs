//! A resource on its way into the store, with all that the store's columns need.

use access::rules::{Flags, ItemSource};
use db::Keyring;
use fhir::helsenorge::MUNICIPAL_SERVICE;
use fhir::json::Node;
use fhir::{AppointmentView, EncounterView, Moment, Resource};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::{SharedResource, Source};

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
    /// What a resource about no patient is part of: a Slot's Schedule, the office a Schedule is of ([`OFFICE`]).
    pub belongs_to: Option<Uuid>,
    /// Which of a municipality's services an Appointment or a CareTeam belongs to, by its code (Volven 7619).
    pub service: Option<String>,
}

/// Identifier system of the offices of health services: `Schedule.actor.identifier` names one by its id here.
pub const OFFICE: &str = "https://helsevei.no/fhir/NamingSystem/office";

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

    /// What the portal itself makes about nobody in the source's name.
    pub fn about_nobody(source: &Source, resource_type: &str, id: Uuid, text: String) -> Self {
        Self::shared(resource_type, id, &source.organisation, text)
    }

    /// The next text of a resource about nobody, by what stands now.
    pub(crate) fn replacing(resource_type: &str, before: &SharedResource, text: String) -> Self {
        Self::shared(resource_type, before.id, &before.organisation, text)
    }

    fn shared(resource_type: &str, id: Uuid, organisation: &str, text: String) -> Self {
        let index = index_of(&text);
        Self {
            id,
            resource_type: resource_type.to_owned(),
            organisation: organisation.to_owned(),
            item_source: ItemSource::Other,
            flags: Flags::default(),
            index,
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
pub(crate) const MOST_IDENTIFIERS: usize = 16;

/// A municipality delivers for its school nurses too; the category of the service tells them apart (Volven 7619, code 4).
fn item_source(source: &Source, resource: &Resource<'_>) -> ItemSource {
    let is_school = source.kind == ItemSource::Municipal && services(resource).any(|code| code == "4");
    if is_school { ItemSource::SchoolNurse } else { source.kind }
}

/// The municipal services that it says it belongs to.
fn services<'n>(resource: &Resource<'n>) -> impl Iterator<Item = &'n str> {
    let category = if resource.kind() == "CareTeam" { "category" } else { "serviceCategory" };
    let codings = resource.node().items(category).iter().flat_map(|it| it.items("coding"));
    let municipal = codings.filter(|it| it.text_of("system") == Some(MUNICIPAL_SERVICE));
    municipal.filter_map(|it| it.text_of("code"))
}

/// The first of them.
fn service(resource: &Resource<'_>) -> Option<String> {
    services(resource).find(|code| code.len() <= 16).map(str::to_owned)
}

/// The index columns of a text that is made here.
pub fn index_of(text: &str) -> Index {
    Node::parse(text).map(|node| Index::of(&Resource::new(text, &node))).unwrap_or_default()
}

impl Index {
    /// Times of an Appointment (the asked-for period where it has none), an Encounter or a Slot, when a Communication was
    /// sent; the status of any type.
    pub fn of(resource: &Resource<'_>) -> Self {
        // Column values are compared byte by byte: a text longer than any code is none.
        let status = resource.node().text_of("status").filter(|it| it.len() <= 64).map(str::to_owned);
        match resource.kind() {
            "Slot" => return Self { status, ..Self::of_slot(resource.node()) },
            "Schedule" => return Self { status, belongs_to: office(resource.node()), ..Self::default() },
            "Encounter" => return Self { status, ..Self::of_encounter(resource) },
            "Communication" => {
                let sent = resource.node().text_of("sent").and_then(|it| it.parse().ok());
                return Self { starts_at: sent, status, ..Self::default() };
            }
            "CareTeam" => return Self { status, service: service(resource), ..Self::default() },
            "Appointment" => {}
            _ => return Self { status, ..Self::default() },
        }
        let view = AppointmentView::of(resource);
        let (first, last) = view.requested.unwrap_or_default();
        Self {
            starts_at: view.start.or_else(|| first.and_then(|it| instant(it, 0))),
            ends_at: view.end.or_else(|| if view.start.is_none() { last.and_then(|it| instant(it, 1)) } else { None }),
            status,
            belongs_to: None,
            service: service(resource),
        }
    }

    fn of_encounter(encounter: &Resource<'_>) -> Self {
        let view = EncounterView::of(encounter);
        Self { starts_at: view.start, ends_at: view.end, ..Self::default() }
    }

    fn of_slot(slot: &Node<'_>) -> Self {
        let time = |name: &str| slot.text_of(name).and_then(|it| it.parse().ok());
        let schedule = slot.at(&["schedule", "reference"]).and_then(Node::text);
        let belongs_to = schedule.and_then(|it| it.strip_prefix("Schedule/")).and_then(|it| Uuid::try_parse(it).ok());
        Self { starts_at: time("start"), ends_at: time("end"), belongs_to, ..Self::default() }
    }
}

/// The office that a Schedule is of, among its actors.
fn office(schedule: &Node<'_>) -> Option<Uuid> {
    let mut named = schedule.items("actor").iter().filter_map(|it| it.get("identifier"));
    let office = named.find(|it| it.text_of("system") == Some(OFFICE))?;
    Uuid::try_parse(office.text_of("value")?).ok()
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
