//! The times that an office of a health service has published: Slots, by the Schedule that names the office.

use db::{Db, DbError, Row, args};
use jiff::Timestamp;
use uuid::Uuid;

use crate::SharedResource;

/// A Slot with the Schedule that it is part of.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    pub slot: SharedResource,
    pub starts_at: Timestamp,
    /// FHIR's code: `free`, `busy` …
    pub status: String,
    /// The Schedule as it was received.
    pub schedule: String,
}

/// Both belong to the organisation that the office is of: nobody publishes times for another's office.
macro_rules! select {
    ($and:literal) => {
        concat!(
            "SELECT s.id, s.version, s.organisation, s.updated_at, s.body, s.starts_at, s.status, c.body
             FROM shared_resources c JOIN shared_resources s ON s.belongs_to = c.id
             WHERE c.resource_type = 'Schedule' AND c.belongs_to = $1 AND c.organisation = $2
               AND s.resource_type = 'Slot' AND s.organisation = $2 AND ",
            $and
        )
    };
}

/// Those that are free and begin in the span, the earliest first, at most `limit`.
pub async fn free_in(
    db: &Db,
    (office, organisation): (Uuid, &str),
    (from, until): (Timestamp, Timestamp),
    limit: i64,
) -> Result<Vec<Offered>, DbError> {
    let sql =
        select!("s.status = 'free' AND s.starts_at >= $3 AND s.starts_at < $4 ORDER BY s.starts_at, s.id LIMIT $5");
    db.fetch_all(sql, args![office, organisation, from, until, limit]).await?.iter().map(read).collect()
}

/// All that begin in the span, whatever has become of them.
pub async fn in_office(
    db: &Db,
    (office, organisation): (Uuid, &str),
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<Offered>, DbError> {
    let sql = select!("s.starts_at >= $3 AND s.starts_at < $4 ORDER BY s.starts_at, s.id");
    db.fetch_all(sql, args![office, organisation, from, until]).await?.iter().map(read).collect()
}

/// One by its id; `None` for one of another office.
pub async fn one_of_office(
    db: &Db,
    (office, organisation): (Uuid, &str),
    slot: Uuid,
) -> Result<Option<Offered>, DbError> {
    let sql = select!("s.id = $3");
    db.fetch_optional(sql, args![office, organisation, slot]).await?.map(|row| read(&row)).transpose()
}

/// Whether the office has a Schedule: whether it has ever published times.
pub async fn has_schedule(db: &Db, (office, organisation): (Uuid, &str)) -> Result<bool, DbError> {
    let sql = "SELECT id FROM shared_resources
               WHERE resource_type = 'Schedule' AND belongs_to = $1 AND organisation = $2 LIMIT 1";
    Ok(db.fetch_optional(sql, args![office, organisation]).await?.is_some())
}

fn read(row: &Row) -> Result<Offered, DbError> {
    let (version, organisation) = (row.int(1)?, row.text(2)?);
    Ok(Offered {
        slot: SharedResource { id: row.uuid(0)?, version, organisation, updated_at: row.time(3)?, body: row.text(4)? },
        starts_at: row.time(5)?,
        status: row.text(6)?,
        schedule: row.text(7)?,
    })
}
