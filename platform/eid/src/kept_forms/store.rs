//! All SQL of kept forms.

use db::{Db, DbError, PersonId, args};
use jiff::Timestamp;
use uuid::Uuid;

/// Adds a form and removes the oldest beyond `most`.
pub(super) async fn insert(
    db: &Db,
    person: PersonId,
    id: Uuid,
    sealed: Vec<u8>,
    now: Timestamp,
    expires_at: Timestamp,
    most: i64,
) -> Result<(), DbError> {
    db.write(move |tx| {
        Box::pin(async move {
            let sql = "INSERT INTO kept_forms (person, id, sealed, kept_at, expires_at) VALUES ($1, $2, $3, $4, $5)";
            tx.execute(sql, args![person, id, sealed, now, expires_at]).await?;
            let sql = "DELETE FROM kept_forms WHERE person = $1 AND id NOT IN
                       (SELECT id FROM kept_forms WHERE person = $1 ORDER BY id DESC LIMIT $2)";
            tx.execute(sql, args![person, most]).await.map(drop)
        })
    })
    .await
}

pub(super) async fn list(
    db: &Db,
    person: PersonId,
    now: Timestamp,
) -> Result<Vec<(Uuid, Vec<u8>, Timestamp)>, DbError> {
    let sql = "SELECT id, sealed, kept_at FROM kept_forms WHERE person = $1 AND expires_at > $2 ORDER BY id";
    let rows = db.fetch_all(sql, args![person, now]).await?;
    rows.iter().map(|row| Ok((row.uuid(0)?, row.bytes(1)?, row.time(2)?))).collect()
}

pub(super) async fn take(db: &Db, person: PersonId, id: Uuid, now: Timestamp) -> Result<Option<Vec<u8>>, DbError> {
    let sql = "DELETE FROM kept_forms WHERE person = $1 AND id = $2 AND expires_at > $3 RETURNING sealed";
    let taken =
        db.write(move |tx| Box::pin(async move { tx.fetch_optional(sql, args![person, id, now]).await })).await?;
    taken.map(|row| row.bytes(0)).transpose()
}

pub(super) async fn purge(db: &Db, now: Timestamp) -> Result<u64, DbError> {
    let sql = "DELETE FROM kept_forms WHERE expires_at <= $1";
    db.write(move |tx| Box::pin(async move { tx.execute(sql, args![now]).await })).await
}
