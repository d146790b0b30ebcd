//! Appointments whose planned time is over: for jobs that ask what has become of them.

use access::rules::ItemSource;
use db::{Db, DbError, PersonId, args};
use jiff::Timestamp;
use uuid::Uuid;

/// An appointment that still stands as it was planned, and when its planned time was over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    pub person: PersonId,
    pub id: Uuid,
    pub at: Timestamp,
}

/// Appointments at a kind of health service that are still booked or planned and whose time was over after `after` and
/// at `until` at the latest; the earliest first. For the gate to be asked about, never an answer in itself.
pub async fn appointments_ended(
    db: &Db,
    source: ItemSource,
    after: Timestamp,
    until: Timestamp,
) -> Result<Vec<Ended>, DbError> {
    let sql = "SELECT person, id, COALESCE(ends_at, starts_at) FROM records
               WHERE resource_type = 'Appointment' AND COALESCE(ends_at, starts_at) > $1
               AND COALESCE(ends_at, starts_at) <= $2 AND status IN ('booked', 'proposed') AND item_source = $3
               ORDER BY COALESCE(ends_at, starts_at), id";
    let rows = db.fetch_all(sql, args![after, until, source.bit()]).await?;
    rows.iter().map(|row| Ok(Ended { person: row.person(0)?, id: row.uuid(1)?, at: row.time(2)? })).collect()
}
