//! What somebody was told about a person, where it was sent and what became of it (N5, B7).

use access::{Allowed, GateError, Grant, PersonalSql, See, args};
use db::{DbError, Row};
use jiff::Timestamp;
use people::PersonId;
use uuid::Uuid;

use crate::{ChannelKind, Notices, event::SENDER, masked};

/// Label that the address of a sent letter is sealed under.
pub(crate) const ADDRESS: &str = "letters.address";

/// The kind of an event about an item that is no longer there.
pub const REMOVED: &str = "removed";

/// One notice, as its recipient sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub subject: PersonId,
    pub id: Uuid,
    pub item: Uuid,
    pub service: String,
    pub kind: String,
    pub at: Timestamp,
    /// Not read before.
    pub is_new: bool,
    /// When it was first seen in the portal; from its first moment by one who did it themself.
    pub read_at: Option<Timestamp>,
    /// When it went out on paper (L8).
    pub posted_at: Option<Timestamp>,
    pub organisation: Option<String>,
    /// The name that the organisation wants to be called by in notices.
    pub sender: Option<String>,
    /// Why nothing was sent out of the portal: the end of a text key.
    pub quiet: Option<String>,
    /// The letters that were written, in the order of the ladder.
    pub steps: Vec<Step>,
}

/// One letter out of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub channel: ChannelKind,
    pub outcome: Outcome,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It goes at this time at the earliest.
    Waiting(Timestamp),
    /// When, and to where: an address, masked, or a device's name.
    Sent(Timestamp, String),
    /// When the other side said that it had arrived, and where.
    Delivered(Timestamp, String),
    /// It was not sent after all, with why: the end of a text key.
    Dropped(String),
    /// It could not be delivered.
    Dead(Timestamp),
}

/// How somebody was told of something, and nothing of what: for those who help them (O4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    pub at: Timestamp,
    pub read_at: Option<Timestamp>,
    pub posted_at: Option<Timestamp>,
    /// Why nothing was sent out of the portal: the end of a text key, empty for no reason.
    pub quiet: String,
    /// The letters that were written, in the order of the ladder.
    pub steps: Vec<Step>,
}

/// Where a page of the history begins: before this notice.
pub type Before = (Timestamp, Uuid);

/// What `reader` was told about the subject in one service, the latest first, as far as the permission lets them see it:
/// at most `limit` notices, from those before `before` on.
pub async fn told(
    allowed: &Allowed<See>,
    reader: PersonId,
    service: &str,
    before: Option<Before>,
    limit: i64,
) -> Result<Vec<Told>, GateError> {
    static LIST: PersonalSql = PersonalSql::new(
        "SELECT n.id, n.item, n.service, n.kind, n.at, n.read_at, n.posted_at, n.organisation, n.sender, n.quiet,
                l.channel, l.state, l.due_at, l.ended_at, l.reason, l.address, l.delivered_at
         FROM (SELECT c.* FROM notices c JOIN items i ON i.person = c.person AND i.item = c.item
               WHERE c.person = :person AND :visible(i) AND c.recipient = :1 AND c.service = :2
                 AND (c.at < :3 OR (c.at = :3 AND c.id < :4))
               ORDER BY c.at DESC, c.id DESC LIMIT :5) n
         LEFT JOIN letters l ON l.person = n.person AND l.notice = n.id
         ORDER BY n.at DESC, n.id DESC, l.due_at, l.id",
    );
    let (at, id) = before.map_or((i64::MAX, Uuid::max()), |(at, id)| (at.as_microsecond(), id));
    let rows = allowed.fetch_all(&LIST, args![reader, service, at, id, limit]).await?;
    let mut all: Vec<Told> = Vec::new();
    for row in &rows {
        let id = row.uuid(0)?;
        if all.last().is_none_or(|last| last.id != id) {
            all.push(read(allowed, row, id)?);
        }
        if let (Some(last), Some(step)) = (all.last_mut(), step(allowed, row)?) {
            last.steps.push(step);
        }
    }
    all.iter_mut().for_each(|told| told.steps.sort_by_key(|step| step.channel));
    Ok(all)
}

fn read(grant: &Grant, row: &Row, id: Uuid) -> Result<Told, DbError> {
    let sender = row.opt_bytes(8)?.map(|sealed| open(grant, SENDER, &sealed)).transpose()?;
    let read_at = row.opt_time(5)?;
    Ok(Told {
        subject: grant.subject(),
        id,
        item: row.uuid(1)?,
        service: row.text(2)?,
        kind: row.text(3)?,
        at: row.time(4)?,
        is_new: read_at.is_none(),
        read_at,
        posted_at: row.opt_time(6)?,
        organisation: row.opt_text(7)?,
        sender,
        quiet: row.opt_text(9)?,
        steps: Vec::new(),
    })
}

fn step(grant: &Grant, row: &Row) -> Result<Option<Step>, DbError> {
    let Some(channel) = row.opt_text(10)?.as_deref().and_then(ChannelKind::parse) else { return Ok(None) };
    let ended_at = row.opt_time(13)?.unwrap_or(Timestamp::UNIX_EPOCH);
    let place = || {
        let plain = row.opt_bytes(15)?.map(|sealed| open(grant, ADDRESS, &sealed)).transpose()?.unwrap_or_default();
        Ok::<_, DbError>(if channel == ChannelKind::Push { plain } else { masked(&plain) })
    };
    let outcome = match (row.text(11)?.as_str(), row.opt_time(16)?) {
        ("sent", Some(delivered_at)) => Outcome::Delivered(delivered_at, place()?),
        ("sent", None) => Outcome::Sent(ended_at, place()?),
        ("dropped", _) => Outcome::Dropped(row.opt_text(14)?.unwrap_or_default()),
        ("dead" | "undelivered", _) => Outcome::Dead(ended_at),
        _ => Outcome::Waiting(row.time(12)?),
    };
    Ok(Some(Step { channel, outcome }))
}

fn open(grant: &Grant, label: &str, sealed: &[u8]) -> Result<String, DbError> {
    Ok(String::from_utf8_lossy(&grant.open(label, sealed)?).into_owned())
}

impl Told {
    /// Whether the item is no longer there to open.
    pub fn is_gone(&self) -> bool {
        self.kind == REMOVED
    }
}

impl Notices {
    /// How the subject was told of what is about themself, the latest first. What is hidden from anybody is left out:
    /// who helps may have the other beside them (R4).
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn sent_to(&self, allowed: &Allowed<See>, limit: i64) -> Result<Vec<Sent>, DbError> {
        // The columns stand where [`step`] finds them in the history, too; what it was about is not even read.
        let sql = "SELECT n.id, '', '', '', n.at, n.read_at, n.posted_at, '', '', n.quiet,
                          l.channel, l.state, l.due_at, l.ended_at, l.reason, l.address, l.delivered_at
                   FROM (SELECT c.* FROM notices c JOIN items i ON i.person = c.person AND i.item = c.item
                         WHERE c.person = $1 AND c.recipient = $1
                           AND NOT i.hidden_from_parents AND NOT i.hidden_from_youth
                         ORDER BY c.at DESC, c.id DESC LIMIT $2) n
                   LEFT JOIN letters l ON l.person = n.person AND l.notice = n.id
                   ORDER BY n.at DESC, n.id DESC, l.due_at, l.id";
        let (mut all, mut last) = (Vec::<Sent>::new(), None);
        for row in &self.db().fetch_all(sql, args![allowed.subject(), limit]).await? {
            let (id, at) = (row.uuid(0)?, row.time(4)?);
            if last.replace(id) != Some(id) {
                let read_at = row.opt_time(5)?.filter(|read_at| *read_at > at);
                let (posted_at, quiet) = (row.opt_time(6)?, row.opt_text(9)?.unwrap_or_default());
                all.push(Sent { at, read_at, posted_at, quiet, steps: Vec::new() });
            }
            if let (Some(sent), Some(step)) = (all.last_mut(), step(allowed, row)?) {
                sent.steps.push(step);
            }
        }
        all.iter_mut().for_each(|sent| sent.steps.sort_by_key(|step| step.channel));
        Ok(all)
    }

    /// Whom `reader` has been told about, and in which services: for the gate to be asked about, nothing in itself.
    pub async fn told_about(&self, reader: PersonId) -> Result<Vec<(PersonId, String)>, DbError> {
        let sql = "SELECT DISTINCT person, service FROM notices WHERE recipient = $1 ORDER BY person, service";
        let rows = self.db().fetch_all(sql, args![reader]).await?;
        rows.iter().map(|row| Ok((row.person(0)?, row.text(1)?))).collect()
    }
}
