//! One visit: who, where, when and what for, how it stands, and what can be done with it now.

use askama::Template;
use axum::{extract::State, response::Response};
use visits::{Appointment, Status, When};
use web::{AtWork, ItemId, Page, PageError, Portal, Words, render};

use super::{Opened, change, end, form, made};
use crate::clinic::day::{capital, oslo_day};

#[derive(Template)]
#[template(path = "home_visits/show.html")]
struct Show {
    page: Page,
    id: String,
    born: String,
    /// Key and colour of a mark.
    status: Option<(&'static str, &'static str)>,
    because: Option<String>,
    hidden: Option<&'static str>,
    /// Key of a term, with what it is.
    facts: Vec<(&'static str, String)>,
    /// Address and key of what can be done now.
    deeds: Vec<(String, &'static str)>,
    /// What a system has sent, the system changes.
    from_system: bool,
}

/// Shows it.
pub async fn get(State(portal): State<Portal>, at_work: AtWork, ItemId(id): ItemId) -> Result<Response, PageError> {
    let opened = Opened::find(&portal, &at_work, id).await?;
    let seen = opened.allowed.seen().ok_or(PageError::NotFound)?;
    let (words, visit) = (at_work.words(), &opened.visit);
    let home = seen.home.as_ref().map(|home| format!("{}, {} {}", home.street, home.postal_code, home.city));
    let facts = [
        ("home-visits-when", capital(&when(words, visit))),
        ("home-visits-what", visit.title().unwrap_or_default().to_owned()),
        ("home-visits-who", visit.people().join(", ")),
        ("home-visits-where", home.unwrap_or_default()),
        ("home-visits-note", visit.description().unwrap_or_default().to_owned()),
    ];
    let reason = visit.view.cancelation_reason.as_ref().and_then(|concept| concept.text.clone());
    Ok(render(&Show {
        page: at_work.page_titled(seen.name.full()).under(at_work.path("besok"), words.t("home-visits-title")),
        id: id.to_string(),
        born: words.short_day(seen.born),
        status: status(visit, opened.registered.is_some(), opened.allowed.now()),
        because: reason.filter(|_| !visit.stands()),
        hidden: match form::hidden(visit.record.flags) {
            "foreldre" => Some("clinic-hidden-from-parents"),
            "ungdom" => Some("clinic-hidden-from-youth"),
            _ => None,
        },
        facts: facts.into_iter().filter(|(_, text)| !text.is_empty()).collect(),
        deeds: deeds(&at_work, &opened),
        from_system: !crate::is_made_here(&opened.visit.record),
    }))
}

fn deeds(at_work: &AtWork, opened: &Opened) -> Vec<(String, &'static str)> {
    let path = at_work.path(&format!("besok/{}", opened.visit.id()));
    let all = [
        (made::may_register(opened), "gjort", "home-visits-made"),
        (end::may_register_not_made(opened), "ikke-gjort", "home-visits-not-made"),
        (change::may_change(opened), "endre", "home-visits-change"),
        (end::may_call_off(opened), "avlys", "home-visits-call-off"),
        (true, "nytt", "home-visits-another"),
    ];
    let open = all.into_iter().filter(|(may, ..)| *may);
    open.map(|(_, part, key)| (format!("{path}/{part}"), key)).collect()
}

/// Day and hours, in words.
pub fn when(words: &Words, visit: &Appointment) -> String {
    match visit.when() {
        When::On(day) => words.day(day),
        When::Unknown => words.t("home-visits-no-day").to_owned(),
        When::At(_) | When::Between(..) => form::span(visit).map_or_else(String::new, |(starts, ends)| {
            format!("{} {}–{}", words.day(oslo_day(starts)), words.clock(starts), words.clock(ends))
        }),
    }
}

/// How it stands: key and colour; nothing for one that is ahead.
pub fn status(visit: &Appointment, registered: bool, now: jiff::Timestamp) -> Option<(&'static str, &'static str)> {
    match visit.status() {
        _ if registered => Some(("home-visits-status-registered", "success")),
        Status::Cancelled => Some(("home-visits-status-cancelled", "danger")),
        Status::NoShow => Some(("home-visits-status-nobody-home", "warning")),
        Status::Fulfilled => Some(("home-visits-status-registered", "success")),
        Status::Booked | Status::Planned | Status::Pending => {
            let over = visit.ends().is_some_and(|ends| ends <= now);
            over.then_some(("home-visits-status-not-registered", "warning"))
        }
    }
}
