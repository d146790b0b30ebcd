//! What people are told when an appointment comes, changes or goes (N2).

use access::{Actor, GateError, PersonTx, rules::table};
use fhir::NoticeTags;
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use notify::{Class, Event};
use records::{Change, Record};
use uuid::Uuid;

use super::model::{Appointment, Status, When};

/// After a source has made or changed an appointment.
pub fn follow<'a>(tx: &'a mut PersonTx<'_>, change: &'a Change<'a>) -> BoxFuture<'a, Result<(), GateError>> {
    Box::pin(async move {
        let delivery = change.delivery;
        let after = Appointment::read(Record {
            id: delivery.id,
            resource_type: delivery.resource_type.clone(),
            version: 0,
            organisation: delivery.organisation.clone(),
            flags: delivery.flags,
            updated_at: tx.now(),
            body: delivery.text.clone(),
        });
        let before = change.before.cloned().and_then(Appointment::read);
        let Some(event) = news(before.as_ref(), after.as_ref(), delivery.id, tx.now()) else { return Ok(()) };
        match event.from_source(&delivery.organisation, &NoticeTags::read(&delivery.text)) {
            Some(event) => notify::raise(tx, &event).await,
            None => Ok(()),
        }
    })
}

/// After the citizen, or one who acts for them, has cancelled here: a confirmation.
pub async fn cancelled_here(tx: &mut PersonTx<'_>, appointment: &Appointment) -> Result<(), GateError> {
    let event = Event::new("cancelled_here", SERVICE, Class::Confirmation, appointment.id());
    let event = match tx.actor() {
        Actor::Citizen(person) => event.by(*person),
        Actor::Source { .. } | Actor::Staff(_) | Actor::Job(_) => event,
    };
    notify::raise(tx, &event).await
}

/// After the citizen, or one who acts for them, has booked a free time here, or moved to another: a confirmation.
pub async fn booked_here(tx: &mut PersonTx<'_>, appointment: Uuid, is_new: bool) -> Result<(), GateError> {
    let event = match is_new {
        true => Event::new("booked_here", SERVICE, Class::Confirmation, appointment),
        false => Event::new("moved_here", SERVICE, Class::Confirmation, appointment),
    };
    let by = if let Actor::Citizen(person) = tx.actor() { Some(*person) } else { None };
    let event = if let Some(person) = by { event.by(person) } else { event };
    notify::raise(tx, &event).await
}

const SERVICE: &str = table::APPOINTMENTS.service;

/// What there is to tell of the step from `before` to `after`; what was entered in error is no appointment. Nothing of
/// what is over, nor of an edit that changes neither whether, when nor where one meets.
fn news(before: Option<&Appointment>, after: Option<&Appointment>, id: Uuid, now: Timestamp) -> Option<Event> {
    let stood = before.filter(|it| stands(it));
    let stands_now = after.filter(|it| stands(it));
    if !stood.is_some_and(|it| is_ahead(it, now)) && !stands_now.is_some_and(|it| is_ahead(it, now)) {
        return None;
    }
    let event = match (stood, stands_now, after) {
        (None, Some(_), _) => Event::new("new", SERVICE, Class::AboutTreatment, id),
        (Some(old), Some(new), _) if same(old, new) => return None,
        (Some(_), Some(_), _) => Event::new("changed", SERVICE, Class::AboutTreatment, id),
        (Some(_), None, Some(after)) if after.status() == Status::Cancelled => {
            Event::new("cancelled", SERVICE, Class::AboutTreatment, id)
        }
        (Some(_), None, None) => Event::new("removed", SERVICE, Class::AboutTreatment, id),
        _ => return None,
    };
    Some(event)
}

/// One is expected to come.
fn stands(appointment: &Appointment) -> bool {
    matches!(appointment.status(), Status::Booked | Status::Planned | Status::Pending)
}

/// Not over yet. One without a time is.
fn is_ahead(appointment: &Appointment, now: Timestamp) -> bool {
    match appointment.when() {
        When::At(at) => appointment.view.end.unwrap_or(at).max(at) > now,
        When::Between(_, until) => until > now,
        When::On(day) => now.in_tz("Europe/Oslo").is_ok_and(|now| now.date() <= day),
        When::Unknown => true,
    }
}

/// The same to one who is to come: when, where, how one meets, and whether it is certain.
fn same(old: &Appointment, new: &Appointment) -> bool {
    (old.status(), old.when(), old.view.end) == (new.status(), new.when(), new.view.end)
        && old.view.places == new.view.places
        && old.place_name() == new.place_name()
        && old.view.meeting == new.view.meeting
}
