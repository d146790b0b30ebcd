//! One conversation: its messages, who has read what, letters to confirm, and what one can do.

use access::rules::Basis;
use access::{Allowed, Deed, See};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use dialogue::{Conversation, Message, State as Stands};
use serde::Deserialize;
use web::{Acting, ItemId, Page, PageError, Portal, Turn, render};

use super::{failed, list};
use crate::inbox::{SERVICE, forms};

/// Messages on one page.
const PER_PAGE: u32 = 50;

#[derive(Template)]
#[template(path = "inbox/pages/show.html")]
struct Show {
    page: Page,
    with: String,
    kind: &'static str,
    state: Stands,
    is_archived: bool,
    messages: Vec<Shown>,
    turn: Turn,
    /// Just sent from here: in how many working days an answer may be expected; 0 where nobody says.
    sent: Option<i64>,
    /// One may look and not act: nothing is offered that would be refused.
    may_act: bool,
    own: String,
}

struct Shown {
    id: String,
    who: String,
    when: String,
    text: String,
    files: Vec<(String, String)>,
    /// Key of a line on who has read it, and when.
    read: Option<(&'static str, String)>,
    hidden: Option<&'static str>,
    /// It asks for confirmation: until when, and when it was given.
    confirm: Option<(Option<String>, Option<String>)>,
    /// Only a day by which an answer is wanted.
    answer_by: Option<String>,
    posted: Option<String>,
}

/// Which part of it, and whether one comes from sending.
#[derive(Deserialize)]
pub struct Opened {
    side: Option<u32>,
    sendt: Option<String>,
}

/// Shows the conversation that a message is in; the office's messages on it are read from now on.
pub async fn get(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    Query(opened): Query<Opened>,
) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::on("show", id)).await?;
    let number = opened.side.unwrap_or(1).clamp(1, 1_000);
    let part = dialogue::Page { size: i64::from(PER_PAGE) + 1, skip: i64::from((number - 1) * PER_PAGE) };
    let mut conversation = dialogue::thread(&allowed, id, part).await?.ok_or(PageError::NotFound)?;
    let more = conversation.messages.len() > PER_PAGE as usize;
    if more {
        conversation.messages.remove(0);
    }
    if let Err(error) = dialogue::read(&allowed, &conversation).await {
        failed(error)?;
    }
    let sent = match opened.sendt {
        Some(_) => Some(answer_days(&portal, &conversation).await?),
        None => None,
    };
    let own = acting.path(&format!("innboks/{}", conversation.thread.address));
    let turn = |number: u32| format!("{own}?side={number}");
    let turn = Turn { number, newer: (number > 1).then(|| turn(number - 1)), older: more.then(|| turn(number + 1)) };
    let may_act = acting.refused(&portal, &SERVICE).await?.is_none();
    Ok(render(&page(&acting, &allowed, conversation, Around { turn, sent, may_act, own })))
}

/// What stands around the messages.
struct Around {
    turn: Turn,
    sent: Option<i64>,
    may_act: bool,
    own: String,
}

async fn answer_days(portal: &Portal, conversation: &Conversation) -> Result<i64, PageError> {
    let Some(office) = conversation.thread.office else { return Ok(0) };
    let office = portal.offices().find(office).await.map_err(PageError::unavailable)?;
    Ok(office.map_or(0, |office| i64::from(office.answer_days)))
}

fn page(acting: &Acting, allowed: &Allowed<See>, conversation: Conversation, around: Around) -> Show {
    let (words, thread) = (acting.words(), &conversation.thread);
    let title = list::subject(acting, thread);
    let with = thread.with.clone().unwrap_or_else(|| words.t("inbox-unknown-service").to_owned());
    let shown = |message: &Message| shown(acting, allowed, &with, message);
    Show {
        page: acting.page_titled(title).under(acting.path("innboks"), words.t("inbox-title")),
        kind: forms::kind_key(thread.kind),
        state: thread.state,
        is_archived: thread.is_archived,
        messages: conversation.messages.iter().map(shown).collect(),
        turn: around.turn,
        sent: around.sent,
        may_act: around.may_act,
        own: around.own.clone(),
        with: with.clone(),
    }
}

fn shown(acting: &Acting, allowed: &Allowed<See>, with: &str, message: &Message) -> Shown {
    let words = acting.words();
    let day = |day: jiff::civil::Date| words.day(day);
    let file = |it: &dialogue::Attached| {
        (format!("{}/vedlegg/{}", acting.path(&format!("innboks/{}", message.id)), it.number), it.name.clone())
    };
    Shown {
        id: message.id.to_string(),
        who: who(acting, allowed, with, message),
        when: words.moment(message.sent_at),
        text: message.text.clone(),
        files: message.attachments.iter().map(file).collect(),
        read: read(acting, message),
        hidden: match (message.flags.hidden_from_parents, message.flags.hidden_from_youth) {
            (true, false) if allowed.reader().as_youth => Some("inbox-hidden-from-parents"),
            (false, true) if allowed.reader().as_parent => Some("inbox-hidden-from-youth"),
            _ => None,
        },
        confirm: message
            .asks_confirmation
            .then(|| (message.answer_by.map(day), message.confirmed_at.map(|at| words.moment(at)))),
        answer_by: message.answer_by.filter(|_| !message.asks_confirmation).map(day),
        posted: message.posted_at.map(|at| words.moment(at)),
    }
}

/// Who wrote it, in words. Who else acts for the giver of a power is not the holder's to know (R5).
fn who(acting: &Acting, allowed: &Allowed<See>, with: &str, message: &Message) -> String {
    let words = acting.words();
    if message.from_office {
        return message.writer.clone().filter(|it| !it.is_empty()).unwrap_or_else(|| with.to_owned());
    }
    if message.author == Some(acting.person()) {
        return words.t("inbox-you").to_owned();
    }
    let subject = acting.standing().name.full();
    match (&message.writer, allowed.basis()) {
        (None, _) => subject,
        (Some(_), Basis::PowerOfAttorney(_)) => words.say("inbox-on-behalf").with("who", subject).to_string(),
        (Some(writer), _) => writer.clone(),
    }
}

/// Who has read it. The office's reading of one's own, and one's own side's first reading of the office's.
fn read(acting: &Acting, message: &Message) -> Option<(&'static str, String)> {
    let at = if message.from_office { None } else { message.read_by_office_at };
    at.map(|at| ("inbox-read-by-office", acting.words().moment(at)))
}
