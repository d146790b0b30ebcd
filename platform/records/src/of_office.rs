//! Where what belongs to an office is: people and ids for the gate to be asked about, never what is in it.
//!
//! All narrowing is here, in the statement: an organisation has many services, and each sees its own.

use db::{Db, DbError, PersonId, Row, args};
use jiff::Timestamp;
use uuid::Uuid;

/// One service of an organisation: its number, and the code of the municipality's service (Volven 7619), where it is one.
pub type Unit<'a> = (&'a str, Option<&'a str>);

/// An appointment at an office, without what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtOffice {
    pub person: PersonId,
    pub id: Uuid,
    pub starts_at: Timestamp,
    /// As it begins, where no end is known.
    pub ends_at: Timestamp,
    /// FHIR's code.
    pub status: String,
}

/// What offices have of their own in the store. Read afresh each time; cheap to clone.
#[derive(Clone)]
pub struct OfficeRecords(Db);

impl OfficeRecords {
    /// Those in this database.
    pub fn new(db: Db) -> Self {
        Self(db)
    }

    /// The person of a resource that belongs to the service; `None` for another's, and for what never was.
    pub async fn whose(&self, unit: Unit<'_>, resource_type: &str, id: Uuid) -> Result<Option<PersonId>, DbError> {
        let sql = "SELECT r.person FROM resource_routes i JOIN records r ON r.person = i.person
                   AND r.resource_type = i.resource_type AND r.id = i.id
                   WHERE i.id = $1 AND r.resource_type = $2 AND r.organisation || '' = $3
                   AND COALESCE(r.service, '') = $4";
        let row = self.0.fetch_optional(sql, args![id, resource_type, unit.0, unit.1.unwrap_or_default()]).await?;
        row.map(|row| row.person(0)).transpose()
    }

    /// Appointments of the service that begin in the span, the earliest first: at most `limit` after the first `skip`.
    pub async fn appointments(
        &self,
        unit: Unit<'_>,
        (from, until): (Timestamp, Timestamp),
        (limit, skip): (i64, i64),
    ) -> Result<Vec<AtOffice>, DbError> {
        let sql = "SELECT person, id, starts_at, COALESCE(ends_at, starts_at), COALESCE(status, '') FROM records
                   WHERE organisation = $1 AND resource_type = 'Appointment' AND starts_at >= $2 AND starts_at < $3
                   AND COALESCE(service, '') = $4 AND COALESCE(status, '') <> 'entered-in-error'
                   ORDER BY starts_at, id LIMIT $5 OFFSET $6";
        let values = args![unit.0, from, until, unit.1.unwrap_or_default(), limit, skip];
        self.0.fetch_all(sql, values).await?.iter().map(AtOffice::read).collect()
    }
}

impl AtOffice {
    /// Reads person, id, start, end and status from the first columns of a row.
    pub fn read(row: &Row) -> Result<Self, DbError> {
        Ok(Self {
            person: row.person(0)?,
            id: row.uuid(1)?,
            starts_at: row.time(2)?,
            ends_at: row.time(3)?,
            status: row.text(4)?,
        })
    }
}
