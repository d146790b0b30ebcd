//! Who has read what, and when: told to both sides, and never more than that (C1).

use access::rules::Basis;
use access::{Actor, Allowed, Grant, PersonTx, PersonalSql, See};
use db::args;
use uuid::Uuid;

use crate::compose::{self, Happened};
use crate::{Conversation, DialogueError, store};

/// The column `reader`: the person who reads, or the organisation whose system does.
pub(crate) fn reader(grant: &Grant) -> String {
    match grant.actor() {
        Actor::Citizen(person) => person.to_string(),
        Actor::Source { organisation } => organisation.clone(),
        Actor::Staff(staff) => staff.organisation().to_owned(),
        Actor::Job(kind) => kind.as_str().to_owned(),
    }
}

/// The column `reader_is`: as what they read.
fn reader_is(grant: &Grant) -> &'static str {
    match (grant.actor(), grant.basis()) {
        (Actor::Citizen(_), Basis::Oneself) => "oneself",
        (Actor::Citizen(_), Basis::ParentalResponsibility) => "parent",
        (Actor::Citizen(_), basis) if basis.is_power() => "power",
        _ => "office",
    }
}

/// The citizen's side has the conversation before it: everything of the office in it is read, by this reader.
///
/// The first reader of a message makes its Communication say `received`, which its sender's feed tells.
pub async fn read(allowed: &Allowed<See>, conversation: &Conversation) -> Result<(), DialogueError> {
    if !conversation.thread.is_unread {
        return Ok(());
    }
    let thread = conversation.key;
    let messages: Vec<Uuid> = conversation.messages.iter().filter(|it| it.from_office).map(|it| it.id).collect();
    allowed
        .mark_seen(move |tx| {
            Box::pin(async move {
                note(tx, thread, &messages).await?;
                for message in messages {
                    open(tx, message).await?;
                }
                Ok(())
            })
        })
        .await
}

/// The office's side has it before it.
pub async fn read_at_work(allowed: &Allowed<See>, conversation: &Conversation) -> Result<(), DialogueError> {
    let is_new = |it: &&crate::Message| !it.from_office && it.read_by_office_at.is_none();
    let messages: Vec<Uuid> = conversation.messages.iter().filter(is_new).map(|it| it.id).collect();
    if messages.is_empty() {
        return Ok(());
    }
    let thread = conversation.key;
    allowed
        .mark_seen(move |tx| {
            Box::pin(async move {
                note(tx, thread, &messages).await?;
                Ok(())
            })
        })
        .await
}

async fn note(tx: &mut PersonTx<'_>, thread: Uuid, messages: &[Uuid]) -> Result<(), DialogueError> {
    static MARK: PersonalSql = PersonalSql::new(
        "INSERT INTO dialogue_marks (person, reader, thread, read_at) VALUES (:person, :1, :2, :3)
         ON CONFLICT (person, reader, thread) DO UPDATE SET read_at = excluded.read_at",
    );
    static RECEIPT: PersonalSql = PersonalSql::new(
        "INSERT INTO dialogue_receipts (person, message, reader, reader_is, read_at) VALUES (:person, :1, :2, :3, :4)
         ON CONFLICT (person, message, reader) DO NOTHING",
    );
    let (reader, reader_is) = (reader(tx), reader_is(tx));
    tx.execute(&MARK, args![&reader, thread, tx.now()]).await?;
    for message in messages {
        tx.execute(&RECEIPT, args![*message, &reader, reader_is, tx.now()]).await?;
    }
    Ok(())
}

/// The first time that anybody of the citizen's side opens a message of the office.
async fn open(tx: &mut PersonTx<'_>, message: Uuid) -> Result<(), DialogueError> {
    if !store::set_opened(tx, message).await? {
        return Ok(());
    }
    let Some(record) = records::find_in(tx, crate::TYPE, message).await? else { return Ok(()) };
    let body = compose::after(&record.body, Happened::Received(tx.now()))?;
    Ok(records::change(tx, &record, &body).await?)
}
