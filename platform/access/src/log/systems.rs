//! Whose systems have read or written about a person lately, as the reader of the log may know it (S4, R4).

use db::DbError;
use jiff::Timestamp;

use crate::{Actor, Allowed, GateError, PersonalSql, See};

/// What the systems of one health service have done in one service of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemUse {
    /// The health service's organisation number.
    pub organisation: String,
    pub service: String,
    pub last_at: Timestamp,
}

/// Those since a moment, the latest first. A line about an item that is hidden from the reader counts for nothing.
///
/// # Errors
/// [`GateError`] where the database fails.
pub async fn systems(allowed: &Allowed<See>, since: Timestamp) -> Result<Vec<SystemUse>, GateError> {
    static SYSTEMS: PersonalSql = PersonalSql::new(
        "SELECT l.actor, l.service, MAX(l.at) FROM usage_log l
         LEFT JOIN items i ON i.person = l.subject AND i.item = l.item
         WHERE l.person = :person AND l.actor_kind = 'source' AND l.granted AND l.at >= :1
           AND (l.item IS NULL OR (i.item IS NOT NULL AND :visible(i))) AND (NOT :2 OR l.actor = :3)
         GROUP BY l.actor, l.service ORDER BY MAX(l.at) DESC, l.actor, l.service",
    );
    let reader = match allowed.actor() {
        Actor::Citizen(person) => person.to_string(),
        _ => String::new(),
    };
    let rows = allowed.fetch_all(&SYSTEMS, db::args![since, allowed.reader().own_use_only, reader]).await?;
    let read =
        |row: &db::Row| Ok(SystemUse { organisation: row.text(0)?, service: row.text(1)?, last_at: row.time(2)? });
    Ok(rows.iter().map(read).collect::<Result<_, DbError>>()?)
}
