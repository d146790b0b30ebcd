//! Publishing free times: one, or a series over weekdays on the wall clock.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use booking::{Offer, Series, SeriesError};
use jiff::civil::{Time, Weekday};
use web::{
    AtWork, Choice, Form, Page, PageError, Portal, again, render,
    texts::{read_day, typed_day},
};

const LONGEST_TITLE: usize = 80;
const DAYS: [(&str, Weekday, &str); 7] = [
    ("1", Weekday::Monday, "clinic-monday"),
    ("2", Weekday::Tuesday, "clinic-tuesday"),
    ("3", Weekday::Wednesday, "clinic-wednesday"),
    ("4", Weekday::Thursday, "clinic-thursday"),
    ("5", Weekday::Friday, "clinic-friday"),
    ("6", Weekday::Saturday, "clinic-saturday"),
    ("7", Weekday::Sunday, "clinic-sunday"),
];

#[derive(Template)]
#[template(path = "clinic/publish.html")]
struct Publish {
    page: Page,
    form: Form,
    days: Vec<Choice>,
    /// What came of it, in words.
    done: Option<String>,
}

/// Asks when and what for.
pub async fn get(State(portal): State<Portal>, at_work: AtWork) -> Result<Response, PageError> {
    at_work.must(access::rules::Role::sees_health)?;
    let today = typed_day(super::day::oslo_day(portal.clock().now()));
    let form = Form::filled([
        ("fra", &*today),
        ("til", &*today),
        ("kl-fra", "09:00"),
        ("kl-til", "11:00"),
        ("minutter", "30"),
    ]);
    Ok(ask(&at_work, form, None))
}

/// Publishes, or asks again with what is wrong at the field. The same again publishes nothing.
pub async fn post(State(portal): State<Portal>, at_work: AtWork, mut form: Form) -> Result<Response, PageError> {
    at_work.must(access::rules::Role::sees_health)?;
    at_work.must_be_for(&form)?;
    let series = read(&mut form);
    form.at_most("tittel", LONGEST_TITLE, "clinic-title-too-long");
    form.at_most("hos", LONGEST_TITLE, "clinic-title-too-long");
    let times = series.map(|series| series.times(portal.clock().now()));
    match &times {
        Some(Err(SeriesError::Backwards)) => form.refuse("til", "clinic-series-backwards"),
        Some(Err(SeriesError::TooLong | SeriesError::TooMany)) => form.refuse("til", "clinic-series-too-long"),
        Some(Err(SeriesError::Empty)) => form.refuse("fra", "clinic-series-empty"),
        Some(Ok(_)) | None => {}
    }
    let (Some(Ok(times)), false) = (times, form.has_faults()) else {
        return Ok(again(ask(&at_work, form, None)));
    };
    let offer = Offer {
        title: form.value("tittel").to_owned(),
        with: form.value("hos").to_owned(),
        hidden_from_parents: form.holds("skjul", "ja"),
    };
    let source = portal.times().source(at_work.office()).await.map_err(PageError::unavailable)?;
    let source = source.ok_or(PageError::NotFound)?;
    let published = portal.times().publish(portal.gate(), (at_work.office(), &source), &offer, &times).await?;
    if published.new == times.len() && published.new == 1 {
        let day = super::day::oslo_day(times[0].0);
        return Ok(Redirect::to(&at_work.path(&format!("timer?dag={day}"))).into_response());
    }
    let said = at_work.words().say("clinic-published").with("new", published.new);
    let said = said.with("there", published.there).with("crossing", published.crossing).to_string();
    Ok(ask(&at_work, form, Some(said)))
}

fn ask(at_work: &AtWork, form: Form, done: Option<String>) -> Response {
    let words = at_work.words();
    let day = |(value, _, key): (&str, Weekday, &str)| Choice::new(value, words.t(key));
    let page = at_work.page("clinic-publish").under(at_work.path("timer"), words.t("clinic-day"));
    render(&Publish { page, form, days: DAYS.map(day).to_vec(), done })
}

/// The series as typed; no weekday chosen means every day of the span. `None` with what is wrong at its field.
fn read(form: &mut Form) -> Option<Series> {
    let chosen: Vec<Weekday> =
        DAYS.into_iter().filter(|(value, ..)| form.holds("ukedag", value)).map(|(_, day, _)| day).collect();
    let weekdays = if chosen.is_empty() { DAYS.map(|(_, day, _)| day).to_vec() } else { chosen };
    let (first, last) = (read_day(form.value("fra")), read_day(form.value("til")));
    let (from, until) = (read_clock(form.value("kl-fra")), read_clock(form.value("kl-til")));
    let minutes = form.value("minutter").parse().ok().filter(|it| (5..=480).contains(it));
    let wrong = [
        (first.is_none(), "fra", "clinic-date-wrong"),
        (last.is_none(), "til", "clinic-date-wrong"),
        (from.is_none(), "kl-fra", "clinic-clock-wrong"),
        (until.is_none(), "kl-til", "clinic-clock-wrong"),
        (minutes.is_none(), "minutter", "clinic-minutes-wrong"),
    ];
    for (_, name, key) in wrong.into_iter().filter(|(wrong, ..)| *wrong) {
        form.refuse(name, key);
    }
    Some(Series { first: first?, last: last?, weekdays, from: from?, until: until?, minutes: minutes? })
}

/// Reads "9", "09:30" or "09.30".
pub fn read_clock(typed: &str) -> Option<Time> {
    let (hour, minute) = typed.split_once([':', '.']).unwrap_or((typed, "0"));
    Time::new(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0, 0).ok()
}
