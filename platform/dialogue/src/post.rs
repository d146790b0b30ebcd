//! The fall-back to post (L8): letters that nobody has opened in their office's time, for the printer's service.
//!
//! What is hidden from parents or from the youth waits in the portal: they share a letter box (R4).
//!
//! A letter is taken out in three steps: its line in the usage log and its text, the file on the disk, the mark that it
//! has gone. Whoever is killed between the last two writes the same file once more under the same name.

use access::{Deed, GateError, PersonTx, PersonalSql};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use db::{Db, DbError, PersonId, args};
use fhir::NoticeTags;
use fhir::json::Node;
use jiff::Timestamp;
use notify::{Class, Event};
use serde::Serialize;
use uuid::Uuid;

use crate::communication::{self, Communication};
use crate::compose::{self, Happened};
use crate::{DialogueError, POLICY, files};

/// A letter whose time has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    pub person: PersonId,
    pub message: Uuid,
    /// Since when.
    pub since: Timestamp,
}

/// What is printed of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Printed {
    pub sent_at: Timestamp,
    /// Organisation number of the sender.
    pub organisation: String,
    pub sender: String,
    pub subject: String,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<jiff::civil::Date>,
    pub attachments: Vec<PrintedFile>,
}

/// A file that goes with a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PrintedFile {
    pub title: String,
    pub content_type: String,
    /// Base64.
    pub data: String,
}

/// What the log says of taking a letter's text out.
pub const PRINT: &str = "print_letter";
/// What the log says of a letter that has gone by post.
pub const POST: &str = "post_letter";

/// The deed of a letter, for the gate.
pub const fn deed(verb: &'static str, message: Uuid) -> Deed {
    Deed::on(verb, message)
}

/// Letters whose time has come, the longest waiting first, after the one at `after`.
pub async fn due(db: &Db, now: Timestamp, after: Option<(Timestamp, Uuid)>, limit: i64) -> Result<Vec<Due>, DbError> {
    let sql = "SELECT person, id, post_at FROM dialogue_messages
               WHERE post_at IS NOT NULL AND post_at <= $1 AND NOT hidden_from_parents AND NOT hidden_from_youth
                 AND (post_at > $2 OR (post_at = $2 AND id > $3))
               ORDER BY post_at, id LIMIT $4";
    let (at, id) = after.unwrap_or((Timestamp::UNIX_EPOCH, Uuid::nil()));
    let rows = db.fetch_all(sql, args![now, at, id, limit]).await?;
    rows.iter().map(|row| Ok(Due { person: row.person(0)?, message: row.uuid(1)?, since: row.time(2)? })).collect()
}

/// What is to be printed of a letter; `None` where it was opened meanwhile, or is a letter no more.
pub async fn print(tx: &mut PersonTx<'_>, message: Uuid) -> Result<Option<Printed>, DialogueError> {
    if !is_due(tx, message).await? {
        return Ok(None);
    }
    let Some(record) = records::find_in(tx, crate::TYPE, message).await? else { return Ok(None) };
    let Some(view) = Communication::read(&record.body) else { return Ok(None) };
    let mut attachments = Vec::with_capacity(view.attachments.len());
    for (number, file) in view.attachments.iter().enumerate() {
        let data = match file.binary {
            Some(id) => binary(tx, &record.organisation, id).await?,
            None => communication::inline_data(&record.body, number),
        };
        let Some(data) = data else { continue };
        // What stands here was checked when it came in, or is printed as what it is.
        let data: String = data.split_ascii_whitespace().collect();
        if STANDARD.decode(&data).is_ok() {
            let (title, kind) = (file.title.clone(), file.content_type.clone());
            let (title, content_type) = (title.unwrap_or_default(), kind.unwrap_or_default());
            attachments.push(PrintedFile { title, content_type, data });
        }
    }
    Ok(Some(Printed {
        sent_at: view.sent.unwrap_or(record.updated_at),
        organisation: record.organisation,
        sender: view.sender.unwrap_or_default(),
        subject: view.subject.unwrap_or_default(),
        text: view.text,
        answer_by: view.answer_by,
        attachments,
    }))
}

async fn is_due(tx: &mut PersonTx<'_>, message: Uuid) -> Result<bool, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT id FROM dialogue_messages WHERE person = :person AND :visible AND id = :1 AND post_at <= :2
         AND NOT hidden_from_parents AND NOT hidden_from_youth",
    );
    Ok(tx.fetch_optional(&SQL, args![message, tx.now()]).await?.is_some())
}

async fn binary(tx: &mut PersonTx<'_>, organisation: &str, id: Uuid) -> Result<Option<String>, GateError> {
    let found = records::find_in(tx, files::TYPE, id).await?.filter(|it| it.organisation == organisation);
    Ok(found.and_then(|it| Node::parse(&it.body).ok()?.text_of("data").map(str::to_owned)))
}

/// Says that a letter has gone by post: its sender finds it in the Communication, its receiver in the inbox. Again
/// changes nothing.
pub async fn posted(tx: &mut PersonTx<'_>, message: Uuid) -> Result<(), DialogueError> {
    static SQL: PersonalSql = PersonalSql::new(
        "UPDATE dialogue_messages SET posted_at = :1, post_at = NULL
         WHERE person = :person AND :visible AND id = :2 AND posted_at IS NULL",
    );
    let Some(record) = records::find_in(tx, crate::TYPE, message).await? else { return Ok(()) };
    if tx.execute(&SQL, args![tx.now(), message]).await? == 0 {
        return Ok(());
    }
    let body = compose::after(&record.body, Happened::Posted)?;
    records::change(tx, &record, &body).await?;
    let event = Event::new("posted", POLICY.rules.service, Class::AboutTreatment, message);
    match event.from_source(&record.organisation, &NoticeTags::read(&record.body)) {
        Some(event) => Ok(notify::raise(tx, &event).await?),
        None => Ok(()),
    }
}
