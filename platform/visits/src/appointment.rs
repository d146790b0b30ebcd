//! An appointment as people meet it, whatever service shows it.

use fhir::helsenorge::MUNICIPAL_SERVICE;
use fhir::{AppointmentView, Flag, Meeting, Moment, Place};
use jiff::{Timestamp, civil::Date};
use records::Record;
use uuid::Uuid;

/// A record of the store with what is read from it.
pub struct Appointment {
    pub record: Record,
    pub view: AppointmentView,
}

/// What has become of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Booked,
    /// A planned visit whose hour is not set.
    Planned,
    Cancelled,
    Fulfilled,
    NoShow,
    /// Waiting for an answer, in sources outside Norway's profile.
    Pending,
}

/// When it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    At(Timestamp),
    /// Some time between the two.
    Between(Timestamp, Timestamp),
    On(Date),
    Unknown,
}

impl Appointment {
    /// Reads a record; `None` for what was entered in error, or is no appointment.
    pub fn read(record: Record) -> Option<Self> {
        let view = record.appointment()?;
        (view.status != "entered-in-error").then_some(Self { record, view })
    }

    pub fn id(&self) -> Uuid {
        self.record.id
    }

    pub fn status(&self) -> Status {
        match self.view.status.as_str() {
            "cancelled" => Status::Cancelled,
            "fulfilled" | "arrived" | "checked-in" => Status::Fulfilled,
            "noshow" => Status::NoShow,
            "proposed" => Status::Planned,
            "pending" | "waitlist" => Status::Pending,
            _ => Status::Booked,
        }
    }

    pub fn when(&self) -> When {
        if let Some(start) = self.view.start {
            return When::At(start);
        }
        match self.view.requested {
            Some((Some(Moment::Time(from)), Some(Moment::Time(until)))) => When::Between(from, until),
            Some((Some(Moment::Time(from)), _)) => When::At(from),
            Some((Some(Moment::Day(day)), _)) => When::On(day),
            _ => When::Unknown,
        }
    }

    /// When it begins, for deadlines.
    pub fn begins(&self) -> Option<Timestamp> {
        match self.when() {
            When::At(at) | When::Between(at, _) => Some(at),
            When::On(_) | When::Unknown => None,
        }
    }

    /// When the planned time is over, for those who wait. A day is over when the next begins.
    pub fn ends(&self) -> Option<Timestamp> {
        match self.when() {
            When::At(at) => Some(self.view.end.unwrap_or(at).max(at)),
            When::Between(_, until) => Some(until),
            When::On(day) => day.tomorrow().ok().map(db::start_of_day),
            When::Unknown => None,
        }
    }

    /// What it is, in the source's own words; `None` where the source says nothing.
    pub fn title(&self) -> Option<&str> {
        let concepts = [&self.view.appointment_type, &self.view.service_type, &self.view.service_category];
        let text = concepts.into_iter().flatten().find_map(|concept| concept.text.as_deref());
        text.or(self.view.description.as_deref())
    }

    /// More about it, where that is not the title already.
    pub fn description(&self) -> Option<&str> {
        self.view.description.as_deref().filter(|text| Some(*text) != self.title())
    }

    /// The place to go to: the most exact one first.
    pub fn place(&self) -> Option<&Place> {
        self.away().find(|place| place.name.is_some() || place.address.is_some())
    }

    /// Names of the place on one line, the most exact first: `Hudpoliklinikken, Lindal sykehus`.
    pub fn place_name(&self) -> Option<String> {
        let mut names: Vec<&str> = self.away().filter_map(|place| place.name.as_deref()).collect();
        if names.is_empty() && !self.is_at_home() {
            names.extend(self.taking_part("Location").next());
        }
        names.dedup();
        Some(names.join(", ")).filter(|names| !names.is_empty())
    }

    /// Whom one meets.
    pub fn people(&self) -> Vec<&str> {
        self.taking_part("Practitioner").chain(self.taking_part("PractitionerRole")).collect()
    }

    /// At home, with the health service coming.
    pub fn is_at_home(&self) -> bool {
        self.view.places.iter().any(is_home)
    }

    /// One of the services of a municipality (Volven 7619).
    pub fn is_municipal(&self) -> bool {
        let system = |(system, _): &(Option<String>, String)| system.as_deref() == Some(MUNICIPAL_SERVICE);
        self.view.service_category.iter().flat_map(|concept| &concept.codes).any(system)
    }

    /// A visit of the municipality's home care (C14).
    pub fn is_home_visit(&self) -> bool {
        self.is_at_home() && self.is_municipal()
    }

    /// One is expected to come: neither cancelled nor over.
    pub fn stands(&self) -> bool {
        matches!(self.status(), Status::Booked | Status::Planned | Status::Pending)
    }

    pub fn video(&self) -> Option<&str> {
        match &self.view.meeting {
            Some(Meeting::Link(link)) => Some(link),
            _ => None,
        }
    }

    pub fn telephone(&self) -> Option<&str> {
        match &self.view.meeting {
            Some(Meeting::Phone(number)) => Some(number),
            _ => None,
        }
    }

    /// A number to call about it.
    pub fn contact(&self) -> Option<&str> {
        let place = self.away().find_map(|place| place.phone.as_deref());
        place.or(self.view.phone.as_deref()).filter(|number| Some(*number) != self.telephone())
    }

    pub fn takes_comment(&self) -> bool {
        self.view.allows(Flag::CancelWithComment)
    }

    /// The places that are not the person's home: where somebody lives is never shown, nor their own telephone (R8).
    fn away(&self) -> impl Iterator<Item = &Place> {
        self.view.places.iter().filter(|place| !is_home(place))
    }

    fn taking_part(&self, kind: &'static str) -> impl Iterator<Item = &str> {
        let those = self.view.participants.iter().filter(move |it| it.kind.as_deref() == Some(kind));
        those.filter_map(|it| it.display.as_deref())
    }
}

/// `PTRES`: the patient's residence, in v3 RoleCode.
fn is_home(place: &Place) -> bool {
    place.kind.as_deref() == Some("PTRES")
}
