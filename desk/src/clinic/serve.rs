//! Giving a free time to somebody who calls or comes: found by national number, for a stated reason.

use access::{DbError, Deed, GateError, rules::Flags};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use booking::{Booking, BookingError, Draft, Patient, Slot, State as SlotState, compose};
use uuid::Uuid;
use web::{AtWork, Form, ItemId, Page, PageError, Portal, render};

use super::{APPOINTMENTS, appointments, day, subject};

const LONGEST_ABOUT: usize = 500;

#[derive(Template)]
#[template(path = "clinic/serve.html")]
struct Serve {
    page: Page,
    form: Form,
    when: String,
    about: String,
    action: String,
    back: String,
    /// Somebody was first.
    taken: bool,
}

/// Asks for whom.
pub async fn get(State(portal): State<Portal>, at_work: AtWork, ItemId(id): ItemId) -> Result<Response, PageError> {
    at_work.must(access::rules::Role::sees_health)?;
    let slot = slot(&portal, &at_work, id).await?;
    let taken = slot.state != SlotState::Free;
    Ok(ask(&at_work, &slot, Form::default(), taken))
}

/// Books, or asks again; 409 where somebody was first, with what was typed.
pub async fn post(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
    mut form: Form,
) -> Result<Response, PageError> {
    at_work.must(access::rules::Role::sees_health)?;
    let slot = slot(&portal, &at_work, id).await?;
    form.at_most("om", LONGEST_ABOUT, "clinic-about-too-long");
    let Some(asked) = subject::read(&portal, &mut form).await? else { return Ok(ask(&at_work, &slot, form, false)) };
    match book(&portal, &at_work, &slot, asked, form.value("om")).await {
        Ok(id) | Err(BookingError::Already(id)) => {
            Ok(Redirect::to(&at_work.path(&format!("timer/avtale/{id}"))).into_response())
        }
        Err(BookingError::Taken | BookingError::TooMany) => Ok(ask(&at_work, &slot, form, true)),
        Err(BookingError::Gate(GateError::Refused(access::rules::Refusal::TermsNotAccepted))) => {
            form.refuse("nummer", "clinic-nobody-found");
            Ok(ask(&at_work, &slot, form, false))
        }
        Err(BookingError::Gate(fault)) => Err(fault.into()),
        Err(fault @ BookingError::Invalid(_)) => Err(PageError::unavailable(fault)),
    }
}

async fn book(
    portal: &Portal,
    at_work: &AtWork,
    slot: &Slot,
    asked: subject::Asked,
    about: &str,
) -> Result<Uuid, BookingError> {
    let office = at_work.office();
    let source = portal.times().source(office).await?.ok_or(BookingError::Taken)?;
    let number = subject::number(portal, asked.person).await.map_err(|_| BookingError::Taken)?;
    let id = portal.random().uuid(portal.clock().now());
    let flags = Flags { hidden_from_parents: slot.hidden_from_parents, hidden_from_youth: false };
    let text = compose(&Draft {
        id,
        office,
        source: &source,
        patient: Patient(number),
        at: (slot.starts_at, slot.ends_at),
        title: slot.title.as_deref(),
        with: slot.with.as_deref(),
        about,
        flags,
        at_home: false,
    });
    let ready = Booking::new(portal.times().keyring(), &source, (office.id, slot.clone()), (id, text))?.by_staff();
    let kind = appointments(portal);
    let deed = Deed::on("book", id);
    let allowed = portal.gate().act_at_work(at_work.staff(), asked.person, &APPOINTMENTS, deed, asked.reason).await?;
    let booked = allowed.commit(move |tx| Box::pin(async move { booking::book(tx, &kind, &ready).await }));
    match booked.await {
        Ok(()) => Ok(id),
        Err(BookingError::Gate(GateError::Database(DbError::Conflict))) => Err(BookingError::Taken),
        Err(fault) => Err(fault),
    }
}

async fn slot(portal: &Portal, at_work: &AtWork, id: Uuid) -> Result<Slot, PageError> {
    let slot = portal.times().find(at_work.office(), id).await.map_err(PageError::unavailable)?;
    slot.ok_or(PageError::NotFound)
}

fn ask(at_work: &AtWork, slot: &Slot, form: Form, taken: bool) -> Response {
    let words = at_work.words();
    let back = at_work.path(&format!("timer?dag={}", day::oslo_day(slot.starts_at)));
    let faulty = form.has_faults();
    let page = render(&Serve {
        page: at_work.page("clinic-give-time").under(back.clone(), words.t("clinic-day")),
        form,
        when: day::when(words, slot),
        about: day::about(slot),
        action: at_work.path(&format!("timer/tid/{}", slot.id())),
        back,
        taken,
    });
    super::asked(page, taken, faulty)
}
