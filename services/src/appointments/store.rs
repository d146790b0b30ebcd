//! Where appointments are read and written: the record store, and the portal's own table of wishes for another time.

use access::{Allowed, GateError, PersonTx, PersonalSql, See, args};
use fhir::CareTeamView;
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use records::Record;
use uuid::Uuid;

use super::model::Appointment;

const TYPE: &str = "Appointment";
/// Label that wishes are sealed under.
const WISH: &str = "appointment_requests.wish";
/// More than anyone has ahead of them; the page shows them all.
const MOST_UPCOMING: i64 = 200;

/// A wish for another time.
pub struct Request {
    pub asked_at: Timestamp,
    pub wish: String,
}

/// Those ahead and under way, the earliest first.
pub async fn upcoming(allowed: &Allowed<See>) -> Result<Vec<Appointment>, GateError> {
    Ok(shown(records::upcoming(allowed, TYPE, allowed.now(), MOST_UPCOMING).await?))
}

/// Those that are over, the latest first: at most `size` after the first `skip`.
pub async fn past(allowed: &Allowed<See>, size: i64, skip: i64) -> Result<Vec<Appointment>, GateError> {
    Ok(shown(records::past(allowed, TYPE, allowed.now(), size, skip).await?))
}

/// One, or `None`: hidden, another's and never there look the same.
pub async fn find(allowed: &Allowed<See>, id: Uuid) -> Result<Option<Appointment>, GateError> {
    Ok(records::find(allowed, TYPE, id).await?.and_then(Appointment::read))
}

/// All of them, whatever their time.
pub async fn list(allowed: &Allowed<See>) -> Result<Vec<Record>, GateError> {
    records::list(allowed, TYPE).await
}

/// The care teams that say they have the person now (C10).
pub async fn teams(allowed: &Allowed<See>) -> Result<Vec<Record>, GateError> {
    let now = allowed.now();
    let in_force = |record: &Record| CareTeamView::read(&record.body).is_some_and(|team| team.is_in_force(now));
    Ok(records::list(allowed, "CareTeam").await?.into_iter().filter(in_force).collect())
}

/// One inside the transaction of a change.
pub async fn find_in(tx: &mut PersonTx<'_>, id: Uuid) -> Result<Option<Appointment>, GateError> {
    Ok(records::find_in(tx, TYPE, id).await?.and_then(Appointment::read))
}

/// Stores the appointment's next text.
pub async fn change(tx: &mut PersonTx<'_>, appointment: &Appointment, body: &str) -> Result<(), GateError> {
    records::change(tx, &appointment.record, body).await
}

/// The wish for another time that was sent for an appointment.
pub async fn request(allowed: &Allowed<See>, appointment: &Appointment) -> Result<Option<Request>, GateError> {
    static FIND: PersonalSql =
        PersonalSql::new("SELECT asked_at, wish FROM appointment_requests WHERE person = :person AND appointment = :1");
    let Some(row) = allowed.fetch_optional(&FIND, args![appointment.id()]).await? else { return Ok(None) };
    let wish = allowed.open(WISH, &row.bytes(1)?)?;
    Ok(Some(Request { asked_at: row.time(0)?, wish: String::from_utf8_lossy(&wish).into_owned() }))
}

/// Keeps a wish; a later one replaces it.
pub async fn ask(tx: &mut PersonTx<'_>, appointment: &Appointment, wish: &str) -> Result<(), GateError> {
    static ASK: PersonalSql = PersonalSql::new(
        "INSERT INTO appointment_requests (person, appointment, asked_at, wish) VALUES (:person, :1, :2, :3)
         ON CONFLICT (person, appointment) DO UPDATE SET asked_at = excluded.asked_at, wish = excluded.wish",
    );
    let row = args![appointment.id(), tx.now(), tx.seal(WISH, wish.as_bytes())];
    tx.execute(&ASK, row).await.map(drop)
}

/// Removes all that the service stores of the person (L4).
pub fn erase<'a>(tx: &'a mut PersonTx<'_>) -> BoxFuture<'a, Result<(), GateError>> {
    static ERASE: PersonalSql = PersonalSql::new("DELETE FROM appointment_requests WHERE person = :person");
    Box::pin(async move {
        tx.execute(&ERASE, args![]).await?;
        booking::erase(tx).await?;
        records::erase(tx).await
    })
}

fn shown(records: Vec<Record>) -> Vec<Appointment> {
    records.into_iter().filter_map(Appointment::read).collect()
}
