//! What an office does with its visits at the desk: plans, changes and calls them off, registers what became of them (H3).

use access::{DbError, GateError, PersonTx, PersonalSql, args};
use fhir::json::{Node, quote};
use fhir::{NewHomeVisit, Resource};
use jiff::Timestamp;
use records::{Delivery, Expected, Kind, ReceiveError, Record, Source};
use thiserror::Error;
use uuid::Uuid;

use crate::{Appointment, HOME_CARE, follow};

const TYPE: &str = "Appointment";
/// Municipal reason for a cancellation: *avlyst av tjenesten*.
const BY_SERVICE: (&str, &str) = ("urn:oid:2.16.578.1.12.4.1.1.7621", "AAT");

/// Why a visit was not changed or registered.
#[derive(Debug, Error)]
pub enum AtWorkError {
    /// Not the organisation's, or no home visit.
    #[error("there is no such visit")]
    NotFound,
    /// Cancelled, registered, too early or too late: also by this click's twin.
    #[error("the visit does not stand as it did")]
    NotNow,
    /// Somebody has changed it since it was read.
    #[error("the visit has changed")]
    Changed,
    #[error(transparent)]
    Gate(#[from] GateError),
}

/// How a visit came not to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotMade {
    /// Those who came met nobody.
    NobodyHome,
    /// Nobody came.
    NobodyCame,
}

impl From<DbError> for AtWorkError {
    fn from(fault: DbError) -> Self {
        Self::Gate(fault.into())
    }
}

impl From<ReceiveError> for AtWorkError {
    fn from(error: ReceiveError) -> Self {
        match error {
            ReceiveError::Gate(fault) => Self::Gate(fault),
            ReceiveError::Missing => Self::NotFound,
            ReceiveError::Exists | ReceiveError::Unfit(_) => Self::NotNow,
            ReceiveError::Changed => Self::Changed,
        }
    }
}

/// Plans a visit, under an id that nothing has yet.
pub async fn plan(tx: &mut PersonTx<'_>, kind: &Kind, visit: &Delivery) -> Result<(), AtWorkError> {
    if records::find_in(tx, TYPE, visit.id).await?.is_some() {
        return Err(AtWorkError::NotNow);
    }
    records::receive_expecting(tx, kind, visit, Expected::Nothing).await?;
    Ok(())
}

/// Changes a visit that has not begun, where `version` is what one has seen.
pub async fn replan(tx: &mut PersonTx<'_>, kind: &Kind, visit: &Delivery, version: i64) -> Result<(), AtWorkError> {
    let stood = standing(tx, visit.id).await?;
    if stood.begins().is_none_or(|begins| begins <= tx.now()) {
        return Err(AtWorkError::NotNow);
    }
    // This click's twin has changed it as this one would.
    if stood.record.body == visit.text {
        return Err(AtWorkError::NotNow);
    }
    records::receive_expecting(tx, kind, visit, Expected::Version(version)).await?;
    Ok(())
}

/// Calls off a visit that is not over, with a reason that the person reads.
pub async fn call_off(
    tx: &mut PersonTx<'_>,
    kind: &Kind,
    source: &Source,
    id: Uuid,
    reason: &str,
) -> Result<(), AtWorkError> {
    let visit = standing(tx, id).await?;
    if visit.ends().is_some_and(|ends| ends <= tx.now()) {
        return Err(AtWorkError::NotNow);
    }
    end(tx, kind, source, &visit.record, ("cancelled", reason)).await
}

/// Registers that a visit which has begun by its plan was not made.
pub async fn register_not_made(
    tx: &mut PersonTx<'_>,
    kind: &Kind,
    source: &Source,
    (id, how): (Uuid, NotMade),
    reason: &str,
) -> Result<(), AtWorkError> {
    let visit = standing(tx, id).await?;
    if visit.begins().is_some_and(|begins| begins > tx.now()) {
        return Err(AtWorkError::NotNow);
    }
    let status = match how {
        NotMade::NobodyHome => "noshow",
        NotMade::NobodyCame => "cancelled",
    };
    end(tx, kind, source, &visit.record, (status, reason)).await
}

/// Registers a visit as made, once however many do it at once; who may know of it is told as of any source's (R7).
pub async fn register(tx: &mut PersonTx<'_>, planned: Uuid, made: &Delivery) -> Result<(), AtWorkError> {
    standing(tx, planned).await?;
    let kind = Kind { consequence: follow, ..Kind::quiet(&HOME_CARE) };
    records::receive_expecting(tx, &kind, made, Expected::Nothing).await?;
    Ok(())
}

/// The Encounter's text, under the id it is to have here.
pub fn written(id: Uuid, made: &NewHomeVisit<'_>) -> Option<String> {
    let text = made.to_json();
    let node = Node::parse(&text).ok()?;
    Some(Resource::new(&text, &node).rewritten(&id.to_string(), |_| None))
}

/// From when a visit can have been made: its planned day, in Norway, and for one soon after midnight two hours before it.
pub fn earliest_made(visit: &Appointment) -> Option<Timestamp> {
    const EARLY: jiff::SignedDuration = jiff::SignedDuration::from_hours(2);
    let begins = visit.begins().or_else(|| visit.ends())?;
    Some(db::start_of_day(db::oslo(begins).date()).min(begins - EARLY))
}

/// The organisation's own visit, held until the transaction ends: neither cancelled nor registered. Of two at once the
/// second waits here, and learns what the first has done.
async fn standing(tx: &mut PersonTx<'_>, id: Uuid) -> Result<Appointment, AtWorkError> {
    static HOLD: PersonalSql = PersonalSql::new(
        "UPDATE records SET version = version
         WHERE person = :person AND :visible AND resource_type = 'Appointment' AND id = :1",
    );
    static REGISTERED: PersonalSql =
        PersonalSql::new("SELECT encounter FROM home_visits WHERE person = :person AND visit = :1 LIMIT 1");
    tx.execute(&HOLD, args![id]).await?;
    let record = records::find_in(tx, TYPE, id).await?;
    let visit = record.and_then(Appointment::read).filter(Appointment::is_home_visit).ok_or(AtWorkError::NotFound)?;
    let registered = tx.fetch_optional(&REGISTERED, args![id]).await?.is_some();
    if visit.stands() && !registered { Ok(visit) } else { Err(AtWorkError::NotNow) }
}

/// The next version with another status and why; every other byte as it was.
async fn end(
    tx: &mut PersonTx<'_>,
    kind: &Kind,
    source: &Source,
    record: &Record,
    (status, reason): (&str, &str),
) -> Result<(), AtWorkError> {
    let unreadable = |_| AtWorkError::NotFound;
    let node = Node::parse(&record.body).map_err(unreadable)?;
    let (system, code) = (quote(BY_SERVICE.0), quote(BY_SERVICE.1));
    let text = if reason.is_empty() { String::new() } else { format!(r#","text":{}"#, quote(reason)) };
    let why = format!(r#"{{"coding":[{{"system":{system},"code":{code}}}]{text}}}"#);
    let changed = [("status", &*quote(status)), ("cancelationReason", &*why)];
    let text = Resource::new(&record.body, &node).with(&changed);
    let node = Node::parse(&text).map_err(unreadable)?;
    let next = Delivery::new(source, record.id, &Resource::new(&text, &node), text.clone());
    records::receive_expecting(tx, kind, &next, Expected::Version(record.version)).await?;
    Ok(())
}
