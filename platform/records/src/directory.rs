//! Resources that are about no patient, the same for all.

use db::{Db, DbError, Tx, args};
use jiff::Timestamp;
use uuid::Uuid;

use crate::record::stamped;
use crate::{Delivery, Stored};

/// An organisation, a practitioner, a place, a definition.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedResource {
    pub id: Uuid,
    pub version: i64,
    pub updated_at: Timestamp,
    pub body: String,
}

impl SharedResource {
    /// The resource as FHIR gives it out.
    pub fn to_fhir(&self) -> String {
        stamped(&self.body, self.version, self.updated_at)
    }
}

/// Stores it as a new one or as the next version; the same text again changes nothing.
pub async fn put_shared(tx: &mut Tx, delivery: &Delivery, now: Timestamp) -> Result<Stored, DbError> {
    let key = "SELECT version, body FROM shared_resources WHERE resource_type = $1 AND id = $2";
    let (kind, text) = (&delivery.resource_type, &delivery.text);
    let stored = match tx.fetch_optional(key, args![kind, delivery.id]).await? {
        Some(row) if row.text(1)? == *text => return Ok(Stored::Unchanged),
        Some(_) => Stored::Updated,
        None => Stored::Created,
    };
    let sql = "INSERT INTO shared_resources (resource_type, id, version, organisation, updated_at, body)
               VALUES ($1, $2, 1, $3, $4, $5) ON CONFLICT (resource_type, id) DO UPDATE
               SET version = shared_resources.version + 1, updated_at = excluded.updated_at, body = excluded.body";
    tx.execute(sql, args![kind, delivery.id, &delivery.organisation, now, text]).await?;
    Ok(stored)
}

/// The shared resource of this type and id.
pub async fn find_shared(db: &Db, resource_type: &str, id: Uuid) -> Result<Option<SharedResource>, DbError> {
    let sql = "SELECT version, updated_at, body FROM shared_resources WHERE resource_type = $1 AND id = $2";
    let row = db.fetch_optional(sql, args![resource_type, id]).await?;
    row.map(|row| Ok(SharedResource { id, version: row.int(0)?, updated_at: row.time(1)?, body: row.text(2)? }))
        .transpose()
}
