//! What an operator sees and does: letters that could not be sent, without a trace of whom they were for.

use access::args;
use db::{DbError, Row};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{ChannelKind, Notices, window};

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
    /// All of one channel.
    Channel(ChannelKind),
    All,
}

/// What stands in the outbox of one channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outbox {
    /// Letters that wait to be sent.
    pub waiting: i64,
    /// When the oldest of those that are due became so.
    pub due_since: Option<Timestamp>,
    /// Letters that could not be sent.
    pub dead: i64,
}

impl Notices {
    /// How full the outbox is, by channel.
    pub async fn outbox(&self) -> Result<Vec<(ChannelKind, Outbox)>, DbError> {
        let sql = "SELECT channel, COUNT(CASE WHEN state = 'waiting' THEN 1 END),
               MIN(CASE WHEN state = 'waiting' THEN due_at END), COUNT(CASE WHEN state = 'dead' THEN 1 END)
             FROM letters WHERE state = 'waiting' OR state = 'dead' GROUP BY channel";
        let mut all = ChannelKind::ALL.map(|kind| (kind, Outbox::default())).to_vec();
        for row in self.db().fetch_all(sql, args![]).await? {
            let channel = ChannelKind::parse(&row.text(0)?);
            if let Some((_, outbox)) = all.iter_mut().find(|(kind, _)| Some(*kind) == channel) {
                *outbox = Outbox { waiting: row.int(1)?, due_since: row.opt_time(2)?, dead: row.int(3)? };
            }
        }
        Ok(all)
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
        let (id, channel) = match which {
            Which::One(id) => (Some(id), None),
            Which::Channel(channel) => (None, Some(channel.as_str())),
            Which::All => (None, None),
        };
        let sql = "UPDATE letters SET state = 'waiting', attempts = 0, made_at = $1, ended_at = NULL, reason = NULL,
                     due_at = CASE WHEN channel = 'push' THEN $1 ELSE $2 END
                   WHERE state = 'dead' AND id = COALESCE($3, id) AND channel = COALESCE($4, channel)";
        let row = args![now, window::opens(now), id, channel];
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
