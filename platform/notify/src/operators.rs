//! What an operator sees and does: letters that could not be sent, without a trace of whom they were for.

use access::args;
use db::{DbError, Row};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Notices, window};

/// A letter that could not be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetter {
    pub id: Uuid,
    pub channel: String,
    pub reason: String,
    /// Of the health service whose news it was.
    pub organisation: Option<String>,
    pub made_at: Timestamp,
    pub ended_at: Timestamp,
    pub attempts: i64,
}

/// Which dead letters to send again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    One(Uuid),
    All,
}

/// What stands in the outbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outbox {
    /// Letters that wait to be sent.
    pub waiting: i64,
    /// When the oldest of those that are due became so.
    pub due_since: Option<Timestamp>,
    /// Letters that could not be sent.
    pub dead: i64,
}

impl Notices {
    /// How full the outbox is.
    pub async fn outbox(&self) -> Result<Outbox, DbError> {
        let sql =
            "SELECT COUNT(CASE WHEN state = 'waiting' THEN 1 END), MIN(CASE WHEN state = 'waiting' THEN due_at END),
                          COUNT(CASE WHEN state = 'dead' THEN 1 END)
                   FROM letters WHERE state = 'waiting' OR state = 'dead'";
        let Some(row) = self.db().fetch_optional(sql, args![]).await? else { return Ok(Outbox::default()) };
        Ok(Outbox { waiting: row.int(0)?, due_since: row.opt_time(1)?, dead: row.int(2)? })
    }

    /// Letters that could not be sent, the oldest first.
    pub async fn dead(&self) -> Result<Vec<DeadLetter>, DbError> {
        let sql = "SELECT l.id, l.channel, l.reason, n.organisation, l.made_at, l.ended_at, l.attempts
                   FROM letters l JOIN notices n ON n.person = l.person AND n.id = l.notice
                   WHERE l.state = 'dead' ORDER BY l.ended_at, l.id";
        self.db().fetch_all(sql, args![]).await?.iter().map(dead_letter).collect()
    }

    /// Puts dead letters back in the outbox, with all their attempts before them, and says how many.
    pub async fn retry(&self, which: Which) -> Result<u64, DbError> {
        let now = self.gate().clock().now();
        let id = match which {
            Which::One(id) => Some(id),
            Which::All => None,
        };
        let sql = "UPDATE letters SET state = 'waiting', attempts = 0, made_at = $1, due_at = $2, ended_at = NULL,
                     reason = NULL WHERE state = 'dead' AND id = COALESCE($3, id)";
        let row = args![now, window::opens(now), id];
        self.db().write(move |tx| Box::pin(async move { tx.execute(sql, row).await })).await
    }
}

fn dead_letter(row: &Row) -> Result<DeadLetter, DbError> {
    Ok(DeadLetter {
        id: row.uuid(0)?,
        channel: row.text(1)?,
        reason: row.opt_text(2)?.unwrap_or_default(),
        organisation: row.opt_text(3)?,
        made_at: row.time(4)?,
        ended_at: row.time(5)?,
        attempts: row.int(6)?,
    })
}
