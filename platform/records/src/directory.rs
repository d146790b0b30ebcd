//! Resources that are about no patient, the same for all.

use access::{GateError, SharedTx};
use db::{Db, DbError, Row, args};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Delivery, Expected, ReceiveError, Received, Stored, Version};

/// An organisation, a practitioner, a place, a definition.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedResource {
    pub id: Uuid,
    pub version: i64,
    /// Organisation number of the source.
    pub organisation: String,
    pub updated_at: Timestamp,
    pub body: String,
}

impl SharedResource {
    /// The resource as FHIR gives it out.
    pub fn to_fhir(&self) -> String {
        fhir::stamped(&self.body, self.version, &self.updated_at.to_string())
    }
}

/// Stores it as a new one or as the next version; the same text again changes nothing.
pub async fn put_shared(tx: &mut SharedTx<'_>, delivery: &Delivery, now: Timestamp) -> Result<Stored, GateError> {
    let received = put_shared_expecting(tx, delivery, Expected::Anything, now).await;
    Ok(received.map_err(ReceiveError::when_nothing_was_expected)?.stored)
}

/// As [`put_shared`], where the store is as `expected`.
///
/// # Errors
/// [`ReceiveError`] where it is not: then nothing was written.
pub async fn put_shared_expecting(
    tx: &mut SharedTx<'_>,
    delivery: &Delivery,
    expected: Expected,
    now: Timestamp,
) -> Result<Received, ReceiveError> {
    let present = find_shared_in(tx, &delivery.resource_type, delivery.id).await?;
    let present = present.filter(|it| it.organisation == delivery.organisation);
    let Some(present) = present else {
        if let Expected::Version(_) = expected {
            return Err(ReceiveError::Missing);
        }
        write(tx, delivery, NONE, now).await?;
        identify(tx, delivery).await?;
        return Ok(Received { stored: Stored::Created, version: 1, updated_at: now });
    };
    let same = present.body == delivery.text;
    match expected {
        Expected::Version(version) if version != present.version => return Err(ReceiveError::Changed),
        Expected::Nothing if !same => return Err(ReceiveError::Exists),
        _ => {}
    }
    if same {
        let SharedResource { version, updated_at, .. } = present;
        return Ok(Received { stored: Stored::Unchanged, version, updated_at });
    }
    overwrite(tx, delivery, &present, now).await?;
    identify(tx, delivery).await?;
    Ok(Received { stored: Stored::Updated, version: present.version + 1, updated_at: now })
}

/// Puts `body` in the place of what was read as `before`: `true` when it still stood so. Of two at once, one
/// is told `false`. The names its source knows it by stay.
pub async fn replace_shared(
    tx: &mut SharedTx<'_>,
    resource_type: &str,
    before: &SharedResource,
    body: String,
    now: Timestamp,
) -> Result<bool, GateError> {
    let delivery = Delivery::replacing(resource_type, before, body);
    match overwrite(tx, &delivery, before, now).await {
        Ok(()) => Ok(true),
        Err(GateError::Database(DbError::Conflict)) => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// The new version first: who comes too late has not written what was before.
async fn overwrite(
    tx: &mut SharedTx<'_>,
    delivery: &Delivery,
    before: &SharedResource,
    now: Timestamp,
) -> Result<(), GateError> {
    write(tx, delivery, before.version, now).await?;
    let archive = "INSERT INTO shared_resource_versions (resource_type, id, version, updated_at, body)
                   VALUES ($1, $2, $3, $4, $5)";
    let old = args![&delivery.resource_type, delivery.id, before.version, before.updated_at, &before.body];
    tx.execute(archive, old).await.map(drop)
}

/// No version: nothing is there to be written over.
const NONE: i64 = 0;

/// The version that stands is part of the condition: of two who write over the same version, one is told of the other.
async fn write(tx: &mut SharedTx<'_>, delivery: &Delivery, over: i64, now: Timestamp) -> Result<(), GateError> {
    let sql = "INSERT INTO shared_resources
               (resource_type, id, version, organisation, updated_at, body, status, starts_at, ends_at, belongs_to)
               VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (resource_type, id) DO UPDATE
               SET version = shared_resources.version + 1, updated_at = excluded.updated_at, body = excluded.body,
               status = excluded.status, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
               belongs_to = excluded.belongs_to
               WHERE shared_resources.version = $10 AND shared_resources.organisation = $3";
    let (kind, index) = (&delivery.resource_type, &delivery.index);
    let key = args![kind, delivery.id, &delivery.organisation, now, &delivery.text];
    let columns = args![index.status.as_deref(), index.starts_at, index.ends_at, index.belongs_to, over];
    if tx.execute(sql, [key, columns].concat()).await? == 0 {
        return Err(DbError::Conflict.into());
    }
    Ok(())
}

/// Keeps the names its source knows it by.
async fn identify(tx: &mut SharedTx<'_>, delivery: &Delivery) -> Result<(), GateError> {
    let kind = &delivery.resource_type;
    let forget = "DELETE FROM shared_identifiers WHERE resource_type = $1 AND id = $2";
    tx.execute(forget, args![kind, delivery.id]).await?;
    let keep = "INSERT INTO shared_identifiers (resource_type, id, lookup) VALUES ($1, $2, $3)
                ON CONFLICT (resource_type, id, lookup) DO NOTHING";
    for lookup in &delivery.identifiers {
        tx.execute(keep, args![kind, delivery.id, lookup]).await?;
    }
    Ok(())
}

/// Those of a type that this organisation knows by a name: id, version and time.
pub async fn shared_identified(
    tx: &mut SharedTx<'_>,
    resource_type: &str,
    lookup: &str,
) -> Result<Vec<(Uuid, i64, Timestamp)>, GateError> {
    let sql = "SELECT r.id, r.version, r.updated_at FROM shared_identifiers i
               JOIN shared_resources r ON r.resource_type = i.resource_type AND r.id = i.id
               WHERE i.resource_type = $1 AND i.lookup = $2";
    let rows = tx.fetch_all(sql, args![resource_type, lookup]).await?;
    Ok(rows.iter().map(|row| Ok((row.uuid(0)?, row.int(1)?, row.time(2)?))).collect::<Result<_, DbError>>()?)
}

const FIND: &str =
    "SELECT version, organisation, updated_at, body FROM shared_resources WHERE resource_type = $1 AND id = $2";

/// The shared resource of this type and id, whoever sent it: for pages.
pub async fn find_shared(db: &Db, resource_type: &str, id: Uuid) -> Result<Option<SharedResource>, DbError> {
    let row = db.fetch_optional(FIND, args![resource_type, id]).await?;
    row.map(|row| read(id, &row)).transpose()
}

/// As [`find_shared`], inside a transaction.
pub async fn find_shared_in(
    tx: &mut SharedTx<'_>,
    resource_type: &str,
    id: Uuid,
) -> Result<Option<SharedResource>, GateError> {
    let row = tx.fetch_optional(FIND, args![resource_type, id]).await?;
    Ok(row.map(|row| read(id, &row)).transpose()?)
}

/// Numbers and sizes in bytes of a shared resource's versions before `before`, the present one among them, the latest
/// first; at most `limit`.
pub async fn shared_versions(
    db: &Db,
    resource_type: &str,
    id: Uuid,
    before: i64,
    limit: i64,
) -> Result<Vec<(i64, usize)>, DbError> {
    let sql = "SELECT version, CAST(OCTET_LENGTH(body) AS BIGINT) FROM shared_resources
               WHERE resource_type = $1 AND id = $2 AND version < $3
               UNION ALL SELECT version, CAST(OCTET_LENGTH(body) AS BIGINT) FROM shared_resource_versions
               WHERE resource_type = $1 AND id = $2 AND version < $3 ORDER BY 1 DESC LIMIT $4";
    let rows = db.fetch_all(sql, args![resource_type, id, before, limit]).await?;
    rows.iter().map(|row| Ok((row.int(0)?, usize::try_from(row.int(1)?).unwrap_or_default()))).collect()
}

/// One version of a shared resource, the present one or an earlier.
pub async fn shared_version(db: &Db, resource_type: &str, id: Uuid, version: i64) -> Result<Option<Version>, DbError> {
    let sql = "SELECT updated_at, body FROM shared_resources WHERE resource_type = $1 AND id = $2 AND version = $3
               UNION ALL SELECT updated_at, body FROM shared_resource_versions
               WHERE resource_type = $1 AND id = $2 AND version = $3";
    let row = db.fetch_optional(sql, args![resource_type, id, version]).await?;
    row.map(|row| Ok(Version { version, updated_at: row.time(0)?, body: row.text(1)? })).transpose()
}

fn read(id: Uuid, row: &Row) -> Result<SharedResource, DbError> {
    let (version, organisation) = (row.int(0)?, row.text(1)?);
    Ok(SharedResource { id, version, organisation, updated_at: row.time(2)?, body: row.text(3)? })
}
