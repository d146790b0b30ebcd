//! Rows of conversations and messages, as far as more than one file needs them.
//!
//! What keeps these tables in step with the records must see every message, whoever's change it follows: there the
//! statements say `OR TRUE` beside `:visible`. Nothing that they read is shown.

use access::rules::{Flags, ItemSource};
use access::{GateError, PersonTx, PersonalSql};
use db::{DbError, Row, args};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::Kind;

/// A conversation as it stands, whoever may see it.
#[derive(Clone, Debug)]
pub struct ThreadRow {
    pub id: Uuid,
    pub organisation: String,
    pub office: Option<Uuid>,
    pub kind: Kind,
    pub closed_at: Option<Timestamp>,
}

/// What is kept of a message beside its Communication.
#[derive(Clone, Debug)]
pub struct MessageRow {
    pub id: Uuid,
    pub thread: Uuid,
    pub from_office: bool,
    pub sent_at: Timestamp,
    pub shown_at: Timestamp,
    pub source: ItemSource,
    pub flags: Flags,
}

/// Label that subjects are sealed under.
pub fn subject_label(id: Uuid) -> String {
    format!("dialogue.subject {id}")
}

/// The conversation with this id.
pub async fn thread(tx: &mut PersonTx<'_>, id: Uuid) -> Result<Option<ThreadRow>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT id, organisation, office, kind, closed_at FROM dialogue_threads WHERE person = :person AND id = :1",
    );
    let row = tx.fetch_optional(&SQL, args![id]).await?;
    Ok(row.as_ref().map(thread_row).transpose()?)
}

fn thread_row(row: &Row) -> Result<ThreadRow, DbError> {
    Ok(ThreadRow {
        id: row.uuid(0)?,
        organisation: row.text(1)?,
        office: row.opt_uuid(2)?,
        kind: Kind::parse(row.str(3)?).unwrap_or_default(),
        closed_at: row.opt_time(4)?,
    })
}

/// Holds the conversation until the transaction ends.
pub async fn hold(tx: &mut PersonTx<'_>, id: Uuid) -> Result<(), GateError> {
    static SQL: PersonalSql =
        PersonalSql::new("UPDATE dialogue_threads SET last_at = last_at WHERE person = :person AND id = :1");
    tx.execute(&SQL, args![id]).await.map(drop)
}

/// The conversation that a message is in, as far as the reader of the transaction sees the message.
pub async fn thread_of(tx: &mut PersonTx<'_>, message: Uuid) -> Result<Option<ThreadRow>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT t.id, t.organisation, t.office, t.kind, t.closed_at FROM dialogue_messages m
         JOIN dialogue_threads t ON t.person = m.person AND t.id = m.thread
         WHERE m.person = :person AND :visible(m) AND m.id = :1",
    );
    let row = tx.fetch_optional(&SQL, args![message]).await?;
    Ok(row.as_ref().map(thread_row).transpose()?)
}

/// A message, whoever may see it.
pub async fn message(tx: &mut PersonTx<'_>, id: Uuid) -> Result<Option<MessageRow>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT id, thread, from_office, sent_at, shown_at, item_source, hidden_from_parents, hidden_from_youth
         FROM dialogue_messages WHERE person = :person AND (:visible OR TRUE) AND id = :1",
    );
    let row = tx.fetch_optional(&SQL, args![id]).await?;
    Ok(row.as_ref().map(message_row).transpose()?)
}

/// All messages of a conversation in their order, whoever may see them.
pub async fn messages(tx: &mut PersonTx<'_>, thread: Uuid) -> Result<Vec<MessageRow>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT id, thread, from_office, sent_at, shown_at, item_source, hidden_from_parents, hidden_from_youth
         FROM dialogue_messages WHERE person = :person AND (:visible OR TRUE) AND thread = :1 ORDER BY sent_at, id",
    );
    let rows = tx.fetch_all(&SQL, args![thread]).await?;
    Ok(rows.iter().map(message_row).collect::<Result<_, _>>()?)
}

fn message_row(row: &Row) -> Result<MessageRow, DbError> {
    Ok(MessageRow {
        id: row.uuid(0)?,
        thread: row.uuid(1)?,
        from_office: row.bool(2)?,
        sent_at: row.time(3)?,
        shown_at: row.time(4)?,
        source: ItemSource::of_bit(row.int(5)?).unwrap_or(ItemSource::Other),
        flags: Flags { hidden_from_parents: row.bool(6)?, hidden_from_youth: row.bool(7)? },
    })
}

/// A conversation that begins.
pub async fn insert_thread(tx: &mut PersonTx<'_>, thread: &ThreadRow, started_at: Timestamp) -> Result<(), GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "INSERT INTO dialogue_threads (person, id, organisation, office, kind, started_at, last_at)
         VALUES (:person, :1, :2, :3, :4, :5, :5)",
    );
    let ThreadRow { id, organisation, office, kind, .. } = thread;
    tx.execute(&SQL, args![*id, organisation, *office, kind.as_str(), started_at]).await.map(drop)
}

/// What stands beside a message for its whole life.
pub struct NewMessage<'m> {
    pub row: &'m MessageRow,
    pub author: Option<String>,
    pub subject: Option<&'m str>,
    pub asks_confirmation: bool,
    pub answer_by: Option<Date>,
    pub post_at: Option<Timestamp>,
}

/// Keeps a message, or changes what is kept of it; who wrote it and what has happened to it stay.
pub async fn put_message(tx: &mut PersonTx<'_>, new: &NewMessage<'_>) -> Result<(), GateError> {
    static INSERT: PersonalSql = PersonalSql::new(
        "INSERT INTO dialogue_messages (person, id, thread, from_office, author, sent_at, shown_at, item_source,
           hidden_from_parents, hidden_from_youth, subject, asks_confirmation, answer_by, post_at, organisation)
         VALUES (:person, :1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :11, :12, :13,
           (SELECT t.organisation FROM dialogue_threads t WHERE t.person = :person AND t.id = :2))
         ON CONFLICT (person, id) DO UPDATE SET shown_at = excluded.shown_at, item_source = excluded.item_source,
           hidden_from_parents = excluded.hidden_from_parents, hidden_from_youth = excluded.hidden_from_youth,
           subject = excluded.subject, asks_confirmation = excluded.asks_confirmation,
           answer_by = excluded.answer_by",
    );
    let MessageRow { id, thread, from_office, sent_at, shown_at, source, flags, .. } = new.row;
    let subject = new.subject.map(|it| tx.seal(&subject_label(*id), it.as_bytes()));
    let what = args![*id, *thread, *from_office, new.author.as_deref(), *sent_at, *shown_at, source.bit()];
    let marks = args![flags.hidden_from_parents, flags.hidden_from_youth, subject, new.asks_confirmation];
    let letter = args![new.answer_by.map(|day| day.to_string()), new.post_at];
    tx.execute(&INSERT, [what, marks, letter].concat()).await.map(drop)
}

/// A message that is one no more: entered in error.
pub async fn remove_message(tx: &mut PersonTx<'_>, id: Uuid) -> Result<(), GateError> {
    static SQL: PersonalSql =
        PersonalSql::new("DELETE FROM dialogue_messages WHERE person = :person AND (:visible OR TRUE) AND id = :1");
    tx.execute(&SQL, args![id]).await.map(drop)
}

/// Says when a message of the office was first opened; it does not go by post any more.
pub async fn set_opened(tx: &mut PersonTx<'_>, id: Uuid) -> Result<bool, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "UPDATE dialogue_messages SET opened_at = :1, post_at = NULL
         WHERE person = :person AND :visible AND id = :2 AND opened_at IS NULL",
    );
    Ok(tx.execute(&SQL, args![tx.now(), id]).await? > 0)
}

/// Says that a letter is confirmed; `false` where it was already, or asks for none.
pub async fn set_confirmed(tx: &mut PersonTx<'_>, id: Uuid) -> Result<bool, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "UPDATE dialogue_messages SET confirmed_at = :1
         WHERE person = :person AND :visible AND id = :2 AND asks_confirmation AND confirmed_at IS NULL",
    );
    Ok(tx.execute(&SQL, args![tx.now(), id]).await? > 0)
}

/// Takes a conversation up again; `false` where it has not ended.
pub async fn set_open(tx: &mut PersonTx<'_>, thread: Uuid) -> Result<bool, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "UPDATE dialogue_threads SET closed_at = NULL WHERE person = :person AND id = :1 AND closed_at IS NOT NULL",
    );
    Ok(tx.execute(&SQL, args![thread]).await? > 0)
}

/// Ends a conversation; `false` where it had ended.
pub async fn set_closed(tx: &mut PersonTx<'_>, thread: Uuid) -> Result<bool, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "UPDATE dialogue_threads SET closed_at = :1, waiting_since = NULL
         WHERE person = :person AND id = :2 AND closed_at IS NULL",
    );
    Ok(tx.execute(&SQL, args![tx.now(), thread]).await? > 0)
}
