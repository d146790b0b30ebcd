//! Until when an appointment may be cancelled, and what a cancellation does to the resource (C2, C14).

use access::{Actor, DbError, GateError, PersonTx, rules::table};
use fhir::json::{Node, quote};
use fhir::{Flag, Resource};
use jiff::{SignedDuration, Timestamp};
use notify::{Class, Event};
use thiserror::Error;
use uuid::Uuid;

use crate::{Appointment, Status, settings_in};

/// Where the source names no deadline: those who wait for a cancelled hour need a day to come.
const NOTICE: SignedDuration = SignedDuration::from_hours(24);
/// Those who drive from home to home plan the day before, and not at weekends (C14): as many working days.
const WORKING_DAYS_NOTICE: u8 = 1;
/// Municipal reasons for a cancellation: *avlyst av innbygger*, *avlyst på vegne av innbygger*.
const MUNICIPAL_REASON: &str = "urn:oid:2.16.578.1.12.4.1.1.7621";
/// HL7's, for other services: the patient cancelled.
const HL7: &str = "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason";

/// Why it cannot be cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// It is over, cancelled or has no time to count from.
    Over,
    /// The source does not let it be done here.
    NotHere,
    /// The deadline has passed.
    TooLate,
}

/// Why a visit was not cancelled.
#[derive(Debug, Error)]
pub enum CancelError {
    /// Not there for this reader, or no home visit.
    #[error("there is no such visit")]
    NotFound,
    /// The rules say no, now: too late, over, or done before by this click's twin.
    #[error("the visit cannot be cancelled: {0:?}")]
    NotNow(NotNow),
    #[error(transparent)]
    Gate(#[from] GateError),
}

impl From<DbError> for CancelError {
    fn from(fault: DbError) -> Self {
        Self::Gate(fault.into())
    }
}

/// The last moment for cancelling: the source's own; else one working day before a home visit, the same hour, and a day
/// before all else. Never after it has begun.
pub fn deadline(appointment: &Appointment) -> Option<Timestamp> {
    let begins = appointment.begins()?;
    let usual = || match appointment.is_home_visit() {
        true => offices::notice_before(begins, WORKING_DAYS_NOTICE),
        false => begins - NOTICE,
    };
    Some(appointment.view.cancel_until.unwrap_or_else(usual).min(begins))
}

/// Whether it may be cancelled at `now`: up to and including the deadline.
pub fn may_cancel(appointment: &Appointment, now: Timestamp) -> Result<(), NotNow> {
    if !matches!(appointment.status(), Status::Booked | Status::Planned) {
        return Err(NotNow::Over);
    }
    let view = &appointment.view;
    if !view.allows(Flag::Cancel) && !view.allows(Flag::CancelWithComment) {
        return Err(NotNow::NotHere);
    }
    if appointment.begins().is_none_or(|begins| begins <= now) {
        return Err(NotNow::Over);
    }
    if deadline(appointment).is_none_or(|last| now > last) { Err(NotNow::TooLate) } else { Ok(()) }
}

/// The resource with status `cancelled` and the reason, every other byte as the source sent it; `None` when the stored
/// text cannot be read.
pub fn cancelled(appointment: &Appointment, reason: &str, for_another: bool) -> Option<String> {
    let body = &appointment.record.body;
    let node = Node::parse(body).ok()?;
    let (system, code) = match (appointment.is_municipal(), for_another) {
        (true, false) => (MUNICIPAL_REASON, "AAI"),
        (true, true) => (MUNICIPAL_REASON, "APVAI"),
        (false, _) => (HL7, "pat"),
    };
    let reason =
        format!(r#"{{"coding":[{{"system":{},"code":{}}}],"text":{}}}"#, quote(system), quote(code), quote(reason));
    Some(Resource::new(body, &node).with(&[("status", r#""cancelled""#), ("cancelationReason", reason.as_str())]))
}

/// Cancels a planned home visit for the citizen who asks, with a receipt to those who want one (C14, N2).
pub async fn cancel_home_visit(tx: &mut PersonTx<'_>, id: Uuid, reason: &str) -> Result<(), CancelError> {
    let record = records::find_in(tx, "Appointment", id).await?;
    let visit = record.and_then(Appointment::read).filter(Appointment::is_home_visit).ok_or(CancelError::NotFound)?;
    may_cancel(&visit, tx.now()).map_err(CancelError::NotNow)?;
    let by = match tx.actor() {
        Actor::Citizen(person) => Some(*person),
        _ => None,
    };
    let for_another = by != Some(tx.subject());
    let body = cancelled(&visit, reason, for_another).ok_or(CancelError::NotFound)?;
    records::change(tx, &visit.record, &body).await?;
    let event = Event::new("cancelled_here", table::HOME_CARE.service, Class::Confirmation, id);
    let event = if settings_in(tx).await?.named { event.named() } else { event };
    let event = by.map_or(event.clone(), |person| event.by(person));
    Ok(notify::raise(tx, &event).await?)
}
