//! Appointments in the reader's words: titles, times and statuses.

use fhir::helsenorge::MUNICIPAL_SERVICE;
use jiff::Timestamp;
use web::{Words, texts::capital};

use crate::appointments::model::{Appointment, Status, When};

/// Titles for the service categories of Helsenorge's profile, where the source gives no text of its own.
const CATEGORIES: [(&str, &str, &str); 15] = [
    (HL7, "17", "appointments-kind-gp"),
    (HL7, "27", "appointments-kind-hospital"),
    (HL7, "30", "appointments-kind-imaging"),
    (MUNICIPAL_SERVICE, "3", "appointments-kind-health-centre"),
    (MUNICIPAL_SERVICE, "4", "appointments-kind-school"),
    (MUNICIPAL_SERVICE, "5", "appointments-kind-midwife"),
    (MUNICIPAL_SERVICE, "6", "appointments-kind-youth"),
    (MUNICIPAL_SERVICE, "7", "appointments-kind-home-care"),
    (MUNICIPAL_SERVICE, "8", "appointments-kind-emergency"),
    (MUNICIPAL_SERVICE, "9", "appointments-kind-municipal"),
    (MUNICIPAL_SERVICE, "10", "appointments-kind-vaccination"),
    (MUNICIPAL_SERVICE, "16", "appointments-kind-municipal"),
    (MUNICIPAL_SERVICE, "17", "appointments-kind-municipal"),
    (MUNICIPAL_SERVICE, "18", "appointments-kind-municipal"),
    (MUNICIPAL_SERVICE, "19", "appointments-kind-municipal"),
];
const HL7: &str = "http://terminology.hl7.org/CodeSystem/service-category";

/// What it is: the source's own words, or else the kind of service.
pub fn title(words: &Words, appointment: &Appointment) -> String {
    if let Some(title) = appointment.title() {
        return title.to_owned();
    }
    let codes = appointment.view.service_category.iter().flat_map(|concept| &concept.codes);
    let known = |(system, code): &(Option<String>, String)| {
        CATEGORIES.iter().find(|(of, own, _)| Some(*of) == system.as_deref() && own == code).map(|(_, _, key)| *key)
    };
    words.t(codes.into_iter().find_map(known).unwrap_or("appointments-kind-other")).to_owned()
}

/// How one meets without going anywhere: key of a word for it.
pub fn how(appointment: &Appointment) -> Option<&'static str> {
    let video = appointment.video().map(|_| "appointments-video");
    video.or_else(|| appointment.telephone().map(|_| "appointments-telephone"))
}

/// [`when`] with a capital first, where it stands alone.
pub fn when_alone(words: &Words, appointment: &Appointment) -> String {
    capital(&when(words, appointment))
}

/// When it is, in words, on the wall clock in Norway.
pub fn when(words: &Words, appointment: &Appointment) -> String {
    match appointment.when() {
        When::At(at) => words.moment(at),
        When::Between(from, until) => between(words, from, until),
        When::On(day) => words.day(day),
        When::Unknown => words.t("appointments-no-time").to_owned(),
    }
}

fn between(words: &Words, from: Timestamp, until: Timestamp) -> String {
    let day = |at: Timestamp| web::oslo(at).date();
    if day(from) != day(until) {
        let both = words.say("appointments-from-to");
        return both.with("from", words.moment(from)).with("until", words.moment(until)).to_string();
    }
    let text = words.say("appointments-between");
    text.with("day", words.day(day(from))).with("from", words.clock(from)).with("until", words.clock(until)).to_string()
}

/// The mark beside it; `None` where there is nothing to say.
pub fn status(appointment: &Appointment, is_past: bool) -> Option<(&'static str, &'static str)> {
    match appointment.status() {
        Status::Cancelled => Some(("appointments-status-cancelled", "danger")),
        Status::NoShow => Some(("appointments-status-no-show", "warning")),
        Status::Pending => Some(("appointments-status-pending", "warning")),
        Status::Planned if !is_past => Some(("appointments-status-planned", "info")),
        Status::Fulfilled | Status::Planned | Status::Booked => None,
    }
}
