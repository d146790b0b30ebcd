//! The outbox's rows: taken by one process at a time, and ended once.

use db::{Db, DbError, Row, args};
use jiff::Timestamp;
use people::PersonId;
use uuid::Uuid;

/// Events whose letters are taken at once.
const BATCH: i64 = 32;

/// A letter that this process has taken.
#[derive(Clone, Debug)]
pub(crate) struct Claimed {
    pub person: PersonId,
    pub id: Uuid,
    pub notice: Uuid,
    pub recipient: PersonId,
    pub event: Uuid,
    pub attempts: i64,
    pub made_at: Timestamp,
}

/// What becomes of a letter that was taken.
#[derive(Clone, Debug)]
pub(crate) enum End {
    /// The channel has it. `address`: where it was sent, sealed.
    Sent { address: Vec<u8> },
    /// It is not to be sent any more.
    Dropped { reason: &'static str },
    /// It cannot be sent; an operator may try again.
    Dead { attempts: i64, reason: String },
    /// It was refused for now.
    Again { attempts: i64, due_at: Timestamp, reason: String },
    /// It was not tried.
    Released { due_at: Timestamp },
}

impl End {
    /// For metrics.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Sent { .. } => "sent",
            Self::Dropped { .. } => "dropped",
            Self::Dead { .. } => "dead",
            Self::Again { .. } => "again",
            Self::Released { .. } => "released",
        }
    }
}

/// Takes due letters until `until`, all due ones of an event together. Who comes second finds them taken: the conditions
/// stand in the update itself, which both engines ask again of a row that another has just changed.
pub(crate) async fn claim(db: &Db, claim: Uuid, now: Timestamp, until: Timestamp) -> Result<Vec<Claimed>, DbError> {
    let sql = "UPDATE letters SET claim = $1, claimed_until = $2
               WHERE state = 'waiting' AND due_at <= $3 AND claimed_until <= $3 AND event IN (
                 SELECT event FROM letters WHERE state = 'waiting' AND due_at <= $3 AND claimed_until <= $3
                 ORDER BY due_at LIMIT $4)
               RETURNING person, id, notice, recipient, event, attempts, made_at";
    let job = db.write(move |tx| {
        Box::pin(async move { tx.fetch_all(sql, args![claim, until, now, BATCH]).await?.iter().map(read).collect() })
    });
    job.await
}

/// A row that begins with `person, id, notice, recipient, event, attempts, made_at`.
pub(crate) fn read(row: &Row) -> Result<Claimed, DbError> {
    Ok(Claimed {
        person: row.person(0)?,
        id: row.uuid(1)?,
        notice: row.uuid(2)?,
        recipient: row.person(3)?,
        event: row.uuid(4)?,
        attempts: row.int(5)?,
        made_at: row.time(6)?,
    })
}

/// Keeps what was taken for longer, and says whether all of it is still this process's.
pub(crate) async fn keep(db: &Db, claim: Uuid, letters: &[Claimed], until: Timestamp) -> Result<bool, DbError> {
    let letters: Vec<_> = letters.iter().map(|letter| (letter.person, letter.id)).collect();
    let sql =
        "UPDATE letters SET claimed_until = $1 WHERE person = $2 AND id = $3 AND claim = $4 AND state = 'waiting'";
    let job = db.write(move |tx| {
        Box::pin(async move {
            let mut kept = true;
            for (person, id) in letters {
                kept &= tx.execute(sql, args![until, person, id, claim]).await? == 1;
            }
            Ok(kept)
        })
    });
    job.await
}

/// Ends letters that were taken, all in one transaction. One that another process has taken since is left to it.
pub(crate) async fn end(db: &Db, claim: Uuid, letters: &[Claimed], end: &End, now: Timestamp) -> Result<(), DbError> {
    metrics::counter!("helsevei_letters_total", "outcome" => end.word()).increment(letters.len() as u64);
    let letters: Vec<_> = letters.iter().map(|letter| (letter.person, letter.id)).collect();
    let (set, values) = columns(end, now);
    let sql = format!(
        "UPDATE letters SET claim = NULL, claimed_until = 0, {set}
         WHERE person = $1 AND id = $2 AND claim = $3 AND state = 'waiting'"
    );
    let job = db.write(move |tx| {
        Box::pin(async move {
            for (person, id) in letters {
                tx.execute(sql.clone(), [args![person, id, claim], values.clone()].concat()).await?;
            }
            Ok(())
        })
    });
    job.await
}

/// What is set, and its values from `$4` on.
fn columns(end: &End, now: Timestamp) -> (&'static str, Vec<db::Value>) {
    match end {
        End::Sent { address } => ("state = 'sent', ended_at = $4, address = $5", args![now, address.as_slice()]),
        End::Dropped { reason } => ("state = 'dropped', ended_at = $4, reason = $5", args![now, *reason]),
        End::Dead { attempts, reason } => {
            ("state = 'dead', ended_at = $4, attempts = $5, reason = $6", args![now, *attempts, reason])
        }
        End::Again { attempts, due_at, reason } => {
            ("due_at = $4, attempts = $5, reason = $6", args![*due_at, *attempts, reason])
        }
        End::Released { due_at } => ("due_at = $4", args![*due_at]),
    }
}
