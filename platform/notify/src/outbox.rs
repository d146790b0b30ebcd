//! The outbox's rows: taken by one process at a time, and ended once.

use db::{Db, DbError, Random, Row, Tx, args};
use jiff::Timestamp;
use people::PersonId;
use uuid::Uuid;

use crate::ChannelKind;

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
    pub device: Option<Uuid>,
    pub channel: ChannelKind,
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

/// Takes a channel's due letters until `until`, all due ones of an event together. Who comes second finds them taken: the conditions
/// stand in the update itself, which both engines ask again of a row that another has just changed.
pub(crate) async fn claim(
    db: &Db,
    channel: ChannelKind,
    claim: Uuid,
    now: Timestamp,
    until: Timestamp,
) -> Result<Vec<Claimed>, DbError> {
    let sql = "UPDATE letters SET claim = $1, claimed_until = $2
               WHERE state = 'waiting' AND due_at <= $3 AND claimed_until <= $3 AND channel = $5 AND event IN (
                 SELECT event FROM letters
                 WHERE state = 'waiting' AND due_at <= $3 AND claimed_until <= $3 AND channel = $5
                 ORDER BY due_at LIMIT $4)
               RETURNING person, id, notice, recipient, event, attempts, made_at, device";
    let row = args![claim, until, now, BATCH, channel.as_str()];
    let job = db.write(move |tx| {
        Box::pin(async move { tx.fetch_all(sql, row).await?.iter().map(|row| read(row, channel)).collect() })
    });
    job.await
}

/// A row that begins with `person, id, notice, recipient, event, attempts, made_at, device`.
pub(crate) fn read(row: &Row, channel: ChannelKind) -> Result<Claimed, DbError> {
    Ok(Claimed {
        person: row.person(0)?,
        id: row.uuid(1)?,
        notice: row.uuid(2)?,
        recipient: row.person(3)?,
        event: row.uuid(4)?,
        attempts: row.int(5)?,
        made_at: row.time(6)?,
        device: row.opt_text(7)?.and_then(|id| id.parse().ok()),
        channel,
    })
}

/// Notes the id that letters go out under, before they do: the other side may report before it answers. Keeps what was
/// taken until `until`, and says whether all of it is still this process's.
pub(crate) async fn address(
    db: &Db,
    claim: Uuid,
    letters: &[Claimed],
    message: &str,
    until: Timestamp,
) -> Result<bool, DbError> {
    let letters: Vec<_> = letters.iter().map(|letter| (letter.person, letter.id)).collect();
    let message = message.to_owned();
    let sql = "UPDATE letters SET claimed_until = $1, message = $5
               WHERE person = $2 AND id = $3 AND claim = $4 AND state = 'waiting'";
    let job = db.write(move |tx| {
        Box::pin(async move {
            let mut kept = true;
            for (person, id) in letters {
                kept &= tx.execute(sql, args![until, person, id, claim, &message]).await? == 1;
            }
            Ok(kept)
        })
    });
    job.await
}

/// Whether a letter has gone out under this id: to another of the household, or from a process that died before it could
/// say so and whose letter has been reported as delivered.
pub(crate) async fn has_gone(db: &Db, channel: ChannelKind, message: &str) -> Result<bool, DbError> {
    let sql = "SELECT id FROM letters
               WHERE message = $1 AND channel = $2 AND (state = 'sent' OR delivered_at IS NOT NULL) LIMIT 1";
    Ok(db.fetch_optional(sql, args![message, channel.as_str()]).await?.is_some())
}

/// Lets the alternative go at `due_at`, where no device is left that could show the notice.
pub(crate) async fn hasten(db: &Db, letter: &Claimed, due_at: Timestamp) -> Result<(), DbError> {
    let (person, notice) = (letter.person, letter.notice);
    let sql = "UPDATE letters SET due_at = $3
               WHERE person = $1 AND notice = $2 AND channel <> 'push' AND state = 'waiting' AND due_at > $3
                 AND NOT EXISTS (SELECT o.id FROM letters o WHERE o.person = $1 AND o.notice = $2
                   AND o.channel = 'push' AND o.state IN ('waiting', 'sent'))";
    let job = db.write(move |tx| Box::pin(async move { tx.execute(sql, args![person, notice, due_at]).await }));
    job.await.map(drop)
}

/// Lets another way tell what a letter could not, as soon as that way is open: the letter that waits there, or a new one
/// where there has been none. When it goes the rules are asked as of any letter.
pub(crate) async fn bring_forward(
    tx: &mut Tx,
    failed: &Claimed,
    way: ChannelKind,
    id: Uuid,
    now: Timestamp,
) -> Result<(), DbError> {
    let Claimed { person, notice, recipient, event, .. } = failed;
    let (due_at, channel) = (way.opens(now), way.as_str());
    let found = "SELECT id FROM letters WHERE person = $1 AND notice = $2 AND recipient = $3 AND channel = $4 LIMIT 1";
    let of = args![*person, *notice, *recipient, channel];
    if tx.fetch_optional(found, of.clone()).await?.is_none() {
        let post = "INSERT INTO letters
                      (person, id, notice, recipient, event, channel, state, made_at, due_at, attempts, claimed_until)
                    VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, 0, 0)";
        let row = args![*person, id, *notice, *recipient, *event, channel, now, due_at];
        return tx.execute(post, row).await.map(drop);
    }
    let hasten = "UPDATE letters SET due_at = $5
                  WHERE person = $1 AND notice = $2 AND recipient = $3 AND channel = $4 AND state = 'waiting'
                    AND attempts = 0 AND due_at > $5";
    tx.execute(hasten, [of, args![due_at]].concat()).await.map(drop)
}

/// Ends letters that were taken, all in one transaction. One that another process has taken since is left to it.
/// `instead`: the way that comes forward, where these never arrive.
pub(crate) async fn end(
    db: &Db,
    claim: Uuid,
    letters: &[Claimed],
    end: &End,
    now: Timestamp,
    instead: Option<(ChannelKind, Random)>,
) -> Result<(), DbError> {
    let channel = letters.first().map_or("none", |letter| letter.channel.as_str());
    metrics::counter!("helsevei_letters_total", "channel" => channel, "outcome" => end.word())
        .increment(letters.len() as u64);
    let letters = letters.to_vec();
    let (set, values) = columns(end, now);
    let sql = format!(
        "UPDATE letters SET claim = NULL, claimed_until = 0, {set}
         WHERE person = $1 AND id = $2 AND claim = $3 AND state = 'waiting'"
    );
    let job = db.write(move |tx| {
        Box::pin(async move {
            for letter in letters {
                let of = args![letter.person, letter.id, claim];
                let ended = tx.execute(sql.clone(), [of, values.clone()].concat()).await?;
                if let (1.., Some((way, random))) = (ended, &instead) {
                    bring_forward(tx, &letter, *way, random.uuid(now), now).await?;
                }
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
