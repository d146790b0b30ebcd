//! Who comes when: the planned visits, day by day.

use access::Deed;
use askama::Template;
use axum::{extract::State, response::Response};
use jiff::civil::Date;
use visits::Appointment;
use web::{Acting, Page, PageError, Portal, Tab, render};

use super::{View, wording};
use crate::home_care::SERVICE;

#[derive(Template)]
#[template(path = "home_care/pages/list.html")]
struct List {
    page: Page,
    tabs: Vec<Tab>,
    days: Vec<Day>,
    /// Where one writes to those who come.
    write: Option<String>,
}

struct Day {
    /// In words; `None` for visits whose day is not set.
    heading: Option<String>,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    when: String,
    what: String,
    who: String,
    status: Option<(&'static str, &'static str)>,
}

/// `GET /p/{handle}/hjemmetjeneste`.
pub async fn get(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("list")).await?;
    let planned = visits::planned(&allowed).await?;
    Ok(render(&List {
        page: acting.service_page(&SERVICE),
        tabs: super::tabs(&acting, View::Planned),
        days: days(&acting, &planned),
        write: super::write_to(&portal, &acting, &allowed).await?,
    }))
}

/// The visits under the days that they begin on, in their order.
fn days(acting: &Acting, planned: &[Appointment]) -> Vec<Day> {
    let mut days: Vec<(Option<Date>, Day)> = Vec::new();
    for visit in planned {
        let day = wording::day(visit);
        if days.last().is_none_or(|(last, _)| *last != day) {
            let heading = day.map(|day| wording::capital(&acting.words().day(day)));
            days.push((day, Day { heading, rows: Vec::new() }));
        }
        if let Some((_, last)) = days.last_mut() {
            last.rows.push(row(acting, visit));
        }
    }
    days.into_iter().map(|(_, day)| day).collect()
}

fn row(acting: &Acting, visit: &Appointment) -> Row {
    let words = acting.words();
    Row {
        href: acting.path(&format!("hjemmetjeneste/{}", visit.id())),
        when: wording::hours(words, visit),
        what: wording::title(words, visit),
        who: visit.people().join(", "),
        status: wording::status(visit),
    }
}
