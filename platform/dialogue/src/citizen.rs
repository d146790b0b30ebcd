//! What the citizen's side does: begin a conversation, write in it, end it, put it away, confirm a letter.

use access::rules::{Flags, ItemSource};
use access::{Actor, GateError, PersonTx, PersonalSql};
use db::args;
use records::{Delivery, Kind as RecordKind, patient_reference};
use uuid::Uuid;

use crate::attachment::Clean;
use crate::compose::{self, From, Happened, Outgoing};
use crate::{ADMISSION, CONSEQUENCE, DialogueError, Kind, POLICY, Place, files, store};

/// What is written.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// Of what begins a conversation.
    pub subject: Option<String>,
    pub text: String,
    pub attachments: Vec<Clean>,
    /// The name of one who writes for another; `None` for oneself.
    pub writer: Option<String>,
    /// A youth's wish, where they have one: what they write to the school nurse is hidden from parents anyway.
    pub hide_from_parents: bool,
}

/// A conversation that begins.
#[derive(Clone, Debug)]
pub struct New {
    pub kind: Kind,
    pub place: Place,
    pub content: Content,
}

/// Begins a conversation with the message `id`; the same id again changes nothing, so that a second click sends nothing.
pub async fn start(tx: &mut PersonTx<'_>, id: Uuid, new: &New) -> Result<(), DialogueError> {
    if store::message(tx, id).await?.is_some() {
        return Ok(());
    }
    let message = Message { id, thread: None, kind: new.kind, place: &new.place, content: &new.content };
    send(tx, &message).await
}

/// Writes in a conversation of which the reader sees something.
///
/// # Errors
/// [`DialogueError::Closed`] where it has ended; [`DialogueError::NotFound`] where they see nothing of it.
pub async fn write(tx: &mut PersonTx<'_>, id: Uuid, address: Uuid, content: &Content) -> Result<(), DialogueError> {
    let thread = store::thread_of(tx, address).await?.ok_or(DialogueError::NotFound)?;
    if store::message(tx, id).await?.is_some() {
        return Ok(());
    }
    if thread.closed_at.is_some() {
        return Err(DialogueError::Closed);
    }
    let source = source_of(tx, thread.id).await?;
    let place = Place::of(tx, &thread.organisation, thread.office, source).await?;
    let kind = if thread.kind == Kind::Letter { Kind::Question } else { thread.kind };
    send(tx, &Message { id, thread: Some(thread.id), kind, place: &place, content }).await
}

/// What the messages of a conversation come from.
async fn source_of(tx: &mut PersonTx<'_>, thread: Uuid) -> Result<ItemSource, DialogueError> {
    Ok(store::messages(tx, thread).await?.first().map_or(ItemSource::Other, |it| it.source))
}

struct Message<'m> {
    id: Uuid,
    thread: Option<Uuid>,
    kind: Kind,
    place: &'m Place,
    content: &'m Content,
}

async fn send(tx: &mut PersonTx<'_>, message: &Message<'_>) -> Result<(), DialogueError> {
    let Message { id, thread, kind, place, content } = *message;
    let flags = marks(tx, place.source, content.hide_from_parents);
    let out = Outgoing {
        id,
        thread,
        kind,
        place,
        from: content.writer.as_deref().map_or(From::Patient, From::Another),
        flags,
        subject: content.subject.as_deref(),
        text: &content.text,
        attachments: &content.attachments,
        asks_confirmation: false,
        answer_by: None,
        sent: tx.now(),
    };
    deliver(tx, out).await
}

/// What a parent writes is not the youth's to see, now or later; what a youth writes to the school nurse is not the
/// parents' (L2: they need no consent for it), nor anything that the youth keeps to themself.
fn marks(tx: &PersonTx<'_>, source: ItemSource, hide_from_parents: bool) -> Flags {
    let reader = tx.reader();
    Flags {
        hidden_from_parents: reader.as_youth && (hide_from_parents || source == ItemSource::SchoolNurse),
        hidden_from_youth: reader.as_parent,
    }
}

/// Stores the files and then the message, as a source would have delivered them: what follows, follows for all alike.
pub(crate) async fn deliver(tx: &mut PersonTx<'_>, out: Outgoing<'_>) -> Result<(), DialogueError> {
    let patient = patient_reference(tx, &out.place.organisation);
    let mut files = Vec::with_capacity(out.attachments.len());
    for file in out.attachments {
        let id = tx.new_id();
        let binary = delivery(&out, id, files::TYPE, compose::binary(id, &patient, file));
        receive(tx, &RecordKind::quiet(&POLICY), &binary).await?;
        files.push((id, file.clone()));
    }
    let text = compose::communication(&out, &patient, &files);
    receive(tx, &COMMUNICATION, &delivery(&out, out.id, crate::TYPE, text)).await
}

/// What a Communication is to the store.
pub(crate) static COMMUNICATION: RecordKind =
    RecordKind { policy: &POLICY, admission: ADMISSION, consequence: CONSEQUENCE };

async fn receive(tx: &mut PersonTx<'_>, kind: &RecordKind, delivery: &Delivery) -> Result<(), DialogueError> {
    Ok(records::receive(tx, kind, delivery).await.map(drop)?)
}

fn delivery(out: &Outgoing<'_>, id: Uuid, resource_type: &str, text: String) -> Delivery {
    Delivery {
        id,
        resource_type: resource_type.to_owned(),
        organisation: out.place.organisation.clone(),
        item_source: out.place.source,
        flags: out.flags,
        index: records::index_of(&text),
        identifiers: Vec::new(),
        text,
    }
}

/// Ends a conversation; again changes nothing.
pub async fn close(tx: &mut PersonTx<'_>, address: Uuid) -> Result<(), DialogueError> {
    let thread = store::thread_of(tx, address).await?.ok_or(DialogueError::NotFound)?;
    store::set_closed(tx, thread.id).await?;
    Ok(())
}

/// Puts a conversation away from the reader's own list, or takes it back. A new message takes it back by itself.
pub async fn archive(tx: &mut PersonTx<'_>, address: Uuid, away: bool) -> Result<(), DialogueError> {
    static SQL: PersonalSql = PersonalSql::new(
        "INSERT INTO dialogue_marks (person, reader, thread, read_at, archived_at) VALUES (:person, :1, :2, :3, :4)
         ON CONFLICT (person, reader, thread) DO UPDATE SET archived_at = excluded.archived_at",
    );
    let thread = store::thread_of(tx, address).await?.ok_or(DialogueError::NotFound)?;
    let archived_at = away.then(|| tx.now());
    let Actor::Citizen(reader) = tx.actor().clone() else { return Err(DialogueError::NotFound) };
    tx.execute(&SQL, args![reader, thread.id, tx.now(), archived_at]).await?;
    Ok(())
}

/// Confirms a letter that asks for it, once; the sender finds it in the Communication.
///
/// # Errors
/// [`DialogueError::Closed`] where there is nothing to confirm any more.
pub async fn confirm(tx: &mut PersonTx<'_>, message: Uuid) -> Result<(), DialogueError> {
    let record = records::find_in(tx, crate::TYPE, message).await?.ok_or(DialogueError::NotFound)?;
    if !store::set_confirmed(tx, message).await? {
        return Err(DialogueError::Closed);
    }
    let body = compose::after(&record.body, Happened::Confirmed(tx.now()))?;
    records::change(tx, &record, &body).await.map_err(GateError::into)
}
