//! What a Communication must fit before it is kept: its office, its conversation, its files, and whose words it holds.

use access::rules::Flags;
use access::{Actor, PersonTx};
use fhir::{Issue, IssueKind};
use futures_util::future::BoxFuture;
use records::{Delivery, Fit, ReceiveError};

use crate::attachment::MOST_FILES;
use crate::communication::Communication;
use crate::files::{self, both};
use crate::store::{self, ThreadRow};

/// Asks of a Communication or a file, from a system or from here, whether it fits, and says by which office's rules it is
/// seen.
pub fn admit<'a>(tx: &'a mut PersonTx<'_>, delivery: &'a Delivery) -> BoxFuture<'a, Result<Fit, ReceiveError>> {
    Box::pin(async move {
        if delivery.resource_type == files::TYPE {
            return files::admit(tx, delivery).await;
        }
        let own = Fit::own(delivery);
        let known = store::message(tx, delivery.id).await?;
        let from_source = matches!(tx.actor(), Actor::Source { .. });
        // Before it is asked whether it still is a message: a citizen's words are not taken away as an error either.
        if from_source && known.as_ref().is_some_and(|it| !it.from_office) {
            untouched(tx, delivery).await?;
        }
        let Some(view) = Communication::read(&delivery.text).filter(Communication::is_message) else { return Ok(own) };
        if from_source && known.is_none() && view.from_citizen {
            return Err(not_the_citizens());
        }
        attached(&view)?;
        let conversation = conversation(tx, delivery, &view).await?;
        let office = match &conversation {
            Some((thread, _)) => thread.office,
            None => view.office,
        };
        let office = office_of(tx, delivery, office).await?;
        let item_source = office.map_or(own.item_source, |office| office.kind.item_source());
        let answered = conversation.filter(|_| !view.from_citizen).map(|(_, flags)| flags).unwrap_or_default();
        // What a citizen keeps from another stays kept: an office can mark it more, never less.
        let kept = known.filter(|it| !it.from_office).map(|it| it.flags).unwrap_or_default();
        // What answers something that parents may not see is not theirs to see either, whatever the sender forgot.
        let answered = Flags { hidden_from_youth: false, ..answered };
        Ok(Fit { item_source, flags: both(both(own.flags, kept), answered) })
    })
}

/// The conversation that the message answers in, and the marks of what it answers.
async fn conversation(
    tx: &mut PersonTx<'_>,
    delivery: &Delivery,
    view: &Communication,
) -> Result<Option<(ThreadRow, Flags)>, ReceiveError> {
    let Some(answered) = view.answers else { return Ok(None) };
    let found = match store::message(tx, answered).await? {
        Some(message) => store::thread(tx, message.thread).await?.map(|thread| (thread, message.flags)),
        None => None,
    };
    match found {
        Some((thread, flags)) if thread.organisation == delivery.organisation => Ok(Some((thread, flags))),
        _ => Err(unfit("inResponseTo", "names no message of this patient's with your organisation", "use its id here")),
    }
}

async fn office_of(
    tx: &mut PersonTx<'_>,
    delivery: &Delivery,
    named: Option<uuid::Uuid>,
) -> Result<Option<offices::Office>, ReceiveError> {
    let found = offices::answering(&mut tx.shared(), &delivery.organisation, named).await?;
    match (found, named) {
        (None, Some(_)) => {
            Err(unfit("sender.identifier", "names no office of your organisation", "use the office's id"))
        }
        (found, _) => Ok(found),
    }
}

fn attached(view: &Communication) -> Result<(), ReceiveError> {
    if view.attachments.len() > MOST_FILES {
        let fault = format!("has more than {MOST_FILES} attachments");
        return Err(unfit("payload", &fault, "send several messages"));
    }
    match view.attachments.iter().position(|it| !it.is_here()) {
        Some(at) => Err(unfit(
            &format!("payload.contentAttachment[{at}]"),
            "is not something that citizens can open here",
            "send the file as data, or as a Binary and url Binary/<id>",
        )),
        None => Ok(()),
    }
}

/// A citizen's words stay theirs: a health service marks the message or says when it was read, and changes no more.
async fn untouched(tx: &mut PersonTx<'_>, delivery: &Delivery) -> Result<(), ReceiveError> {
    let Some(present) = records::find_in(tx, crate::TYPE, delivery.id).await? else { return Ok(()) };
    let essence =
        |text: &str| Communication::read(text).map(|it| Communication { received: None, closes: false, ..it });
    if essence(&present.body) == essence(&delivery.text) {
        return Ok(());
    }
    Err(unfit("payload", "is what a citizen wrote", "change only meta.security and received"))
}

fn not_the_citizens() -> ReceiveError {
    unfit("sender", "is the patient or one who acts for them", "name the health service: citizens write in the portal")
}

fn unfit(element: &str, fault: &str, mend: &str) -> ReceiveError {
    ReceiveError::Unfit(Issue::new(IssueKind::BusinessRule, format!("{}.{element}", crate::TYPE), fault, mend))
}
