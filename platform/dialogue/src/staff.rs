//! What the office's side does: answer, write a letter, take a conversation on, end it, change marks.

use access::rules::Flags;
use access::{Actor, Grant, PersonTx, PersonalSql};
use db::{PersonId, args};
use jiff::civil::Date;
use offices::Office;
use records::Delivery;
use uuid::Uuid;

use crate::attachment::Clean;
use crate::citizen::{COMMUNICATION, deliver};
use crate::compose::{self, From, Happened, Outgoing};
use crate::files::both;
use crate::store::ThreadRow;
use crate::{DialogueError, Kind, Place, heads, store};

/// What the log says of a conversation that is taken up again.
pub const REOPEN: &str = "reopen";
/// What the log says of changing who sees a message.
pub const MARK: &str = "mark";

/// An answer of somebody at an office.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub text: String,
    pub attachments: Vec<Clean>,
    /// The name of the one who answers, for the citizen.
    pub writer: String,
    /// For a youth alone. An answer to what parents may not see is so always.
    pub hide_from_parents: bool,
    pub hide_from_youth: bool,
    pub asks_confirmation: bool,
    /// The last day on which an answer or a confirmation is of use.
    pub deadline: Option<Date>,
}

/// A letter, or another message that an office begins with.
#[derive(Clone, Debug)]
pub struct Letter {
    pub kind: Kind,
    pub subject: String,
    pub answer: Answer,
}

/// Whether what belongs to an organisation is the actor's to see: staff and systems see their own alone.
pub(crate) fn is_theirs(grant: &Grant, organisation: &str) -> bool {
    match grant.actor() {
        Actor::Citizen(_) | Actor::Job(_) => true,
        Actor::Source { organisation: own } => own == organisation,
        Actor::Staff(staff) => staff.organisation() == organisation,
    }
}

/// The conversation at an address, where it is the organisation's own.
async fn own_thread(tx: &mut PersonTx<'_>, address: Uuid) -> Result<ThreadRow, DialogueError> {
    let thread = store::thread_of(tx, address).await?.filter(|it| is_theirs(tx, &it.organisation));
    thread.ok_or(DialogueError::NotFound)
}

/// Holds a conversation until the transaction ends, and says which message is the latest in it: of two who answer at
/// once, the second waits here and then learns of what the first has written.
pub async fn hold_at_latest(tx: &mut PersonTx<'_>, address: Uuid) -> Result<Option<Uuid>, DialogueError> {
    let thread = own_thread(tx, address).await?;
    store::hold(tx, thread.id).await?;
    Ok(store::messages(tx, thread.id).await?.last().map(|it| it.id))
}

/// Answers in a conversation, with the message `id`; the same id again sends nothing. The one who answers has taken it on.
///
/// # Errors
/// [`DialogueError::Closed`] where it has ended; [`DialogueError::NotFound`] where it is not the organisation's.
pub async fn answer(tx: &mut PersonTx<'_>, id: Uuid, address: Uuid, answer: &Answer) -> Result<(), DialogueError> {
    let thread = own_thread(tx, address).await?;
    if store::message(tx, id).await?.is_some() {
        return Ok(());
    }
    if thread.closed_at.is_some() {
        return Err(DialogueError::Closed);
    }
    let messages = store::messages(tx, thread.id).await?;
    let source = messages.first().map_or(access::rules::ItemSource::Other, |it| it.source);
    let asked = messages.iter().rfind(|it| !it.from_office).map(|it| it.flags).unwrap_or_default();
    let place = Place::of(tx, &thread.organisation, thread.office, source).await?;
    let hidden_from_parents = answer.hide_from_parents || asked.hidden_from_parents;
    let answer = &Answer { hide_from_parents: hidden_from_parents, ..answer.clone() };
    deliver(tx, outgoing(tx, id, Some(thread.id), thread.kind, &place, None, answer)).await
}

/// Begins a conversation from an office, with the message `id`; the same id again sends nothing.
pub async fn start_letter(
    tx: &mut PersonTx<'_>,
    id: Uuid,
    office: &Office,
    letter: &Letter,
) -> Result<(), DialogueError> {
    if !is_theirs(tx, &office.organisation) {
        return Err(DialogueError::NotFound);
    }
    if store::message(tx, id).await?.is_some() {
        return Ok(());
    }
    let place = Place::from(office);
    deliver(tx, outgoing(tx, id, None, letter.kind, &place, Some(&letter.subject), &letter.answer)).await
}

fn outgoing<'m>(
    tx: &PersonTx<'_>,
    id: Uuid,
    thread: Option<Uuid>,
    kind: Kind,
    place: &'m Place,
    subject: Option<&'m str>,
    answer: &'m Answer,
) -> Outgoing<'m> {
    Outgoing {
        id,
        thread,
        kind,
        place,
        from: From::Staff(&answer.writer),
        flags: Flags { hidden_from_parents: answer.hide_from_parents, hidden_from_youth: answer.hide_from_youth },
        subject,
        text: &answer.text,
        attachments: &answer.attachments,
        asks_confirmation: answer.asks_confirmation,
        answer_by: answer.deadline,
        sent: tx.now(),
    }
}

/// Gives a conversation to somebody of the office, or back to all.
pub async fn assign(tx: &mut PersonTx<'_>, address: Uuid, to: Option<PersonId>) -> Result<(), DialogueError> {
    static SQL: PersonalSql =
        PersonalSql::new("UPDATE dialogue_threads SET assigned_to = :1 WHERE person = :person AND id = :2");
    let thread = own_thread(tx, address).await?;
    tx.execute(&SQL, args![to, thread.id]).await?;
    Ok(())
}

/// Ends a conversation from the office's side; again changes nothing.
pub async fn close_at_work(tx: &mut PersonTx<'_>, address: Uuid) -> Result<(), DialogueError> {
    let thread = own_thread(tx, address).await?;
    if store::set_closed(tx, thread.id).await? {
        change(tx, thread.id, Happened::Closed).await?;
    }
    Ok(())
}

/// Takes a conversation up again that has ended, by whomever; again changes nothing.
pub async fn reopen_at_work(tx: &mut PersonTx<'_>, address: Uuid) -> Result<(), DialogueError> {
    let thread = own_thread(tx, address).await?;
    if store::set_open(tx, thread.id).await? {
        change(tx, thread.id, Happened::Reopened).await?;
        heads::renew(tx, thread.id).await?;
    }
    Ok(())
}

/// Hides a message from parents or from the youth, or shows it to them (R4), as far as its marks are the office's to
/// change ([`Conversation::kept`](crate::Conversation::kept)): also one that a citizen wrote. Again changes nothing.
pub async fn mark(tx: &mut PersonTx<'_>, message: Uuid, flags: Flags) -> Result<(), DialogueError> {
    let thread = own_thread(tx, message).await?;
    let row = store::message(tx, message).await?.ok_or(DialogueError::NotFound)?;
    let first = store::message(tx, thread.id).await?.filter(|it| it.id != message);
    let flags = both(flags, kept((row.from_office, row.flags), first.map(|it| it.flags)));
    if flags == row.flags {
        return Ok(());
    }
    change(tx, message, Happened::Marked(flags)).await
}

/// The marks that an office cannot take off a message: a citizen's own, and that of the message before it that began the
/// conversation, which it answers.
pub(crate) fn kept((from_office, own): (bool, Flags), first: Option<Flags>) -> Flags {
    if !from_office {
        return own;
    }
    Flags { hidden_from_parents: first.is_some_and(|it| it.hidden_from_parents), hidden_from_youth: false }
}

/// The message's next version, as its office's own system would have sent it.
async fn change(tx: &mut PersonTx<'_>, message: Uuid, happened: Happened) -> Result<(), DialogueError> {
    let record = records::find_in(tx, crate::TYPE, message).await?.ok_or(DialogueError::NotFound)?;
    let row = store::message(tx, message).await?.ok_or(DialogueError::NotFound)?;
    let text = compose::after(&record.body, happened)?;
    let flags = if let Happened::Marked(flags) = happened { flags } else { record.flags };
    let delivery = Delivery {
        id: message,
        resource_type: crate::TYPE.to_owned(),
        organisation: record.organisation,
        item_source: row.source,
        flags,
        index: records::index_of(&text),
        identifiers: Vec::new(),
        text,
    };
    Ok(records::receive(tx, &COMMUNICATION, &delivery).await.map(drop)?)
}
