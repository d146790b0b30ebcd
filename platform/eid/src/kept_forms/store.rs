//! All SQL of kept forms.

use db::{Db, DbError, PersonId, args};
use jiff::Timestamp;
use uuid::Uuid;

/// A form to be kept.
pub(super) struct NewForm {
    pub person: PersonId,
    pub id: Uuid,
    pub at_work: bool,
    pub sealed: Vec<u8>,
    pub now: Timestamp,
    pub expires_at: Timestamp,
}

/// Adds a form and removes the oldest beyond `most`.
pub(super) async fn insert(db: &Db, form: NewForm, most: i64) -> Result<(), DbError> {
    db.write(move |tx| {
        Box::pin(async move {
            let NewForm { person, id, at_work, sealed, now, expires_at } = form;
            let sql = "INSERT INTO kept_forms (person, id, sealed, kept_at, expires_at, at_work)
                       VALUES ($1, $2, $3, $4, $5, $6)";
            tx.execute(sql, args![person, id, sealed, now, expires_at, at_work]).await?;
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
    at_work: bool,
    now: Timestamp,
) -> Result<Vec<(Uuid, Vec<u8>, Timestamp)>, DbError> {
    let sql = "SELECT id, sealed, kept_at FROM kept_forms WHERE person = $1 AND expires_at > $2
               AND at_work = $3 ORDER BY id";
    let rows = db.fetch_all(sql, args![person, now, at_work]).await?;
    rows.iter().map(|row| Ok((row.uuid(0)?, row.bytes(1)?, row.time(2)?))).collect()
}

pub(super) async fn take(
    db: &Db,
    person: PersonId,
    at_work: bool,
    id: Uuid,
    now: Timestamp,
) -> Result<Option<Vec<u8>>, DbError> {
    let sql = "DELETE FROM kept_forms WHERE person = $1 AND id = $2 AND expires_at > $3 AND at_work = $4
               RETURNING sealed";
    let values = args![person, id, now, at_work];
    let taken = db.write(move |tx| Box::pin(async move { tx.fetch_optional(sql, values).await })).await?;
    taken.map(|row| row.bytes(0)).transpose()
}

pub(super) async fn purge(db: &Db, now: Timestamp) -> Result<u64, DbError> {
    let sql = "DELETE FROM kept_forms WHERE expires_at <= $1";
    db.write(move |tx| Box::pin(async move { tx.execute(sql, args![now]).await })).await
}
