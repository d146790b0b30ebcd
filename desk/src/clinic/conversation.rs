//! One conversation: read, take on, give on, end.

use access::{Allowed, Deed, Reason, See};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use db::PersonId;
use dialogue::{Conversation, DialogueError, Message};
use offices::Template as Ready;
use people::age_on;
use serde::Deserialize;
use uuid::Uuid;
use web::{AtWork, Choice, Form, ItemId, Page, PageError, Portal, download, render};

use super::{day::oslo_day, queue};

/// At which ages there are both parents who see and a youth who will (R4).
pub const AGES: std::ops::Range<i16> = 12..16;
/// Messages on the page.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "clinic/conversation.html")]
struct Show {
    page: Page,
    form: Form,
    subject: String,
    born: String,
    assigned: Option<String>,
    is_mine: bool,
    is_closed: bool,
    messages: Vec<Line>,
    templates: Vec<Ready>,
    /// Whom an answer can be hidden from; none where nobody of that age has anybody to hide from.
    hide: Vec<Choice>,
    colleagues: Vec<Choice>,
    /// What has happened since the page was last seen.
    news: News,
    path: String,
}

/// What the page tells first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum News {
    Nothing,
    /// Somebody wrote while this one was typing.
    Newer,
    /// The answer, or the letter, has gone.
    Sent,
}

/// A message as its office sees it.
pub struct Line {
    pub writer: String,
    pub from_office: bool,
    pub at: String,
    pub text: String,
    pub hidden: Option<&'static str>,
    pub files: Vec<(String, String)>,
    pub opened: Option<String>,
    /// Where who sees it is changed; `None` where nobody of that age has anybody to hide from.
    pub marks: Option<String>,
}

/// A template that the answer begins with, or that one has just been sent.
#[derive(Deserialize)]
pub struct With {
    mal: Option<String>,
    sendt: Option<String>,
}

/// A conversation that is this office's, opened: the line is in the person's log.
pub struct Opened {
    pub allowed: Allowed<See>,
    pub conversation: Conversation,
    pub thread: Uuid,
}

/// Whose conversation a message is in, where it is with the office one is at work for.
pub async fn whose(portal: &Portal, at_work: &AtWork, message: Uuid) -> Result<PersonId, PageError> {
    let route = portal.queue().route(message).await.map_err(PageError::unavailable)?;
    let (person, office, organisation) = route.ok_or(PageError::NotFound)?;
    let ours = office == Some(at_work.office().id) && organisation == at_work.staff().organisation();
    if ours { Ok(person) } else { Err(PageError::NotFound) }
}

impl Opened {
    pub async fn find(portal: &Portal, at_work: &AtWork, thread: Uuid) -> Result<Self, PageError> {
        let person = whose(portal, at_work, thread).await?;
        let deed = Deed::on("show", thread);
        let allowed = at_work.see(portal, person, &dialogue::POLICY, deed, Reason::Queue).await?;
        let page = dialogue::Page { size: MOST, skip: 0 };
        let conversation = dialogue::at_work(&allowed, thread, page).await?.ok_or(PageError::NotFound)?;
        dialogue::read_at_work(&allowed, &conversation).await.map_err(failed)?;
        Ok(Self { allowed, conversation, thread })
    }
}

/// Shows it, with a place to answer.
pub async fn get(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(thread): ItemId,
    Query(with): Query<With>,
) -> Result<Response, PageError> {
    let opened = Opened::find(&portal, &at_work, thread).await?;
    let id = portal.random().uuid(opened.allowed.now()).to_string();
    let templates = templates(&portal, &at_work).await?;
    let chosen = templates.iter().find(|it| with.mal.as_deref() == Some(&*it.id.to_string()));
    let body = chosen.map_or("", |it| &it.body);
    let form = Form::filled([("id", &*id), ("sett", &*latest(&opened.conversation)), ("svar", body), ("skjul", "")]);
    let news = if with.sendt.is_some() { News::Sent } else { News::Nothing };
    show(&portal, &at_work, &opened, form, news).await
}

/// The page with what was typed; 409 where somebody wrote meanwhile.
pub async fn show(
    portal: &Portal,
    at_work: &AtWork,
    opened: &Opened,
    form: Form,
    news: News,
) -> Result<Response, PageError> {
    let Opened { allowed, conversation, thread } = opened;
    let seen = allowed.seen().ok_or(PageError::NotFound)?;
    let words = at_work.words();
    let assigned = portal.queue().assigned_to(*thread).await.map_err(PageError::unavailable)?;
    let team = portal.gate().co_workers(at_work.staff()).await?;
    let names = queue::colleagues(portal, team.iter().copied().chain(assigned)).await?;
    let me = at_work.staff().person();
    let others = team.into_iter().filter(|it| *it != me);
    let choice = |person: PersonId| {
        Choice::new(portal.handles().of(me, person), names.get(&person).cloned().unwrap_or_default())
    };
    let subject = conversation.thread.subject.clone().unwrap_or_default();
    let age = age_on(seen.born, oslo_day(allowed.now()));
    let title = format!("{}: {}", seen.name.full(), words.t(queue::kind_key(conversation.thread.kind)));
    let path = at_work.path(&format!("ko/{thread}"));
    let faulty = form.has_faults();
    let page = render(&Show {
        page: at_work.page_titled(title).under(at_work.path("ko"), words.t("clinic-queue")),
        subject,
        born: words.short_day(seen.born),
        assigned: assigned.and_then(|it| names.get(&it).cloned()),
        is_mine: assigned == Some(me),
        is_closed: conversation.thread.closed_at.is_some(),
        messages: conversation.messages.iter().map(|it| line(at_work, it, AGES.contains(&age))).collect(),
        templates: templates(portal, at_work).await?,
        hide: hide(at_work, age),
        colleagues: others.map(choice).collect(),
        news,
        path,
        form,
    });
    Ok(super::asked(page, news == News::Newer, faulty))
}

async fn templates(portal: &Portal, at_work: &AtWork) -> Result<Vec<Ready>, PageError> {
    portal.offices().templates(at_work.office().id).await.map_err(PageError::unavailable)
}

/// Id of the latest message.
pub fn latest(conversation: &Conversation) -> String {
    conversation.messages.last().map_or_else(String::new, |it| it.id.to_string())
}

pub fn line(at_work: &AtWork, message: &Message, may_mark: bool) -> Line {
    let words = at_work.words();
    let address = |it: &dialogue::Attached| at_work.path(&format!("vedlegg/{}/{}", message.id, it.number));
    let file = |it: &dialogue::Attached| (address(it), it.name.clone());
    Line {
        writer: message.writer.clone().unwrap_or_else(|| words.t("clinic-the-citizen").to_owned()),
        from_office: message.from_office,
        at: words.moment(message.sent_at),
        text: message.text.clone(),
        hidden: match (message.flags.hidden_from_parents, message.flags.hidden_from_youth) {
            (true, _) => Some("clinic-hidden-from-parents"),
            (false, true) => Some("clinic-hidden-from-youth"),
            (false, false) => None,
        },
        files: message.attachments.iter().map(file).collect(),
        opened: message.opened_at.filter(|_| message.from_office).map(|at| words.moment(at)),
        marks: may_mark.then(|| at_work.path(&format!("melding/{}", message.id))),
    }
}

/// Whom an answer can be hidden from, where age gives it a meaning.
pub fn hide(at_work: &AtWork, age: i16) -> Vec<Choice> {
    let choice = |(value, key, about): (&str, &str, &str)| Choice {
        value: value.to_owned(),
        text: at_work.words().t(key).to_owned(),
        description: at_work.words().find(about).unwrap_or_default().to_owned(),
    };
    if !AGES.contains(&age) {
        return Vec::new();
    }
    let all = [
        ("ingen", "clinic-hide-nobody", ""),
        ("foreldre", "clinic-hide-parents", "clinic-hide-parents-about"),
        ("ungdom", "clinic-hide-youth", "clinic-hide-youth-about"),
    ];
    all.map(choice).to_vec()
}

/// Takes it on, gives it to a colleague, or gives it back to all.
pub async fn assign(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(thread): ItemId,
    form: Form,
) -> Result<Response, PageError> {
    let person = whose(&portal, &at_work, thread).await?;
    let me = at_work.staff().person();
    let to = match form.value("til") {
        "meg" => Some(me),
        "ingen" => None,
        handle => {
            let team = portal.gate().co_workers(at_work.staff()).await?;
            let found = team.into_iter().find(|it| portal.handles().of(me, *it) == handle);
            Some(found.ok_or(PageError::BadInput)?)
        }
    };
    let deed = Deed::on("change", thread);
    let allowed = at_work.act(&portal, person, &dialogue::POLICY, deed, Reason::Queue).await?;
    let done = allowed.commit(move |tx| Box::pin(async move { dialogue::assign(tx, thread, to).await })).await;
    done.map_err(failed)?;
    Ok(Redirect::to(&at_work.path(&format!("ko/{thread}"))).into_response())
}

/// Ends it; again changes nothing.
pub async fn close(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(thread): ItemId,
) -> Result<Response, PageError> {
    let person = whose(&portal, &at_work, thread).await?;
    let deed = Deed::on("close", thread);
    let allowed = at_work.act(&portal, person, &dialogue::POLICY, deed, Reason::Queue).await?;
    let done = allowed.commit(move |tx| Box::pin(async move { dialogue::close_at_work(tx, thread).await })).await;
    done.map_err(failed)?;
    Ok(Redirect::to(&at_work.path("ko")).into_response())
}

/// Takes it up again; again changes nothing.
pub async fn reopen(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(thread): ItemId,
) -> Result<Response, PageError> {
    let person = whose(&portal, &at_work, thread).await?;
    let deed = Deed::on(dialogue::REOPEN, thread);
    let allowed = at_work.act(&portal, person, &dialogue::POLICY, deed, Reason::Queue).await?;
    let done = allowed.commit(move |tx| Box::pin(async move { dialogue::reopen_at_work(tx, thread).await })).await;
    done.map_err(failed)?;
    Ok(Redirect::to(&at_work.path(&format!("ko/{thread}"))).into_response())
}

/// Which file of the message.
#[derive(Deserialize)]
pub struct FileAt {
    number: usize,
}

/// A file of a conversation that is this office's.
pub async fn file(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(message): ItemId,
    Path(at): Path<FileAt>,
) -> Result<Response, PageError> {
    let person = whose(&portal, &at_work, message).await?;
    let deed = Deed::on("open_file", message);
    let allowed = at_work.see(&portal, person, &dialogue::POLICY, deed, Reason::Queue).await?;
    let file = dialogue::file(&allowed, message, at.number).await?.ok_or(PageError::NotFound)?;
    Ok(download(file))
}

/// A fault of a conversation as a page says it.
pub fn failed(fault: DialogueError) -> PageError {
    match fault {
        DialogueError::NotFound => PageError::NotFound,
        DialogueError::Closed => PageError::BadInput,
        DialogueError::Gate(fault) => fault.into(),
    }
}
