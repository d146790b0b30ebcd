//! Where contacts are read and written: care teams in the record store, and the table of one's own.

use access::{
    Allowed, GateError, Grant, PersonTx, PersonalSql, Row, See, args,
    rules::{Flags, ItemSource},
};
use futures_util::future::BoxFuture;
use records::Record;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// More than anyone needs; a page shows them all.
pub const MOST: usize = 50;

/// A contact that one has added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    pub id: Uuid,
    pub details: Details,
}

/// What one has written about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    pub name: String,
    /// Empty for none.
    pub role: String,
    pub telephone: String,
}

/// Everyone's care teams that the reader may see.
pub async fn teams(allowed: &Allowed<See>) -> Result<Vec<Record>, GateError> {
    records::list(allowed, "CareTeam").await
}

/// Whether the reader has contacts of their own here: a youth sees those from the health service alone (L2).
pub fn has_own(reader: &Grant) -> bool {
    reader.admit((), Flags::default(), ItemSource::Other).is_some()
}

/// Those that were added, by name.
pub async fn list(allowed: &Allowed<See>) -> Result<Vec<Own>, GateError> {
    static LIST: PersonalSql =
        PersonalSql::new("SELECT id, details FROM own_health_contacts WHERE person = :person ORDER BY id");
    if !has_own(allowed) {
        return Ok(Vec::new());
    }
    let rows = allowed.fetch_all(&LIST, args![]).await?;
    let mut all = rows.iter().map(|row| read(allowed, row)).collect::<Result<Vec<_>, _>>()?;
    all.sort_by_cached_key(|own| own.details.name.to_lowercase());
    Ok(all)
}

/// One of them, or `None`.
pub async fn find(allowed: &Allowed<See>, id: Uuid) -> Result<Option<Own>, GateError> {
    static FIND: PersonalSql =
        PersonalSql::new("SELECT id, details FROM own_health_contacts WHERE person = :person AND id = :1");
    if !has_own(allowed) {
        return Ok(None);
    }
    allowed.fetch_optional(&FIND, args![id]).await?.map(|row| read(allowed, &row)).transpose()
}

/// Adds one under an id that the form came with: the same form sent twice adds one.
pub async fn insert(tx: &mut PersonTx<'_>, own: &Own) -> Result<(), GateError> {
    static INSERT: PersonalSql = PersonalSql::new(
        "INSERT INTO own_health_contacts (person, id, changed_at, details) VALUES (:person, :1, :2, :3)
         ON CONFLICT (person, id) DO NOTHING",
    );
    let row = args![own.id, tx.now(), seal(tx, own)];
    tx.execute(&INSERT, row).await?;
    tx.set_item(own.id, Flags::default(), ItemSource::Other).await
}

/// Changes one. Says whether there was one.
pub async fn update(tx: &mut PersonTx<'_>, own: &Own) -> Result<bool, GateError> {
    static UPDATE: PersonalSql = PersonalSql::new(
        "UPDATE own_health_contacts SET changed_at = :2, details = :3 WHERE person = :person AND id = :1",
    );
    let row = args![own.id, tx.now(), seal(tx, own)];
    Ok(tx.execute(&UPDATE, row).await? == 1)
}

/// Removes one; nothing where it is gone already.
pub async fn remove(tx: &mut PersonTx<'_>, id: Uuid) -> Result<(), GateError> {
    static REMOVE: PersonalSql = PersonalSql::new("DELETE FROM own_health_contacts WHERE person = :person AND id = :1");
    tx.execute(&REMOVE, args![id]).await.map(drop)
}

/// Removes all that the service stores of the person (L4).
pub fn erase<'a>(tx: &'a mut PersonTx<'_>) -> BoxFuture<'a, Result<(), GateError>> {
    static ERASE: PersonalSql = PersonalSql::new("DELETE FROM own_health_contacts WHERE person = :person");
    Box::pin(async move { tx.execute(&ERASE, args![]).await.map(drop) })
}

/// Sealed with the contact's id, so that none can be put in another's place.
fn label(id: Uuid) -> String {
    format!("own_health_contacts.details {id}")
}

fn seal(grant: &Grant, own: &Own) -> Vec<u8> {
    grant.seal(&label(own.id), &serde_json::to_vec(&own.details).unwrap_or_default())
}

fn read(grant: &Grant, row: &Row) -> Result<Own, GateError> {
    let id = row.uuid(0)?;
    let plain = grant.open(&label(id), &row.bytes(1)?)?;
    let details = serde_json::from_slice(&plain).map_err(|_| access::DbError::Sealed)?;
    Ok(Own { id, details })
}
