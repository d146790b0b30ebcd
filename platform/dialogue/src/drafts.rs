//! Drafts: what one is writing is kept at every step, with its files, and nobody else sees it.

use access::{Actor, Allowed, GateError, Grant, PersonTx, PersonalSql, See};
use db::{DbError, Row, args};
use jiff::Timestamp;
use uuid::Uuid;

use crate::attachment::{Clean, FileKind};

/// A draft: the fields of its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub id: Uuid,
    pub changed_at: Timestamp,
    /// Names and values, in their order.
    pub fields: Vec<(String, String)>,
}

/// A file of a draft as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFile {
    pub id: Uuid,
    pub name: String,
    /// Bytes.
    pub size: i64,
}

/// Drafts that one author has for one person at once.
pub const MOST: i64 = 20;

/// Keeps a draft, new or not; `false` where a new one would be more than [`MOST`]: then nothing is kept.
pub async fn save(tx: &mut PersonTx<'_>, id: Uuid, fields: &[(String, String)]) -> Result<bool, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "INSERT INTO dialogue_drafts (person, id, author, changed_at, body) VALUES (:person, :1, :2, :3, :4)
         ON CONFLICT (person, id) DO UPDATE SET changed_at = excluded.changed_at, body = excluded.body
         WHERE dialogue_drafts.author = excluded.author",
    );
    if find_in(tx, id).await?.is_none() && count(tx).await? >= MOST {
        return Ok(false);
    }
    let body = serde_json::to_vec(fields).unwrap_or_default();
    tx.execute(&SQL, args![id, author(tx)?, tx.now(), tx.seal(&label(id), &body)]).await?;
    Ok(true)
}

async fn count(tx: &mut PersonTx<'_>) -> Result<i64, GateError> {
    static SQL: PersonalSql =
        PersonalSql::new("SELECT CAST(COUNT(*) AS BIGINT) FROM dialogue_drafts WHERE person = :person AND author = :1");
    let row = tx.fetch_optional(&SQL, args![author(tx)?]).await?;
    Ok(row.map_or(Ok(0), |row| row.int(0))?)
}

/// One's own draft.
pub async fn find(allowed: &Allowed<See>, id: Uuid) -> Result<Option<Draft>, GateError> {
    let row = allowed.fetch_optional(&FIND, args![author(allowed)?, id]).await?;
    row.map(|row| read(allowed, &row)).transpose()
}

/// As [`find`], inside the transaction that sends it.
pub async fn find_in(tx: &mut PersonTx<'_>, id: Uuid) -> Result<Option<Draft>, GateError> {
    let row = tx.fetch_optional(&FIND, args![author(tx)?, id]).await?;
    row.map(|row| read(tx, &row)).transpose()
}

static FIND: PersonalSql = PersonalSql::new(
    "SELECT id, changed_at, body FROM dialogue_drafts WHERE person = :person AND author = :1 AND id = :2",
);

/// One's own drafts, the latest first.
pub async fn list(allowed: &Allowed<See>) -> Result<Vec<Draft>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT id, changed_at, body FROM dialogue_drafts WHERE person = :person AND author = :1
         ORDER BY changed_at DESC, id",
    );
    let rows = allowed.fetch_all(&SQL, args![author(allowed)?]).await?;
    rows.iter().map(|row| read(allowed, row)).collect()
}

/// Throws a draft away with its files; `false` where there was none.
pub async fn discard(tx: &mut PersonTx<'_>, id: Uuid) -> Result<bool, GateError> {
    static DRAFT: PersonalSql =
        PersonalSql::new("DELETE FROM dialogue_drafts WHERE person = :person AND author = :1 AND id = :2");
    static FILES: PersonalSql =
        PersonalSql::new("DELETE FROM dialogue_draft_files WHERE person = :person AND draft = :1");
    if tx.execute(&DRAFT, args![author(tx)?, id]).await? == 0 {
        return Ok(false);
    }
    tx.execute(&FILES, args![id]).await?;
    Ok(true)
}

/// Adds a file to one's own draft; `false` where there is no such draft.
pub async fn add_file(tx: &mut PersonTx<'_>, draft: Uuid, file: &Clean) -> Result<bool, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "INSERT INTO dialogue_draft_files (person, draft, id, added_at, content_type, size, name, body)
         VALUES (:person, :1, :2, :3, :4, :5, :6, :7)",
    );
    if find_in(tx, draft).await?.is_none() {
        return Ok(false);
    }
    let (id, label) = (tx.new_id(), label(draft));
    let size = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
    let (name, body) = (tx.seal(&label, file.name.as_bytes()), tx.seal(&label, &file.bytes));
    tx.execute(&SQL, args![draft, id, tx.now(), file.kind.mime(), size, name, body]).await?;
    Ok(true)
}

/// Takes a file out of one's own draft.
pub async fn remove_file(tx: &mut PersonTx<'_>, draft: Uuid, file: Uuid) -> Result<(), GateError> {
    static SQL: PersonalSql =
        PersonalSql::new("DELETE FROM dialogue_draft_files WHERE person = :person AND draft = :1 AND id = :2");
    if find_in(tx, draft).await?.is_some() {
        tx.execute(&SQL, args![draft, file]).await?;
    }
    Ok(())
}

/// The files of one's own draft, in the order they were added.
pub async fn files(allowed: &Allowed<See>, draft: Uuid) -> Result<Vec<DraftFile>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT f.id, f.name, f.size FROM dialogue_draft_files f
         JOIN dialogue_drafts d ON d.person = f.person AND d.id = f.draft
         WHERE f.person = :person AND d.author = :1 AND f.draft = :2 ORDER BY f.added_at, f.id",
    );
    let rows = allowed.fetch_all(&SQL, args![author(allowed)?, draft]).await?;
    let read = |row: &Row| {
        let name = allowed.open(&label(draft), row.blob(1)?)?;
        Ok(DraftFile { id: row.uuid(0)?, name: String::from_utf8_lossy(&name).into_owned(), size: row.int(2)? })
    };
    rows.iter().map(read).collect()
}

/// The files themselves, inside the transaction that sends them.
pub async fn take_files(tx: &mut PersonTx<'_>, draft: Uuid) -> Result<Vec<Clean>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT name, content_type, body FROM dialogue_draft_files WHERE person = :person AND draft = :1
         ORDER BY added_at, id",
    );
    let rows = tx.fetch_all(&SQL, args![draft]).await?;
    let label = label(draft);
    let read = |row: &Row| {
        let name = tx.open(&label, row.blob(0)?)?;
        let kind = FileKind::parse(row.str(1)?).ok_or(DbError::Sealed)?;
        Ok(Clean { name: String::from_utf8_lossy(&name).into_owned(), kind, bytes: tx.open(&label, row.blob(2)?)? })
    };
    rows.iter().map(read).collect()
}

fn read(grant: &Grant, row: &Row) -> Result<Draft, GateError> {
    let id = row.uuid(0)?;
    let body = grant.open(&label(id), row.blob(2)?)?;
    let fields = serde_json::from_slice(&body).unwrap_or_default();
    Ok(Draft { id, changed_at: row.time(1)?, fields })
}

fn label(id: Uuid) -> String {
    format!("dialogue.draft {id}")
}

/// Drafts are people's own; no one else writes any.
fn author(grant: &Grant) -> Result<String, GateError> {
    match grant.actor() {
        Actor::Citizen(person) => Ok(person.to_string()),
        _ => Err(GateError::Refused(access::rules::Refusal::NoTrace)),
    }
}
