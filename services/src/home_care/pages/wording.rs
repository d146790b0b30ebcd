//! Visits in the reader's words.

use jiff::{Timestamp, civil::Date};
use visits::{Appointment, Made, Status, When};
use web::Words;
pub use web::texts::capital;

/// What the visit is for: the service's own words, or that it is a visit.
pub fn title(words: &Words, visit: &Appointment) -> String {
    visit.title().unwrap_or(words.t("home-care-visit")).to_owned()
}

/// What was done on a visit that was made.
pub fn what(words: &Words, made: &Made) -> String {
    made.view.what.clone().unwrap_or_else(|| words.t("home-care-visit").to_owned())
}

/// The day on which a visit begins, in Norway.
pub fn day(visit: &Appointment) -> Option<Date> {
    match visit.when() {
        When::At(at) | When::Between(at, _) => Some(local(at)),
        When::On(day) => Some(day),
        When::Unknown => None,
    }
}

/// The hours of a visit on its day.
pub fn hours(words: &Words, visit: &Appointment) -> String {
    match visit.when() {
        When::At(at) => words.say("home-care-at").with("time", words.clock(at)).to_string(),
        When::Between(from, until) if local(from) == local(until) => {
            let said = words.say("home-care-hours");
            said.with("from", words.clock(from)).with("until", words.clock(until)).to_string()
        }
        When::Between(..) => when(words, visit),
        When::On(_) | When::Unknown => words.t("home-care-no-hour").to_owned(),
    }
}

/// Day and hours of a visit.
pub fn when(words: &Words, visit: &Appointment) -> String {
    match visit.when() {
        When::At(at) => words.moment(at),
        When::Between(from, until) => between(words, from, until),
        When::On(day) => words.day(day),
        When::Unknown => words.t("home-care-no-day").to_owned(),
    }
}

/// When a visit was made, from beginning to end where both are known.
pub fn made_at(words: &Words, made: &Made) -> String {
    match (made.view.start, made.view.end) {
        (Some(start), Some(end)) if start < end => between(words, start, end),
        (Some(at), _) | (None, Some(at)) => words.moment(at),
        (None, None) => words.t("home-care-no-day").to_owned(),
    }
}

fn between(words: &Words, from: Timestamp, until: Timestamp) -> String {
    let said = words.say("home-care-from-to").with("from", words.moment(from));
    match local(from) == local(until) {
        true => said.with("until", words.clock(until)).to_string(),
        false => said.with("until", words.moment(until)).to_string(),
    }
}

/// The mark beside a planned visit; `None` where there is nothing to say.
pub fn status(visit: &Appointment) -> Option<(&'static str, &'static str)> {
    match visit.status() {
        Status::Cancelled => Some(("home-care-status-cancelled", "danger")),
        Status::NoShow => Some(("home-care-status-nobody-home", "warning")),
        Status::Fulfilled => Some(("home-care-status-registered", "success")),
        Status::Pending => Some(("home-care-status-pending", "warning")),
        Status::Booked | Status::Planned => None,
    }
}

fn local(at: Timestamp) -> Date {
    web::oslo(at).date()
}
