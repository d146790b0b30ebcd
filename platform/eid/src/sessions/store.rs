//! All SQL of sessions.

use access::{Act, Allowed, GateError, PersonalSql, See};
use db::{Db, DbError, PersonId, Row, Tx, args};
use jiff::Timestamp;
use uuid::Uuid;

use super::ActiveLogIn;

#[derive(Clone)]
pub(super) struct NewRow {
    pub token_hash: String,
    pub id: Uuid,
    pub person: PersonId,
    pub at_work: bool,
    pub membership: Option<Uuid>,
    pub now: Timestamp,
    pub ends_at: Timestamp,
    pub device: String,
    pub place: Option<String>,
    pub acr: String,
    pub provider_session: Option<String>,
    pub id_token: Vec<u8>,
    pub replaces: Option<String>,
}

/// A session as stored, without what only its end needs.
pub(super) struct Found {
    pub id: Uuid,
    pub person: PersonId,
    pub at_work: bool,
    pub membership: Option<Uuid>,
    pub begun_at: Timestamp,
    pub seen_at: Timestamp,
    pub ends_at: Timestamp,
    pub ended: bool,
    pub previous_at: Option<Timestamp>,
}

/// Writes the session and the time of log-in; gives the time of the log-in before.
pub(super) async fn insert(db: &Db, row: NewRow) -> Result<Option<Timestamp>, DbError> {
    db.write(move |tx| {
        Box::pin(async move {
            if let Some(old) = &row.replaces {
                tx.execute(END, args![old, row.now]).await?;
            }
            // A day at work is no visit to one's own pages (L5).
            let previous_at = if row.at_work { None } else { mark_log_in(tx, row.person, row.now).await? };
            let sql = "INSERT INTO sessions (token_hash, id, person, begun_at, seen_at, ends_at, previous_at,
                                             device, place, acr, provider_session, id_token, at_work, membership)
                       VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
            let values = args![
                row.token_hash,
                row.id,
                row.person,
                row.now,
                row.ends_at,
                previous_at,
                row.device,
                row.place,
                row.acr,
                row.provider_session,
                row.id_token,
                row.at_work,
                row.membership,
            ];
            tx.execute(sql, values).await?;
            Ok(previous_at)
        })
    })
    .await
}

async fn mark_log_in(tx: &mut Tx, person: PersonId, now: Timestamp) -> Result<Option<Timestamp>, DbError> {
    let before = tx.fetch_optional("SELECT last_at FROM log_ins WHERE person = $1", args![person]).await?;
    let sql = "INSERT INTO log_ins (person, last_at) VALUES ($1, $2)
               ON CONFLICT (person) DO UPDATE SET last_at = excluded.last_at";
    tx.execute(sql, args![person, now]).await?;
    before.map(|row| row.time(0)).transpose()
}

pub(super) async fn find(db: &Db, token_hash: &str) -> Result<Option<Found>, DbError> {
    let sql = "SELECT id, person, begun_at, seen_at, ends_at, ended_at, previous_at, at_work, membership
         FROM sessions WHERE token_hash = $1";
    let row = db.fetch_optional(sql, args![token_hash]).await?;
    row.map(|row| {
        Ok(Found {
            id: row.uuid(0)?,
            person: row.person(1)?,
            begun_at: row.time(2)?,
            seen_at: row.time(3)?,
            ends_at: row.time(4)?,
            ended: row.opt_time(5)?.is_some(),
            previous_at: row.opt_time(6)?,
            at_work: row.bool(7)?,
            membership: row.opt_uuid(8)?,
        })
    })
    .transpose()
}

pub(super) async fn seen(db: &Db, token_hash: &str, now: Timestamp) -> Result<(), DbError> {
    let sql = "UPDATE sessions SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2 AND ended_at IS NULL";
    let values = args![token_hash, now];
    db.write(move |tx| Box::pin(async move { tx.execute(sql, values).await.map(drop) })).await
}

pub(super) async fn choose(db: &Db, token_hash: &str, membership: Uuid) -> Result<(), DbError> {
    let sql = "UPDATE sessions SET membership = $2 WHERE token_hash = $1 AND at_work AND ended_at IS NULL";
    let values = args![token_hash, membership];
    db.write(move |tx| Box::pin(async move { tx.execute(sql, values).await.map(drop) })).await
}

const END: &str = "UPDATE sessions SET ended_at = $2, id_token = NULL WHERE token_hash = $1 AND ended_at IS NULL";

/// Ends a session; gives its sealed ID token, and `None` when it had ended.
pub(super) async fn end(db: &Db, token_hash: &str, now: Timestamp) -> Result<Option<Vec<u8>>, DbError> {
    let token_hash = token_hash.to_owned();
    db.write(move |tx| {
        Box::pin(async move {
            let sql = "SELECT id_token FROM sessions WHERE token_hash = $1 AND ended_at IS NULL";
            let row = tx.fetch_optional(sql, args![&token_hash]).await?;
            tx.execute(END, args![token_hash, now]).await?;
            row.map_or(Ok(None), |row| row.opt_bytes(0))
        })
    })
    .await
}

pub(super) async fn end_all(db: &Db, person: PersonId, now: Timestamp) -> Result<u64, DbError> {
    let sql = "UPDATE sessions SET ended_at = $2, id_token = NULL WHERE person = $1 AND ended_at IS NULL";
    db.write(move |tx| Box::pin(async move { tx.execute(sql, args![person, now]).await })).await
}

pub(super) async fn end_by_provider(
    db: &Db,
    provider_session: String,
    now: Timestamp,
) -> Result<Vec<PersonId>, DbError> {
    let sql = "UPDATE sessions SET ended_at = $2, id_token = NULL WHERE provider_session = $1 AND ended_at IS NULL
               RETURNING person";
    let rows = db
        .write::<_, DbError, _>(move |tx| {
            Box::pin(async move { tx.fetch_all(sql, args![provider_session, now]).await })
        })
        .await?;
    rows.iter().map(|row| row.person(0)).collect()
}

static END_ONE: PersonalSql = PersonalSql::new(
    "UPDATE sessions SET ended_at = :2, id_token = NULL WHERE person = :person AND id = :1 AND ended_at IS NULL",
);

pub(super) async fn end_one(allowed: Allowed<Act>, id: Uuid) -> Result<bool, GateError> {
    let now = allowed.now();
    allowed.commit(move |tx| Box::pin(async move { Ok(tx.execute(&END_ONE, args![id, now]).await? > 0) })).await
}

static LIST: PersonalSql = PersonalSql::new(
    "SELECT id, device, place, begun_at, seen_at, at_work FROM sessions
     WHERE person = :person AND ended_at IS NULL AND seen_at > :1 AND ends_at > :2 ORDER BY id DESC",
);

/// Sessions used after `idle_since` whose end is after `now`.
pub(super) async fn list(
    allowed: &Allowed<See>,
    idle_since: Timestamp,
    now: Timestamp,
) -> Result<Vec<ActiveLogIn>, GateError> {
    let rows = allowed.fetch_all(&LIST, args![idle_since, now]).await?;
    Ok(rows.iter().map(active).collect::<Result<_, _>>()?)
}

fn active(row: &Row) -> Result<ActiveLogIn, DbError> {
    Ok(ActiveLogIn {
        id: row.uuid(0)?,
        device: row.text(1)?,
        place: row.opt_text(2)?,
        begun_at: row.time(3)?,
        seen_at: row.time(4)?,
        at_work: row.bool(5)?,
    })
}

/// Removes sessions whose end is before `before`, at most `batch` at a time.
pub(super) async fn purge(db: &Db, before: Timestamp, batch: i64) -> Result<u64, DbError> {
    let sql = "DELETE FROM sessions WHERE token_hash IN
               (SELECT token_hash FROM sessions WHERE ends_at < $1 ORDER BY ends_at LIMIT $2)";
    db.write(move |tx| Box::pin(async move { tx.execute(sql, args![before, batch]).await })).await
}
