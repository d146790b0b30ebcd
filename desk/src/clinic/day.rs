//! The day of the office: every time, free or taken, and who comes.

use std::collections::HashMap;

use access::Reason;
use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use booking::{Slot, State as SlotState, Taken};
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use uuid::Uuid;
pub use web::texts::capital;
use web::{AtWork, Form, Page, PageError, Portal, Words, render};

use super::{
    APPOINTMENTS,
    days::Days,
    other_times::{self, Other},
};

#[derive(Template)]
#[template(path = "clinic/day.html")]
struct Day {
    page: Page,
    days: Days,
    times: Vec<Time>,
    has_free: bool,
    /// What the office's own system has sent; `None` where that cannot be told from other offices'.
    others: Option<Vec<Other>>,
}

struct Time {
    id: Uuid,
    clock: String,
    about: String,
    /// Where somebody is given the time; `None` where it is taken or over.
    serve: Option<String>,
    /// Who comes, and where their appointment is.
    who: Option<(String, String)>,
    may_withdraw: bool,
}

/// Which day; today where none is said.
#[derive(Deserialize)]
pub struct On {
    dag: Option<String>,
}

/// Shows a day. Each who is named has a line in their usage log.
pub async fn get(State(portal): State<Portal>, at_work: AtWork, Query(on): Query<On>) -> Result<Response, PageError> {
    at_work.must(access::rules::Role::sees_health)?;
    let now = portal.clock().now();
    let days = Days::read(&at_work, on.dag.as_deref(), now);
    let day = days.day;
    let slots = portal.times().all_on(at_work.office(), day, day).await.map_err(PageError::unavailable)?;
    let slots: Vec<Slot> = slots.into_iter().filter(|slot| slot.state != SlotState::Withdrawn).collect();
    let taken = portal.times().taken(at_work.office(), &slots).await.map_err(PageError::unavailable)?;
    let booked: Vec<Uuid> = taken.iter().map(|it| it.appointment).collect();
    let who = who(&portal, &at_work, &taken).await?;
    let others = other_times::list(&portal, &at_work, day, &booked).await?;
    let times: Vec<Time> = slots.iter().map(|slot| time(&at_work, slot, who.get(&slot.id()), now)).collect();
    Ok(render(&Day {
        page: at_work.page("clinic-day"),
        days,
        has_free: times.iter().any(|time| time.may_withdraw),
        times,
        others,
    }))
}

/// Name of who comes in each taken time, and the address of the appointment. One's own child's time is taken, and no
/// more is said of it: so are the times that the office keeps for itself.
async fn who(portal: &Portal, at_work: &AtWork, taken: &[Taken]) -> Result<HashMap<Uuid, (String, String)>, PageError> {
    let items: Vec<_> = taken.iter().map(|it| (it.person, it.appointment)).collect();
    let allowed = at_work.see_items(portal, &items, &APPOINTMENTS, "list", Reason::Appointment).await?;
    let names: HashMap<_, _> = allowed.iter().filter_map(|it| Some((it.subject(), it.seen()?.name.full()))).collect();
    let shown = |it: &Taken| {
        let name = names.get(&it.person)?.clone();
        Some((it.slot, (name, at_work.path(&format!("timer/avtale/{}", it.appointment)))))
    };
    Ok(taken.iter().filter_map(shown).collect())
}

fn time(at_work: &AtWork, slot: &Slot, who: Option<&(String, String)>, now: Timestamp) -> Time {
    let open = slot.state == SlotState::Free && slot.starts_at > now;
    Time {
        id: slot.id(),
        clock: clock(at_work.words(), slot),
        about: about(slot),
        serve: open.then(|| at_work.path(&format!("timer/tid/{}", slot.id()))),
        who: who.cloned(),
        may_withdraw: open,
    }
}

/// Takes the chosen free times back.
pub async fn withdraw(State(portal): State<Portal>, at_work: AtWork, form: Form) -> Result<Response, PageError> {
    at_work.must(access::rules::Role::sees_health)?;
    let ids: Vec<Uuid> = form.values("tid").filter_map(|id| Uuid::parse_str(id).ok()).collect();
    portal.times().withdraw(portal.gate(), at_work.office(), &ids).await?;
    let day: Option<Date> = form.value("dag").parse().ok();
    let day = day.map_or_else(String::new, |day| format!("?dag={day}"));
    Ok(Redirect::to(&at_work.path(&format!("timer{day}"))).into_response())
}

/// The date in Norway.
pub fn oslo_day(at: Timestamp) -> Date {
    db::oslo(at).date()
}

/// From when to when, on the wall clock.
pub fn clock(words: &Words, slot: &Slot) -> String {
    format!("{}–{}", words.clock(slot.starts_at), words.clock(slot.ends_at))
}

/// What the time is for, and whom one meets.
pub fn about(slot: &Slot) -> String {
    [slot.title.as_deref(), slot.with.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The day and the time of a slot.
pub fn when(words: &Words, slot: &Slot) -> String {
    format!("{} {}", capital(&words.day(oslo_day(slot.starts_at))), clock(words, slot))
}
