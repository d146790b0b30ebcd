//! One appointment of the office: who comes and why; cancel it with a reason, or move it.

use access::{DbError, Deed, GateError, PersonTx, Reason};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use booking::{BookingError, Slot};
use fhir::{
    Resource,
    json::{Node, quote},
};
use jiff::Timestamp;
use offices::OfficeKind;
use records::{Delivery, Expected, Kind, Record, Source};
use uuid::Uuid;
use web::{AtWork, Choice, Form, ItemId, Page, PageError, Portal, render};

use super::{APPOINTMENTS, appointments, day};

const TYPE: &str = "Appointment";
const LONGEST_REASON: usize = 500;
/// Times to move it to that are offered.
const OFFERED: i64 = 12;
/// Municipal reasons for a cancellation: *avlyst av tjenesten*; and HL7's, for other services: by the provider.
const MUNICIPAL: (&str, &str) = ("urn:oid:2.16.578.1.12.4.1.1.7621", "AAT");
const HL7: (&str, &str) = ("http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason", "prov");

#[derive(Template)]
#[template(path = "clinic/appointment.html")]
struct Show {
    page: Page,
    form: Form,
    born: String,
    when: String,
    about: Option<String>,
    /// Key of what has become of it, where it does not stand.
    status: Option<&'static str>,
    hidden: bool,
    /// Times it may be moved to; none where it cannot be moved.
    others: Vec<Choice>,
    may_change: bool,
    taken: bool,
    path: String,
}

/// Shows it.
pub async fn get(State(portal): State<Portal>, at_work: AtWork, ItemId(id): ItemId) -> Result<Response, PageError> {
    show(&portal, &at_work, id, Form::default(), false).await
}

async fn show(portal: &Portal, at_work: &AtWork, id: Uuid, form: Form, taken: bool) -> Result<Response, PageError> {
    let person = portal.times().booked_by(at_work.office(), id).await.map_err(PageError::unavailable)?;
    let person = person.ok_or(PageError::NotFound)?;
    let allowed = at_work.see(portal, person, &APPOINTMENTS, Deed::on("show", id), Reason::Appointment).await?;
    let found = records::of_source(&allowed, at_work.staff().organisation(), TYPE, &[id]).await?;
    let record = found.into_iter().next().ok_or(PageError::NotFound)?;
    let view = record.appointment().ok_or(PageError::NotFound)?;
    let seen = allowed.seen().ok_or(PageError::NotFound)?;
    let (words, now) = (at_work.words(), allowed.now());
    let may_change = view.status == "booked" && view.start.is_some_and(|start| start > now);
    let others = if may_change { others(portal, at_work, now).await? } else { Vec::new() };
    let faulty = form.has_faults();
    let page = render(&Show {
        page: at_work.page_titled(seen.name.full()).under(at_work.path("timer"), words.t("clinic-day")),
        form,
        born: words.short_day(seen.born),
        when: view.start.map_or_else(String::new, |start| day::capital(&words.moment(start))),
        about: view.description.clone(),
        status: (view.status == "cancelled").then_some("clinic-cancelled"),
        hidden: record.flags.hidden_from_parents,
        others,
        may_change,
        taken,
        path: at_work.path(&format!("timer/avtale/{id}")),
    });
    Ok(super::asked(page, taken, faulty))
}

async fn others(portal: &Portal, at_work: &AtWork, now: Timestamp) -> Result<Vec<Choice>, PageError> {
    let free = portal.times().free(at_work.office(), now, OFFERED).await.map_err(PageError::unavailable)?;
    let choice = |slot: Slot| Choice {
        value: slot.id().to_string(),
        text: day::when(at_work.words(), &slot),
        description: day::about(&slot),
    };
    Ok(free.into_iter().map(choice).collect())
}

/// Cancels it with a reason that the person reads, and frees its time; again changes nothing.
pub async fn cancel(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
    mut form: Form,
) -> Result<Response, PageError> {
    form.require("grunn", "clinic-cancel-reason-empty");
    form.at_most("grunn", LONGEST_REASON, "clinic-reason-too-long");
    if form.has_faults() {
        return show(&portal, &at_work, id, form, false).await;
    }
    let (source, office) = (source(&portal, &at_work).await?, at_work.office().kind);
    let change = Change::Cancel { reason: form.value("grunn").to_owned(), office };
    changed(&portal, &at_work, id, "cancel", (source, change)).await?;
    Ok(Redirect::to(&at_work.path("timer")).into_response())
}

/// Moves it to another free time of the office; 409 where somebody was first.
pub async fn to_move(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
    form: Form,
) -> Result<Response, PageError> {
    let slot = Uuid::parse_str(form.value("tid")).map_err(|_| PageError::BadInput)?;
    let slot = portal.times().find(at_work.office(), slot).await.map_err(PageError::unavailable)?;
    let change = Change::Move { slot: Box::new(slot.ok_or(PageError::NotFound)?), office: at_work.office().id };
    let source = source(&portal, &at_work).await?;
    if changed(&portal, &at_work, id, "change", (source, change)).await? {
        return Ok(Redirect::to(&at_work.path(&format!("timer/avtale/{}", id))).into_response());
    }
    show(&portal, &at_work, id, form, true).await
}

async fn source(portal: &Portal, at_work: &AtWork) -> Result<Source, PageError> {
    let source = portal.times().source(at_work.office()).await.map_err(PageError::unavailable)?;
    source.ok_or(PageError::NotFound)
}

/// What is done with an appointment.
#[derive(Clone)]
enum Change {
    Cancel { reason: String, office: OfficeKind },
    Move { slot: Box<Slot>, office: Uuid },
}

/// Makes the appointment's next version with all that follows from it. `false` where the time was taken.
async fn changed(
    portal: &Portal,
    at_work: &AtWork,
    id: Uuid,
    verb: &'static str,
    (source, change): (Source, Change),
) -> Result<bool, PageError> {
    let person = portal.times().booked_by(at_work.office(), id).await.map_err(PageError::unavailable)?;
    // Its twin has cancelled it already.
    let Some(person) = person else { return Ok(true) };
    let kind = appointments(portal);
    let deed = Deed::on(verb, id);
    let allowed = at_work.act(portal, person, &APPOINTMENTS, deed, Reason::Appointment).await?;
    let done = allowed.commit(move |tx| Box::pin(async move { write(tx, &kind, &source, id, &change).await }));
    match done.await {
        Ok(()) => Ok(true),
        Err(BookingError::Taken | BookingError::Already(_) | BookingError::TooMany) => Ok(false),
        Err(BookingError::Gate(GateError::Database(DbError::Conflict))) => Ok(false),
        Err(BookingError::Gate(fault)) => Err(fault.into()),
        Err(fault @ BookingError::Invalid(_)) => Err(PageError::unavailable(fault)),
    }
}

async fn write(
    tx: &mut PersonTx<'_>,
    kind: &Kind,
    source: &Source,
    id: Uuid,
    change: &Change,
) -> Result<(), BookingError> {
    let record = records::find_in(tx, TYPE, id).await?.filter(|it| it.organisation == source.organisation);
    let record = record.ok_or(BookingError::Taken)?;
    let delivery = next(source, &record, change).ok_or(BookingError::Taken)?;
    match change {
        Change::Move { slot, office } => booking::rebook(tx, kind, (*office, slot), (&delivery, record.version)).await,
        Change::Cancel { .. } => {
            records::receive_expecting(tx, kind, &delivery, Expected::Version(record.version)).await?;
            booking::release(tx, id).await?;
            Ok(())
        }
    }
}

/// The next version; `None` for one that does not stand any more.
fn next(source: &Source, record: &Record, change: &Change) -> Option<Delivery> {
    let node = Node::parse(&record.body).ok()?;
    let resource = Resource::new(&record.body, &node);
    if node.text_of("status") != Some("booked") {
        return None;
    }
    let text = match change {
        Change::Cancel { reason, office } => {
            let (system, code) = if office.service().is_some() { MUNICIPAL } else { HL7 };
            let (system, code, reason) = (quote(system), quote(code), quote(reason));
            let why = format!(r#"{{"coding":[{{"system":{system},"code":{code}}}],"text":{reason}}}"#);
            resource.with(&[("status", r#""cancelled""#), ("cancelationReason", &why)])
        }
        Change::Move { slot, .. } => {
            let (start, end) = (quote(&slot.starts_at.to_string()), quote(&slot.ends_at.to_string()));
            resource.with(&[("start", &start), ("end", &end)])
        }
    };
    let node = Node::parse(&text).ok()?;
    Some(Delivery::new(source, record.id, &Resource::new(&text, &node), text.clone()))
}
