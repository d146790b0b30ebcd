//! The booking itself: time and appointment in one transaction, and the old appointment's end where one is moved.

use access::{DbError, Deed, GateError, PersonTx, rules::Flags};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use booking::{Booking, BookingError, Draft, MOST_OPEN, Patient, Slot, compose};
use offices::Office;
use people::IdentifierStatus;
use records::Kind;
use uuid::Uuid;
use web::{Acting, Form, Page, PageError, Portal, render};

use super::{At, Errand, Halt, lost, reason};
use crate::appointments::{SERVICE, notices, rules, store};

/// Two that hold each other up: one of them is tried again.
const TRIES: usize = 4;

#[derive(Template)]
#[template(path = "appointments/pages/book/too_many.html")]
struct TooMany {
    page: Page,
    most: i64,
    list: String,
}

/// Books, once however often it is clicked.
pub async fn post(
    State(portal): State<Portal>,
    acting: Acting,
    Path(at): Path<At>,
    form: Form,
) -> Result<Response, PageError> {
    order(&portal, &acting, at, form).await.or_else(Halt::answer)
}

async fn order(portal: &Portal, acting: &Acting, at: At, mut form: Form) -> Result<Response, Halt> {
    reason::judge(&mut form);
    if form.has_faults() {
        return Err(PageError::BadInput.into());
    }
    let errand = match Errand::begin(portal, acting, form.value("flytter")).await {
        // The second click meets an appointment that its twin has moved already.
        Err(Halt::Elsewhere(page)) => return Ok(page),
        errand => errand?,
    };
    let office = errand.office(portal, acting, &at.office).await?;
    let slot = errand.slot(portal, &office, form.value("tid")).await?;
    match try_to_book(portal, acting, &errand, (&office, &slot), form.value("grunn")).await {
        Ok(id) | Err(BookingError::Already(id)) => Ok(to_booked(acting, id)),
        Err(BookingError::Taken) => lost::page(portal, acting, &errand, &office, (&slot, form)).await,
        Err(BookingError::TooMany) => Ok(too_many(acting, &errand)),
        Err(BookingError::Gate(fault)) => Err(fault.into()),
        Err(fault @ BookingError::Invalid(_)) => Err(PageError::unavailable(fault).into()),
    }
}

async fn try_to_book(
    portal: &Portal,
    acting: &Acting,
    errand: &Errand,
    (office, slot): (&Office, &Slot),
    about: &str,
) -> Result<Uuid, BookingError> {
    let moving = errand.moving.as_ref().map(|it| Moved {
        from: it.id(),
        why: acting.words().t("appointments-moved").to_owned(),
        for_another: !acting.is_for_oneself(),
    });
    for last in (1..TRIES).map(|_| false).chain([true]) {
        let booking = ready(portal, acting, errand, (office, slot), about).await?;
        let (id, moving) = (booking.id(), moving.clone());
        let act = portal.gate().act_as(acting.standing(), &SERVICE.policy, Deed::on("book", id)).await?;
        let booked = act.commit(move |tx| Box::pin(async move { write(tx, &booking, moving).await })).await;
        match booked {
            Err(BookingError::Gate(GateError::Database(DbError::Conflict | DbError::Exists))) if !last => {}
            Err(fault) => return Err(fault),
            Ok(()) => return Ok(id),
        }
    }
    Err(BookingError::Taken)
}

/// The appointment as it will be: with what the portal knows now of the person and the office.
async fn ready(
    portal: &Portal,
    acting: &Acting,
    errand: &Errand,
    (office, slot): (&Office, &Slot),
    about: &str,
) -> Result<Booking, BookingError> {
    let source = portal.times().source(office).await?.ok_or(BookingError::Taken)?;
    let numbers = portal.gate().register().identifiers(acting.subject()).await.map_err(GateError::from)?;
    let number = numbers.iter().find(|it| it.status == IdentifierStatus::InUse).or(numbers.first());
    let patient = Patient(number.ok_or(BookingError::Taken)?.number);
    let id = portal.random().uuid(errand.allowed.now());
    let hidden_from_parents = slot.hidden_from_parents || reason::is_hidden(errand, office, slot);
    let flags = Flags { hidden_from_parents, hidden_from_youth: false };
    let text = compose(&Draft {
        id,
        office,
        source: &source,
        patient,
        at: (slot.starts_at, slot.ends_at),
        title: slot.title.as_deref(),
        with: slot.with.as_deref(),
        about,
        flags,
        at_home: false,
    });
    let booking = Booking::new(portal.times().keyring(), &source, (office.id, slot.clone()), (id, text))?;
    Ok(if errand.moving.is_some() { booking.instead_of_another() } else { booking })
}

/// The appointment that gives way to the new one.
#[derive(Clone)]
struct Moved {
    from: Uuid,
    why: String,
    for_another: bool,
}

async fn write(tx: &mut PersonTx<'_>, booking: &Booking, moved: Option<Moved>) -> Result<(), BookingError> {
    // The new one first: a second click learns here that its twin has booked.
    booking::book(tx, &Kind::quiet(&SERVICE.policy), booking).await?;
    if let Some(moved) = &moved {
        give_up(tx, moved).await?;
    }
    Ok(notices::booked_here(tx, booking.id(), moved.is_none()).await?)
}

async fn give_up(tx: &mut PersonTx<'_>, moved: &Moved) -> Result<(), BookingError> {
    let old = store::find_in(tx, moved.from).await?.ok_or(BookingError::Taken)?;
    rules::may_cancel(&old, tx.now()).map_err(|_| BookingError::Taken)?;
    let body = visits::cancelled(&old, &moved.why, moved.for_another).ok_or(BookingError::Taken)?;
    store::change(tx, &old, &body).await?;
    booking::release(tx, moved.from).await?;
    Ok(())
}

fn to_booked(acting: &Acting, id: Uuid) -> Response {
    Redirect::to(&acting.path(&format!("timer/{id}?bestilt=ja"))).into_response()
}

fn too_many(acting: &Acting, errand: &Errand) -> Response {
    let page = errand.page(acting, acting.words().t("appointments-book-too-many-title"));
    let mut page = render(&TooMany { page, most: MOST_OPEN, list: acting.path("timer") });
    *page.status_mut() = StatusCode::CONFLICT;
    page
}
