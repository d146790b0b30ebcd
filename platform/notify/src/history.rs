//! What somebody was told about a person, where it was sent and what became of it (N5).

use access::{Allowed, GateError, Grant, PersonalSql, See, args};
use db::{DbError, Row};
use jiff::Timestamp;
use people::PersonId;
use uuid::Uuid;

use crate::{Notices, event::SENDER, masked};

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
    pub organisation: Option<String>,
    /// The name that the organisation wants to be called by in notices.
    pub sender: Option<String>,
    pub outcome: Outcome,
}

/// What became of it outside the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Told in the portal alone, with why: the end of a text key.
    Portal(String),
    /// Its letter goes at this time at the earliest.
    Waiting(Timestamp),
    /// When, and to which address, masked.
    Sent(Timestamp, String),
    /// It was not sent after all, with why: the end of a text key.
    Dropped(String),
    /// It could not be delivered.
    Dead(Timestamp),
}

/// What `reader` was told about the subject in one service, the latest first, as far as the permission lets them see it.
pub async fn told(allowed: &Allowed<See>, reader: PersonId, service: &str, limit: i64) -> Result<Vec<Told>, GateError> {
    static LIST: PersonalSql = PersonalSql::new(
        "SELECT n.id, n.item, n.service, n.kind, n.at, n.read_at, n.organisation, n.sender, n.quiet,
                l.state, l.due_at, l.ended_at, l.reason, l.address
         FROM notices n JOIN items i ON i.person = n.person AND i.item = n.item
         LEFT JOIN letters l ON l.person = n.person AND l.notice = n.id
         WHERE n.person = :person AND :visible(i) AND n.recipient = :1 AND n.service = :2
         ORDER BY n.at DESC, n.id DESC LIMIT :3",
    );
    let rows = allowed.fetch_all(&LIST, args![reader, service, limit]).await?;
    Ok(rows.iter().map(|row| read(allowed, row)).collect::<Result<_, _>>()?)
}

fn read(grant: &Grant, row: &Row) -> Result<Told, DbError> {
    let sender = row.opt_bytes(7)?.map(|sealed| open(grant, SENDER, &sealed)).transpose()?;
    Ok(Told {
        subject: grant.subject(),
        id: row.uuid(0)?,
        item: row.uuid(1)?,
        service: row.text(2)?,
        kind: row.text(3)?,
        at: row.time(4)?,
        is_new: row.opt_time(5)?.is_none(),
        organisation: row.opt_text(6)?,
        sender,
        outcome: outcome(grant, row)?,
    })
}

fn outcome(grant: &Grant, row: &Row) -> Result<Outcome, DbError> {
    let ended_at = || Ok::<_, DbError>(row.opt_time(11)?.unwrap_or(Timestamp::UNIX_EPOCH));
    Ok(match row.opt_text(9)?.as_deref() {
        None => Outcome::Portal(row.opt_text(8)?.unwrap_or_default()),
        Some("sent") => {
            let address = row.opt_bytes(13)?.map(|sealed| open(grant, ADDRESS, &sealed)).transpose()?;
            Outcome::Sent(ended_at()?, masked(&address.unwrap_or_default()))
        }
        Some("dropped") => Outcome::Dropped(row.opt_text(12)?.unwrap_or_default()),
        Some("dead") => Outcome::Dead(ended_at()?),
        Some(_) => Outcome::Waiting(row.time(10)?),
    })
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
    /// Whom `reader` has been told about, and in which services: for the gate to be asked about, nothing in itself.
    pub async fn told_about(&self, reader: PersonId) -> Result<Vec<(PersonId, String)>, DbError> {
        let sql = "SELECT DISTINCT person, service FROM notices WHERE recipient = $1 ORDER BY person, service";
        let rows = self.db().fetch_all(sql, args![reader]).await?;
        rows.iter().map(|row| Ok((row.person(0)?, row.text(1)?))).collect()
    }
}
