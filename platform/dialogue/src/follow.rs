//! What follows from a Communication, in the transaction that stores it (I9): its conversation, what lists need of it, the
//! marks of its files, and who is to be told.

use access::{Actor, GateError, PersonTx, rules::Flags};
use fhir::NoticeTags;
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use notify::{Class, Event};
use records::{Change, Delivery};
use uuid::Uuid;

use crate::communication::Communication;
use crate::store::{self, MessageRow, NewMessage, ThreadRow};
use crate::{Kind, POLICY, Place, files, heads};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// After a Communication was made or changed, by whomever.
pub fn follow<'a>(tx: &'a mut PersonTx<'_>, change: &'a Change<'a>) -> BoxFuture<'a, Result<(), GateError>> {
    Box::pin(async move {
        let delivery = change.delivery;
        let view = Communication::read(&delivery.text).filter(Communication::is_message);
        let known = store::message(tx, delivery.id).await?;
        match (view, known) {
            (Some(view), known) => keep(tx, change, &view, known).await,
            (None, Some(known)) => {
                store::remove_message(tx, known.id).await?;
                heads::renew(tx, known.thread).await
            }
            (None, None) => Ok(()),
        }
    })
}

async fn keep(
    tx: &mut PersonTx<'_>,
    change: &Change<'_>,
    view: &Communication,
    known: Option<MessageRow>,
) -> Result<(), GateError> {
    let delivery = change.delivery;
    let (thread, is_first, answered_at) = conversation(tx, delivery, view, known.as_ref()).await?;
    let place = Place::of(tx, &thread.organisation, thread.office, delivery.item_source).await?;
    let row = MessageRow { thread: thread.id, ..row(tx, delivery, view, known.as_ref(), answered_at) };
    let is_new = known.is_none();
    if is_first {
        store::insert_thread(tx, &thread, row.sent_at).await?;
    }
    let is_letter = thread.kind == Kind::Letter && row.from_office;
    let post_at = place.post_after_days.filter(|_| is_letter).map(|days| post_at(tx.now(), days));
    let new = NewMessage {
        row: &row,
        author: author(tx),
        subject: view.subject.as_deref(),
        asks_confirmation: view.asks_confirmation && row.from_office,
        answer_by: view.answer_by,
        post_at,
    };
    store::put_message(tx, &new).await?;
    files::follow(tx, delivery, view.attachments.iter().filter_map(|it| it.binary)).await?;
    heads::renew(tx, thread.id).await?;
    // Said once, it ends once: the conversation may have been taken up again since.
    let said = change.before.is_some_and(|it| Communication::read(&it.body).is_some_and(|view| ends(&view, it.flags)));
    if ends(view, delivery.flags) && !said {
        store::set_closed(tx, thread.id).await?;
    }
    if is_new { tell(tx, delivery, &thread, &row, is_first).await } else { Ok(()) }
}

/// An end is seen by all who see the conversation: what is hidden from somebody cannot bring one.
fn ends(view: &Communication, flags: Flags) -> bool {
    view.closes && flags == Flags::default()
}

/// The conversation that the message is in, whether it begins with it, and when what it answers was sent.
async fn conversation(
    tx: &mut PersonTx<'_>,
    delivery: &Delivery,
    view: &Communication,
    known: Option<&MessageRow>,
) -> Result<(ThreadRow, bool, Option<Timestamp>), GateError> {
    let before = match (known, view.answers) {
        (Some(known), _) => Some((known.thread, None)),
        (None, Some(answered)) => store::message(tx, answered).await?.map(|it| (it.thread, Some(it.sent_at))),
        (None, None) => None,
    };
    if let Some((thread, answered_at)) = before
        && let Some(thread) = store::thread(tx, thread).await?
    {
        return Ok((thread, false, answered_at));
    }
    let kind = view.kind.unwrap_or(if view.from_citizen { Kind::Question } else { Kind::Letter });
    let office = offices::answering(&mut tx.shared(), &delivery.organisation, view.office).await?;
    let thread = ThreadRow {
        id: delivery.id,
        organisation: delivery.organisation.clone(),
        office: office.map(|it| it.id),
        kind,
        closed_at: None,
    };
    Ok((thread, true, None))
}

fn row(
    tx: &PersonTx<'_>,
    delivery: &Delivery,
    view: &Communication,
    known: Option<&MessageRow>,
    answered_at: Option<Timestamp>,
) -> MessageRow {
    let now = tx.now();
    // Systems say when something was sent by the second; an answer comes after what it answers all the same.
    let earliest = answered_at.map_or(Timestamp::MIN, |at| at + SignedDuration::from_micros(1));
    let sent_at = view.sent.map_or(now, |sent| sent.min(now)).max(earliest);
    let hidden_less = known.is_some_and(|known| {
        (known.flags.hidden_from_parents && !delivery.flags.hidden_from_parents)
            || (known.flags.hidden_from_youth && !delivery.flags.hidden_from_youth)
    });
    MessageRow {
        id: delivery.id,
        thread: delivery.id,
        from_office: !view.from_citizen,
        sent_at: known.map_or(sent_at, |known| known.sent_at),
        shown_at: known.filter(|_| !hidden_less).map_or(now, |known| known.shown_at),
        source: delivery.item_source,
        flags: delivery.flags,
    }
}

/// Whole days of 24 hours: nobody counts the hour of summer time in a letter.
fn post_at(sent_at: Timestamp, days: u16) -> Timestamp {
    sent_at.checked_add(DAY * i32::from(days)).unwrap_or(Timestamp::MAX)
}

/// Who writes, where it is a person.
fn author(tx: &PersonTx<'_>) -> Option<String> {
    match tx.actor() {
        Actor::Citizen(person) => Some(person.to_string()),
        Actor::Staff(staff) => Some(staff.person().to_string()),
        Actor::Source { .. } | Actor::Job(_) => None,
    }
}

/// A message, an answer or a letter has come; or the citizen's own has gone (N2).
async fn tell(
    tx: &mut PersonTx<'_>,
    delivery: &Delivery,
    thread: &ThreadRow,
    row: &MessageRow,
    is_first: bool,
) -> Result<(), GateError> {
    let service = POLICY.rules.service;
    if !row.from_office {
        let event = Event::new("sent", service, Class::Confirmation, row.id);
        let event = if let Actor::Citizen(person) = tx.actor() { event.by(*person) } else { event };
        return notify::raise(tx, &event).await;
    }
    let event = new_from_office(service, thread.kind, is_first, row.id);
    match event.from_source(&delivery.organisation, &NoticeTags::read(&delivery.text)) {
        Some(event) => notify::raise(tx, &event).await,
        None => Ok(()),
    }
}

fn new_from_office(service: &'static str, kind: Kind, is_first: bool, id: Uuid) -> Event {
    match kind {
        Kind::Letter if is_first => Event::new("letter", service, Class::AboutTreatment, id),
        _ if is_first => Event::new("message", service, Class::AboutTreatment, id),
        kind if kind.asks_for_something() => Event::new("answer", service, Class::Answer, id),
        _ => Event::new("answer", service, Class::AboutTreatment, id),
    }
}
