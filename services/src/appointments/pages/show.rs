//! One appointment with all that belongs to it.

use access::{Deed, rules::Refusal};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use booking::Booked;
use jiff::Timestamp;
use serde::Deserialize;
use web::{Acting, ItemId, Page, PageError, Portal, render};

use super::wording;
use crate::appointments::{
    SERVICE,
    model::{Appointment, Status},
    rules::{self, NotNow},
    store::{self, Request},
};

#[derive(Template)]
#[template(path = "appointments/pages/show.html")]
struct Show {
    page: Page,
    appointment: Appointment,
    when: String,
    /// The health service's name, where the place does not say it.
    service: Option<String>,
    status: Option<(&'static str, &'static str)>,
    is_past: bool,
    /// One comes here from having booked it.
    just_booked: bool,
    cancelled: Option<String>,
    actions: Actions,
    request: Option<Request>,
}

/// What can be done with it now, as addresses; and why not, as the key of a sentence.
struct Actions {
    calendar: Option<String>,
    cancel: Option<String>,
    /// The last moment for cancelling, in words.
    deadline: Option<String>,
    cannot_cancel: Option<&'static str>,
    change: Option<String>,
    /// To another free time of the same office.
    to_move: Option<String>,
}

/// What led here.
#[derive(Deserialize)]
pub struct Opened {
    bestilt: Option<String>,
}

/// Shows one appointment.
pub async fn get(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    Query(opened): Query<Opened>,
) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::on("show", id)).await?;
    let appointment = store::find(&allowed, id).await?.ok_or(PageError::NotFound)?;
    let request = store::request(&allowed, &appointment).await?;
    let booked = booking::booked(&allowed, id).await?;
    let service =
        portal.organisations().name(&appointment.record.organisation).await.map_err(PageError::unavailable)?;
    let is_said = |name: &String| appointment.place_name().is_some_and(|place| place.contains(name));
    let refused = acting.refused(&portal, &SERVICE).await?;
    let (words, now) = (acting.words(), allowed.now());
    let is_past = appointment.begins().is_some_and(|begins| begins < now);
    let reason = appointment.view.cancelation_reason.as_ref().and_then(|concept| concept.text.clone());
    let title = wording::title(words, &appointment);
    Ok(render(&Show {
        page: acting.page_titled(title).under(acting.path("timer"), words.t("appointments-title")),
        when: wording::when_alone(words, &appointment),
        service: service.filter(|name| !is_said(name)),
        status: wording::status(&appointment, is_past),
        cancelled: reason.filter(|_| appointment.status() == Status::Cancelled),
        just_booked: opened.bestilt.is_some() && appointment.status() == Status::Booked,
        actions: actions(&acting, (&appointment, booked), refused, now),
        is_past,
        request,
        appointment,
    }))
}

fn actions(
    acting: &Acting,
    (appointment, booked): (&Appointment, Option<Booked>),
    refused: Option<Refusal>,
    now: Timestamp,
) -> Actions {
    let elsewhen = |booked: Booked| format!("timer/ledige/{}?flytter={}", booked.office, appointment.id());
    let address = |deed: &str| acting.path(&format!("timer/{}/{deed}", appointment.id()));
    let ahead = matches!(appointment.status(), Status::Booked | Status::Planned)
        && appointment.begins().is_some_and(|begins| begins > now);
    let may_cancel = rules::may_cancel(appointment, now);
    let (cancels, may_act) = (may_cancel.is_ok() && refused.is_none(), refused.is_none());
    let deadline = rules::deadline(appointment).filter(|_| cancels);
    Actions {
        calendar: ahead.then(|| address("kalender.ics")),
        cancel: cancels.then(|| address("avbestill")),
        deadline: deadline.map(|last| acting.words().moment(last)),
        cannot_cancel: match (may_cancel, refused) {
            (Ok(()), Some(refusal)) => refusal.key(),
            (Err(NotNow::TooLate), _) if appointment.is_at_home() => Some("appointments-too-late-at-home"),
            (Err(NotNow::TooLate), _) => Some("appointments-too-late"),
            (Err(NotNow::NotHere), _) if ahead => Some("appointments-cancel-not-here"),
            _ => None,
        },
        to_move: booked.filter(|_| cancels).map(|booked| acting.path(&elsewhen(booked))),
        change: (may_act && rules::may_ask_for_another_time(appointment, now)).then(|| address("endre")),
    }
}
