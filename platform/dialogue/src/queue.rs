//! The queue of an office: which conversations wait, and for how long. No content, no names: those are asked of the gate.

use std::collections::BTreeSet;

use db::{Db, DbError, PersonId, Row, args};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Kind, Page};

/// The queues of all offices. Cheap to clone.
#[derive(Clone)]
pub struct Queue(Db);

/// Which conversations of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueFilter {
    /// Not answered: the one that has waited longest first.
    Waiting,
    /// Not answered and taken on by this member of staff.
    Mine(PersonId),
    /// Not answered and taken on by nobody.
    Unassigned,
    /// Answered or ended: the latest first.
    Done,
}

/// A line of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    pub person: PersonId,
    /// The address of the conversation for those who see all of it.
    pub thread: Uuid,
    pub kind: Kind,
    pub started_at: Timestamp,
    pub last_at: Timestamp,
    /// `None` where nothing waits.
    pub waiting_since: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub assigned_to: Option<PersonId>,
}

const COLUMNS: &str = "person, id, kind, started_at, last_at, waiting_since, closed_at, assigned_to";
const WAITING: &str = "office = $1 AND waiting_since IS NOT NULL";

impl Queue {
    pub fn new(db: Db) -> Self {
        Self(db)
    }

    /// The lines of an office's queue, of one kind or of all; those of `except` are not among them, and take no place on
    /// a page. The office is one where the asker works: that is the caller's to know.
    pub async fn list(
        &self,
        office: Uuid,
        (filter, kind): (QueueFilter, Option<Kind>),
        except: &BTreeSet<PersonId>,
        page: Page,
    ) -> Result<Vec<QueueRow>, DbError> {
        let oldest = "ORDER BY waiting_since, id LIMIT $2 OFFSET $3";
        let (condition, order, mine) = match filter {
            QueueFilter::Waiting => (WAITING.to_owned(), oldest, None),
            QueueFilter::Unassigned => (format!("{WAITING} AND assigned_to IS NULL"), oldest, None),
            QueueFilter::Mine(staff) => (format!("{WAITING} AND assigned_to = $4"), oldest, Some(staff)),
            QueueFilter::Done => {
                let order = "ORDER BY last_at DESC, id DESC LIMIT $2 OFFSET $3";
                ("office = $1 AND waiting_since IS NULL".to_owned(), order, None)
            }
        };
        let mut values = args![office, page.size, page.skip];
        values.extend(mine.map(db::ToValue::to_value));
        let of_kind = kind.map_or_else(String::new, |_| format!("AND kind = ${}", values.len() + 1));
        values.extend(kind.map(|kind| db::ToValue::to_value(kind.as_str())));
        let places: Vec<_> = (1..=except.len()).map(|at| format!("${}", values.len() + at)).collect();
        let others =
            if except.is_empty() { String::new() } else { format!("AND person NOT IN ({})", places.join(", ")) };
        values.extend(except.iter().map(db::ToValue::to_value));
        let sql = format!("SELECT {COLUMNS} FROM dialogue_threads WHERE {condition} {of_kind} {others} {order}");
        self.0.fetch_all(sql, values).await?.iter().map(read).collect()
    }

    /// Who has taken a conversation on.
    pub async fn assigned_to(&self, thread: Uuid) -> Result<Option<PersonId>, DbError> {
        let sql = "SELECT t.assigned_to FROM resource_routes r
                   JOIN dialogue_messages m ON m.person = r.person AND m.id = r.id
                   JOIN dialogue_threads t ON t.person = m.person AND t.id = m.thread WHERE r.id = $1";
        let row = self.0.fetch_optional(sql, args![thread]).await?;
        Ok(row.map(|row| row.opt_text(0)).transpose()?.flatten().and_then(|it| it.parse().ok()))
    }

    /// The person and the office of a conversation: for the gate to be asked about, never an answer in itself.
    pub async fn route(&self, thread: Uuid) -> Result<Option<(PersonId, Option<Uuid>, String)>, DbError> {
        let sql = "SELECT t.person, t.office, t.organisation FROM resource_routes r
                   JOIN dialogue_messages m ON m.person = r.person AND m.id = r.id
                   JOIN dialogue_threads t ON t.person = m.person AND t.id = m.thread WHERE r.id = $1";
        let row = self.0.fetch_optional(sql, args![thread]).await?;
        row.map(|row| Ok((row.person(0)?, row.opt_uuid(1)?, row.text(2)?))).transpose()
    }
}

fn read(row: &Row) -> Result<QueueRow, DbError> {
    Ok(QueueRow {
        person: row.person(0)?,
        thread: row.uuid(1)?,
        kind: Kind::parse(row.str(2)?).unwrap_or_default(),
        started_at: row.time(3)?,
        last_at: row.time(4)?,
        waiting_since: row.opt_time(5)?,
        closed_at: row.opt_time(6)?,
        assigned_to: row.opt_text(7)?.and_then(|it| it.parse().ok()),
    })
}
