//! The change feed of an organisation: every version of what it has sent, whoever made it, in an order without gaps.
//!
//! A change is dated when it is written and takes its place when the feed is read: one that was committed behind a later
//! one that a reader has seen is dated anew, just after it. So what was read never gets company behind the reader's back
//! (docs/decisions/feed-dated-when-read.md).

use access::rules::Flags;
use db::{Db, DbError, PersonId, Row, Tx, args};
use jiff::Timestamp;
use uuid::Uuid;

use crate::search::{Position, Span};

/// Changes settled in one transaction.
const AT_ONCE: i64 = 1000;
/// Rounds of one reader: those who write on meanwhile are served the next time.
const MOST_ROUNDS: usize = 20;

/// One version of one resource in the feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    pub person: PersonId,
    pub resource_type: String,
    pub id: Uuid,
    pub version: i64,
    pub at: Timestamp,
    /// Marks of the resource as it is now.
    pub flags: Flags,
    /// Bytes that this version takes in the store.
    pub size: usize,
}

impl Changed {
    /// Its place in the feed.
    pub fn position(&self) -> Position {
        Position { key: self.at.as_microsecond(), id: self.id }
    }
}

/// Gives what has been committed its place in the feed, and says up to when nothing more will come.
pub async fn settle(db: &Db, organisation: &str) -> Result<Timestamp, DbError> {
    let open = "SELECT id FROM organisation_changes WHERE organisation = $1 AND NOT settled LIMIT 1";
    for _ in 0..MOST_ROUNDS {
        if db.fetch_optional(open, args![organisation]).await?.is_none() {
            break;
        }
        let organisation = organisation.to_owned();
        db.write(move |tx| Box::pin(async move { settle_some(tx, &organisation).await })).await?;
    }
    let sql = "SELECT settled_at FROM organisation_feeds WHERE organisation = $1";
    let row = db.fetch_optional(sql, args![organisation]).await?;
    row.map_or(Ok(Timestamp::UNIX_EPOCH), |row| row.time(0))
}

/// A row of the feed that has no place yet.
struct Open {
    person: PersonId,
    resource_type: String,
    id: Uuid,
    version: i64,
    at: i64,
}

async fn settle_some(tx: &mut Tx, organisation: &str) -> Result<(), DbError> {
    let settled = lock(tx, organisation).await?;
    let sql = "SELECT person, resource_type, id, version, changed_at FROM organisation_changes
               WHERE organisation = $1 AND NOT settled ORDER BY changed_at, id LIMIT $2";
    let rows = tx.fetch_all(sql, args![organisation, AT_ONCE]).await?;
    let open = rows.iter().map(read_open).collect::<Result<Vec<_>, _>>()?;
    let mut last = settled;
    for late in open.iter().filter(|it| it.at <= settled) {
        last += 1;
        date(tx, late, last).await?;
    }
    last = last.max(open.iter().map(|it| it.at).max().unwrap_or(settled));
    // All in between: what was committed since the rows were read has its right place as well.
    let sql = "UPDATE organisation_changes SET settled = TRUE
               WHERE organisation = $1 AND NOT settled AND changed_at > $2 AND changed_at <= $3";
    tx.execute(sql, args![organisation, settled, last]).await?;
    let sql = "UPDATE organisation_feeds SET settled_at = $2 WHERE organisation = $1";
    tx.execute(sql, args![organisation, last]).await.map(drop)
}

/// Holds the organisation's row until the transaction ends, so that one settles at a time; says how far it has come.
async fn lock(tx: &mut Tx, organisation: &str) -> Result<i64, DbError> {
    let sql = "INSERT INTO organisation_feeds (organisation, settled_at) VALUES ($1, 0)
               ON CONFLICT (organisation) DO UPDATE SET settled_at = organisation_feeds.settled_at RETURNING settled_at";
    let row = tx.fetch_optional(sql, args![organisation]).await?;
    row.map_or(Ok(0), |row| row.int(0))
}

/// Dates a change anew, wherever its time stands.
async fn date(tx: &mut Tx, late: &Open, at: i64) -> Result<(), DbError> {
    let Open { person, resource_type, id, version, .. } = late;
    let change = "UPDATE organisation_changes SET changed_at = $1 WHERE person = $2 AND id = $3 AND version = $4";
    tx.execute(change, args![at, *person, *id, *version]).await?;
    for table in ["records", "record_versions"] {
        let sql = format!(
            "UPDATE {table} SET updated_at = $1 WHERE person = $2 AND resource_type = $3 AND id = $4 AND version = $5"
        );
        tx.execute(sql, args![at, *person, resource_type, *id, *version]).await?;
    }
    Ok(())
}

/// At most `limit` versions of the organisation's resources, of one type or of all, the latest first.
pub async fn changes(
    db: &Db,
    organisation: &str,
    resource_type: Option<&str>,
    span: Span,
    before: Option<Position>,
    limit: i64,
) -> Result<Vec<Changed>, DbError> {
    let sql = "SELECT c.person, c.resource_type, c.id, c.version, c.changed_at,
               r.hidden_from_parents, r.hidden_from_youth,
               CASE WHEN r.version = c.version THEN CAST(OCTET_LENGTH(r.body) AS BIGINT) ELSE COALESCE(
               (SELECT CAST(OCTET_LENGTH(v.body) AS BIGINT) FROM record_versions v WHERE v.person = c.person
               AND v.resource_type = c.resource_type AND v.id = c.id AND v.version = c.version), 0) END
               FROM organisation_changes c JOIN records r
               ON r.person = c.person AND r.resource_type = c.resource_type AND r.id = c.id
               WHERE c.organisation = $1 AND (c.resource_type = $2 OR $2 IS NULL) AND c.changed_at >= $3
               AND c.changed_at < $4 AND (c.changed_at, c.id) < ($5, $6)
               ORDER BY c.changed_at DESC, c.id DESC LIMIT $7";
    let before = before.unwrap_or(Position { key: i64::MAX, id: Uuid::max() });
    let from = span.from.unwrap_or(Timestamp::UNIX_EPOCH);
    let until = span.until.unwrap_or(Timestamp::MAX);
    let values = args![organisation, resource_type, from, until, before.key, before.id, limit];
    db.fetch_all(sql, values).await?.iter().map(read_changed).collect()
}

/// A change that somebody waits for: where it stands, and which version it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Came {
    pub position: Position,
    pub version: i64,
}

/// At most `limit` resources of a type, as they stand now, that came or changed after `after` and up to `until`, which
/// is settled; the earliest first. `statuses`: any of these, empty for all. One that has changed again stands where it did
/// so last.
pub async fn came(
    db: &Db,
    organisation: &str,
    resource_type: &str,
    statuses: &[String],
    after: Position,
    until: Position,
    limit: i64,
) -> Result<Vec<Came>, DbError> {
    let of_status = match statuses.len() {
        0 => String::new(),
        count => format!(" AND r.status IN ({})", db::marks(8, count)),
    };
    let sql = format!(
        "SELECT c.changed_at, c.id, c.version FROM organisation_changes c JOIN records r
         ON r.person = c.person AND r.resource_type = c.resource_type AND r.id = c.id AND r.version = c.version
         WHERE c.organisation = $1 AND c.resource_type = $2 AND (c.changed_at, c.id) > ($3, $4)
         AND (c.changed_at, c.id) <= ($5, $6){of_status} ORDER BY c.changed_at, c.id LIMIT $7"
    );
    let mut values = args![organisation, resource_type, after.key, after.id, until.key, until.id, limit];
    values.extend(statuses.iter().map(db::ToValue::to_value));
    let read = |row: &Row| Ok(Came { position: Position { key: row.int(0)?, id: row.uuid(1)? }, version: row.int(2)? });
    db.fetch_all(sql, values).await?.iter().map(read).collect()
}

fn read_open(row: &Row) -> Result<Open, DbError> {
    Ok(Open {
        person: row.person(0)?,
        resource_type: row.text(1)?,
        id: row.uuid(2)?,
        version: row.int(3)?,
        at: row.int(4)?,
    })
}

fn read_changed(row: &Row) -> Result<Changed, DbError> {
    Ok(Changed {
        person: row.person(0)?,
        resource_type: row.text(1)?,
        id: row.uuid(2)?,
        version: row.int(3)?,
        at: row.time(4)?,
        flags: Flags { hidden_from_parents: row.bool(5)?, hidden_from_youth: row.bool(6)? },
        size: usize::try_from(row.int(7)?).unwrap_or_default(),
    })
}
