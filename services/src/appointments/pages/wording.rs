//! Appointments in the reader's words: titles, times and statuses.

use jiff::{Timestamp, tz::TimeZone};
use web::Words;

use crate::appointments::model::{Appointment, Status, When};

/// Titles for the service categories of Helsenorge's profile, where the source gives no text of its own.
const CATEGORIES: [(&str, &str); 14] = [
    ("27", "appointments-kind-hospital"),
    ("30", "appointments-kind-imaging"),
    ("3", "appointments-kind-health-centre"),
    ("4", "appointments-kind-school"),
    ("5", "appointments-kind-midwife"),
    ("6", "appointments-kind-youth"),
    ("7", "appointments-kind-home-care"),
    ("8", "appointments-kind-emergency"),
    ("9", "appointments-kind-municipal"),
    ("10", "appointments-kind-vaccination"),
    ("16", "appointments-kind-municipal"),
    ("17", "appointments-kind-municipal"),
    ("18", "appointments-kind-municipal"),
    ("19", "appointments-kind-municipal"),
];

/// What it is: the source's own words, or else the kind of service.
pub fn title(words: &Words, appointment: &Appointment) -> String {
    if let Some(title) = appointment.title() {
        return title.to_owned();
    }
    let codes = appointment.view.service_category.iter().flat_map(|concept| &concept.codes);
    let key = codes.filter_map(|(_, code)| CATEGORIES.iter().find(|(own, _)| own == code)).map(|(_, key)| *key).next();
    words.t(key.unwrap_or("appointments-kind-other")).to_owned()
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
    let day = |at: Timestamp| at.to_zoned(TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC)).date();
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
