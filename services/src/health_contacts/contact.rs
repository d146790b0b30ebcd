//! A contact as the pages show it, wherever it is known from.

use ::fhir::Moment;
use jiff::{Timestamp, civil::Date};
use offices::{Office, OfficeKind};

/// Whom one can turn to.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    pub name: String,
    /// What they are to the person, as the source calls it.
    pub role: Option<String>,
    /// Where they work.
    pub organisation: Option<String>,
    pub telephone: Option<String>,
    pub kind: Option<OfficeKind>,
    /// The office that one writes to and books at.
    pub office: Option<Office>,
    /// First and last day, where the source says them.
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// No longer the person's.
    pub is_past: bool,
    /// Not theirs yet: nothing is done there before the first day.
    pub is_ahead: bool,
}

impl Contact {
    /// An office that one has by age.
    pub fn of_office(office: &Office) -> Self {
        Self {
            name: office.name.clone(),
            telephone: office.telephone.clone(),
            kind: Some(office.kind),
            office: Some(office.clone()),
            ..Self::default()
        }
    }

    /// The same without what tells where somebody lives (R8): a person with a protected address is shown no place.
    pub fn without_place(self) -> Self {
        let office = self.office.map(|office| Office { address: None, ..office });
        Self { organisation: None, office, ..self }
    }

    pub fn is_gp(&self) -> bool {
        self.kind == Some(OfficeKind::Gp)
    }
}

/// The day of a moment, in Norway.
pub fn day(moment: Moment) -> Date {
    match moment {
        Moment::Day(day) => day,
        Moment::Time(at) => web::oslo(at).date(),
    }
}

/// Whether a period has not begun.
pub fn is_ahead(from: Option<Moment>, now: Timestamp) -> bool {
    match from {
        Some(Moment::Time(at)) => at > now,
        Some(Moment::Day(day)) => day > web::oslo(now).date(),
        None => false,
    }
}

/// Whether a period is over: a date as its end includes the whole day (FHIR R4 Period).
pub fn is_over(until: Option<Moment>, now: Timestamp) -> bool {
    match until {
        Some(Moment::Time(at)) => at <= now,
        Some(Moment::Day(day)) => day < web::oslo(now).date(),
        None => false,
    }
}
