//! All SQL of bookings: which offered time an appointment was booked in.

use access::{Allowed, GateError, PersonTx, PersonalSql, See, args};
use db::DbError;
use uuid::Uuid;

/// Where an appointment was booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booked {
    pub slot: Uuid,
    pub office: Uuid,
}

static FIND: PersonalSql =
    PersonalSql::new("SELECT slot, office FROM bookings WHERE person = :person AND appointment = :1");

/// The offered time that an appointment of the subject was booked in; `None` for one that came otherwise.
pub async fn booked(allowed: &Allowed<See>, appointment: Uuid) -> Result<Option<Booked>, GateError> {
    read(allowed.fetch_optional(&FIND, args![appointment]).await?)
}

pub(crate) async fn find_in(tx: &mut PersonTx<'_>, appointment: Uuid) -> Result<Option<Booked>, GateError> {
    read(tx.fetch_optional(&FIND, args![appointment]).await?)
}

fn read(row: Option<db::Row>) -> Result<Option<Booked>, GateError> {
    Ok(row.map(|row| Ok::<_, DbError>(Booked { slot: row.uuid(0)?, office: row.uuid(1)? })).transpose()?)
}

pub(crate) async fn insert(
    tx: &mut PersonTx<'_>,
    appointment: Uuid,
    booked: Booked,
    by_staff: bool,
) -> Result<(), GateError> {
    static INSERT: PersonalSql = PersonalSql::new(
        "INSERT INTO bookings (person, appointment, slot, office, by_staff, booked_at)
         VALUES (:person, :1, :2, :3, :4, :5)",
    );
    let row = args![appointment, booked.slot, booked.office, by_staff, tx.now()];
    tx.execute(&INSERT, row).await.map(drop)
}

pub(crate) async fn delete(tx: &mut PersonTx<'_>, appointment: Uuid) -> Result<(), GateError> {
    static DELETE: PersonalSql = PersonalSql::new("DELETE FROM bookings WHERE person = :person AND appointment = :1");
    tx.execute(&DELETE, args![appointment]).await.map(drop)
}

/// Holds the person's bookings until the transaction ends, so that two clicks are counted one after the other.
pub(crate) async fn hold(tx: &mut PersonTx<'_>) -> Result<(), GateError> {
    static HOLD: PersonalSql = PersonalSql::new("UPDATE bookings SET booked_at = booked_at WHERE person = :person");
    tx.execute(&HOLD, args![]).await.map(drop)
}

/// How many appointments ahead were booked by citizens, of those that the reader sees: a hidden one is not betrayed by
/// a count.
pub(crate) async fn ahead(tx: &mut PersonTx<'_>) -> Result<i64, GateError> {
    static COUNT: PersonalSql = PersonalSql::new(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM bookings b
         JOIN records r ON r.person = b.person AND r.resource_type = 'Appointment' AND r.id = b.appointment
         WHERE b.person = :person AND :visible(r) AND NOT b.by_staff AND r.status = 'booked' AND r.starts_at > :1",
    );
    let row = tx.fetch_optional(&COUNT, args![tx.now()]).await?;
    Ok(row.map_or(Ok(0), |row| row.int(0))?)
}

/// The appointment that stands in a slot, where it is the subject's and the reader sees it.
pub(crate) async fn standing_in(tx: &mut PersonTx<'_>, slot: Uuid) -> Result<Option<Uuid>, GateError> {
    static FIND: PersonalSql = PersonalSql::new(
        "SELECT b.appointment FROM bookings b
         JOIN records r ON r.person = b.person AND r.resource_type = 'Appointment' AND r.id = b.appointment
         WHERE b.person = :person AND :visible(r) AND b.slot = :1 AND r.status = 'booked'",
    );
    Ok(tx.fetch_optional(&FIND, args![slot]).await?.map(|row| row.uuid(0)).transpose()?)
}

/// Every appointment of the subject that was booked in an offered time.
pub(crate) async fn appointments(tx: &mut PersonTx<'_>) -> Result<Vec<Uuid>, GateError> {
    static LIST: PersonalSql = PersonalSql::new("SELECT appointment FROM bookings WHERE person = :person");
    let rows = tx.fetch_all(&LIST, args![]).await?;
    Ok(rows.iter().map(|row| row.uuid(0)).collect::<Result<_, DbError>>()?)
}
