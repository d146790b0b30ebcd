//! The visits of a day, and those that should be over and that nobody has registered.

use std::collections::HashMap;

use access::{Allowed, Reason, See};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use db::PersonId;
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;
use visits::{Appointment, HOME_CARE, Round};
use web::{AtWork, Page, PageError, Portal, Tab, Turn, render};

use super::{form, office, show::status};
use crate::clinic::{day::oslo_day, days::Days};

/// Visits on one page. Each is a line in somebody's log.
const PER_PAGE: u32 = 50;

#[derive(Template)]
#[template(path = "home_visits/day.html")]
struct Day {
    page: Page,
    tabs: Vec<Tab>,
    days: Days,
    /// The list is of those that nobody has registered.
    waiting: bool,
    rows: Vec<Row>,
    turn: Turn,
}

struct Row {
    href: String,
    when: String,
    name: String,
    what: String,
    who: String,
    /// Key and colour of a mark.
    status: Option<(&'static str, &'static str)>,
}

/// Which day, or which list; today where nothing is said.
#[derive(Deserialize)]
pub struct Opened {
    dag: Option<String>,
    vis: Option<String>,
    side: Option<u32>,
}

/// Shows a list. Each who is named has a line in their usage log.
pub async fn get(
    State(portal): State<Portal>,
    at_work: AtWork,
    Query(opened): Query<Opened>,
) -> Result<Response, PageError> {
    let unit = office(&at_work)?.unit();
    let now = portal.clock().now();
    let days = Days::read(&at_work, opened.dag.as_deref(), now);
    let day = days.day;
    let waiting = opened.vis.as_deref() == Some("uregistrert");
    let number = opened.side.unwrap_or(1).clamp(1, 1_000);
    // One more than is shown tells whether there is a next page.
    let part = (i64::from(PER_PAGE) + 1, i64::from((number - 1) * PER_PAGE));
    // One's own child's are not even counted (R4).
    let (rounds, own) = (portal.rounds(), portal.gate().own_of(at_work.staff()).await?);
    let found = match waiting {
        true => rounds.unregistered(unit, now, &own, part).await,
        false => rounds.between(unit, whole(day), &own, part).await,
    };
    let mut rounds = found.map_err(PageError::unavailable)?;
    let more = rounds.len() > PER_PAGE as usize;
    rounds.truncate(PER_PAGE as usize);
    let list = if waiting { "vis=uregistrert".to_owned() } else { format!("dag={day}") };
    let address = |number: u32| at_work.path(&format!("besok?{list}&side={number}"));
    Ok(render(&Day {
        page: at_work.page("home-visits-title"),
        tabs: tabs(&at_work, waiting),
        days,
        waiting,
        rows: rows(&portal, &at_work, &rounds, waiting).await?,
        turn: Turn {
            number,
            newer: (number > 1).then(|| address(number - 1)),
            older: more.then(|| address(number + 1)),
        },
    }))
}

/// From the first moment of a day in Norway to the first of the next.
fn whole(day: Date) -> (jiff::Timestamp, jiff::Timestamp) {
    (db::start_of_day(day), day.tomorrow().map_or(jiff::Timestamp::MAX, db::start_of_day))
}

fn tabs(at_work: &AtWork, waiting: bool) -> Vec<Tab> {
    let tab = |path: &str, key: &str, current: bool| Tab {
        href: at_work.path(path),
        text: at_work.words().t(key).to_owned(),
        current,
    };
    vec![
        tab("besok", "home-visits-by-day", !waiting),
        tab("besok?vis=uregistrert", "home-visits-unregistered", waiting),
    ]
}

/// The visits with name and content. One's own, and one's own child's, are not among them.
async fn rows(portal: &Portal, at_work: &AtWork, rounds: &[Round], dated: bool) -> Result<Vec<Row>, PageError> {
    let items: Vec<_> = rounds.iter().map(|it| (it.at.person, it.at.id)).collect();
    let allowed = at_work.see_items(portal, &items, &HOME_CARE, "list", Reason::Appointment).await?;
    let seen: HashMap<PersonId, &Allowed<See>> = allowed.iter().map(|it| (it.subject(), it)).collect();
    let mut found: HashMap<Uuid, Appointment> = HashMap::new();
    for (person, allowed) in &seen {
        let ids: Vec<Uuid> = items.iter().filter(|(of, _)| of == person).map(|(_, id)| *id).collect();
        let read = records::find_some(allowed, "Appointment", &ids).await?.into_iter().filter_map(Appointment::read);
        found.extend(read.filter(Appointment::is_home_visit).map(|visit| (visit.id(), visit)));
    }
    let row = |round: &Round| {
        let (visit, allowed) = (found.get(&round.at.id)?, seen.get(&round.at.person)?);
        Some(row(at_work, visit, allowed, round.registered, dated))
    };
    Ok(rounds.iter().filter_map(row).collect())
}

fn row(at_work: &AtWork, visit: &Appointment, allowed: &Allowed<See>, registered: bool, dated: bool) -> Row {
    let words = at_work.words();
    let hours = form::span(visit).map(|(starts, ends)| {
        let hours = format!("{}–{}", words.clock(starts), words.clock(ends));
        if dated { format!("{} {hours}", words.short_day(oslo_day(starts))) } else { hours }
    });
    Row {
        href: at_work.path(&format!("besok/{}", visit.id())),
        when: hours.unwrap_or_else(|| words.t("home-visits-no-hour").to_owned()),
        name: allowed.seen().map_or_else(String::new, |seen| seen.name.full()),
        what: visit.title().unwrap_or_default().to_owned(),
        who: visit.people().join(", "),
        status: status(visit, registered, allowed.now()),
    }
}
