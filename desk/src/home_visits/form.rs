//! What is typed of a visit: a day and hours in Norway, what for, who comes, and who is not to see it.

use access::rules::Flags;
use jiff::{SignedDuration, Timestamp};
use visits::{Appointment, When};
use web::{
    Form, Words,
    texts::{read_day, typed_day},
};

use super::Plan;
use crate::clinic::{day::oslo_day, publish::read_clock};

/// Longer is a mistake in the hours.
const LONGEST: SignedDuration = SignedDuration::from_hours(12);
const LONGEST_TITLE: usize = 80;
pub const LONGEST_TEXT: usize = 500;

/// From when to when, on the wall in Norway. An end before the beginning is on the next day. `None` with what is wrong at
/// its field.
pub fn times(form: &mut Form) -> Option<(Timestamp, Timestamp)> {
    let (day, from, until) =
        (read_day(form.value("dag")), read_clock(form.value("fra")), read_clock(form.value("til")));
    let wrong = [
        (day.is_none(), "dag", "clinic-date-wrong"),
        (from.is_none(), "fra", "clinic-clock-wrong"),
        (until.is_none(), "til", "clinic-clock-wrong"),
    ];
    for (_, name, key) in wrong.into_iter().filter(|(wrong, ..)| *wrong) {
        form.refuse(name, key);
    }
    let (day, from, until) = (day?, from?, until?);
    let starts = booking::oslo_at(day, from);
    let ends = booking::oslo_at(if until < from { day.tomorrow().ok()? } else { day }, until);
    for (moment, name) in [(starts, "fra"), (ends, "til")] {
        if moment.is_none() {
            form.refuse(name, "home-visits-clock-skipped");
        }
    }
    let (starts, ends) = (starts?, ends?);
    if ends <= starts || ends.duration_since(starts) > LONGEST {
        form.refuse("til", "home-visits-end-wrong");
        return None;
    }
    Some((starts, ends))
}

/// A visit that is planned at `now`, whose marks stand so far as `stands` says; `None` with what is wrong at its field.
pub fn plan(form: &mut Form, stands: Flags, now: Timestamp) -> Option<Plan> {
    let at = times(form);
    if at.is_some_and(|(starts, _)| starts <= now) {
        form.refuse("dag", "home-visits-not-ahead");
    }
    form.require("hva", "home-visits-what-empty");
    for name in ["hva", "hvem"] {
        form.at_most(name, LONGEST_TITLE, "clinic-title-too-long");
    }
    form.at_most("om", LONGEST_TEXT, "clinic-about-too-long");
    let at = at.filter(|_| !form.has_faults())?;
    let said = |name: &str| form.value(name).to_owned();
    Some(Plan { at, what: said("hva"), who: said("hvem"), note: said("om"), flags: flags(form, stands) })
}

/// Whom it is hidden from (R4). A choice that is left as it was, or was not offered, takes away no mark that stands.
pub fn flags(form: &Form, stands: Flags) -> Flags {
    let chosen = form.value("skjul");
    if chosen.is_empty() || chosen == hidden(stands) {
        return stands;
    }
    Flags { hidden_from_parents: chosen == "foreldre", hidden_from_youth: chosen == "ungdom" }
}

/// The value of the choice that says so.
pub fn hidden(flags: Flags) -> &'static str {
    match (flags.hidden_from_parents, flags.hidden_from_youth) {
        (true, _) => "foreldre",
        (false, true) => "ungdom",
        (false, false) => "ingen",
    }
}

/// A visit as its form shows it.
pub fn filled(words: &Words, visit: &Appointment) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut field = |name: &str, value: String| fields.push((name.to_owned(), value));
    if let Some((starts, ends)) = span(visit) {
        field("dag", typed_day(oslo_day(starts)));
        field("fra", words.clock(starts));
        field("til", words.clock(ends));
    }
    field("hva", visit.title().unwrap_or_default().to_owned());
    field("hvem", visit.people().join(", "));
    field("om", visit.description().unwrap_or_default().to_owned());
    field("skjul", hidden(visit.record.flags).to_owned());
    fields
}

/// From when to when it is planned, where the plan has hours.
pub fn span(visit: &Appointment) -> Option<(Timestamp, Timestamp)> {
    match visit.when() {
        When::At(starts) | When::Between(starts, _) => Some((starts, visit.ends().unwrap_or(starts))),
        When::On(_) | When::Unknown => None,
    }
}
