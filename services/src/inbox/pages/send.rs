//! The last step: what will be sent, and sending it, once.

use access::{Allowed, Deed, See, rules::ItemSource};
use askama::Template;
use axum::{extract::State, response::Response};
use dialogue::{Content, DialogueError, New, Place, drafts};
use uuid::Uuid;
use web::{Acting, ItemId, Page, PageError, Portal, render};

use super::{
    draft::{Open, to},
    failed,
};
use crate::inbox::{SERVICE, forms, recipients};

#[derive(Template)]
#[template(path = "inbox/pages/send.html")]
struct Send {
    page: Page,
    with: String,
    kind: &'static str,
    subject: Option<String>,
    text: String,
    files: Vec<String>,
    days: i64,
    /// Key of who will not see it.
    hidden: Option<&'static str>,
    action: String,
    back: String,
}

/// Shows what will be sent.
pub async fn get(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("draft")).await?;
    let open = match Open::find(&portal, &acting, &allowed, id).await? {
        Ok(open) => open,
        Err(sent) => return Ok(sent),
    };
    if !is_whole(&open) {
        return Ok(to(&acting, &format!("innboks/utkast/{}/tekst", open.id)));
    }
    let (words, is_answer) = (acting.words(), open.answers.is_some());
    let files = drafts::files(&allowed, open.id).await?.into_iter().map(|file| file.name).collect();
    Ok(render(&Send {
        page: acting.page("inbox-check-title").under(acting.path("innboks"), words.t("inbox-title")),
        kind: forms::kind_key(open.kind),
        subject: Some(open.form.value("emne").to_owned()).filter(|it| !it.is_empty() && !is_answer),
        text: forms::text(words, &open.form, open.kind, is_answer),
        files,
        days: open.office.as_ref().map_or(0, |office| i64::from(office.answer_days)),
        hidden: hidden(&allowed, &open),
        action: open.path(&acting, "send"),
        back: open.path(&acting, "tekst"),
        with: open.with,
    }))
}

fn hidden(allowed: &Allowed<See>, open: &Open) -> Option<&'static str> {
    let reader = allowed.reader();
    let to_school = open.office.as_ref().is_some_and(|it| it.kind.item_source() == ItemSource::SchoolNurse);
    let wished = open.form.holds("skjul", "ja") || to_school;
    match (reader.as_parent, reader.as_youth && wished) {
        (true, _) => Some("inbox-hidden-from-youth"),
        (false, true) => Some("inbox-hidden-from-parents"),
        (false, false) => None,
    }
}

fn is_whole(open: &Open) -> bool {
    let mut form = open.form.clone();
    forms::check(&mut form, open.kind, open.answers.is_some());
    !form.has_faults() && (open.answers.is_some() || open.office.is_some())
}

/// Sends it. The draft's id becomes the message's, so that a second click finds what the first has sent.
pub async fn post(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("draft")).await?;
    let open = match Open::find(&portal, &acting, &allowed, id).await? {
        Ok(open) => open,
        Err(sent) => return Ok(sent),
    };
    if !is_whole(&open) {
        return Ok(to(&acting, &format!("innboks/utkast/{id}/tekst")));
    }
    let Some(errand) = errand(&portal, &acting, &allowed, open).await? else {
        // What opened the office has ended since the draft was begun.
        return Ok(to(&acting, "innboks/ny"));
    };
    let allowed = acting.act(&portal, &SERVICE, Deed::on("write", id)).await?;
    let sent = allowed.commit(move |tx| {
        Box::pin(async move {
            if drafts::find_in(tx, id).await?.is_none() {
                return Err(DialogueError::Closed);
            }
            let attachments = drafts::take_files(tx, id).await?;
            match errand {
                Errand::New(mut new) => {
                    new.content.attachments = attachments;
                    dialogue::start(tx, id, &new).await?;
                }
                Errand::Answer(address, content) => {
                    dialogue::write(tx, id, address, &Content { attachments, ..content }).await?;
                }
            }
            drafts::discard(tx, id).await?;
            Ok(())
        })
    });
    if let Err(error) = sent.await {
        failed(error)?;
        return Ok(to(&acting, "innboks"));
    }
    Ok(to(&acting, &format!("innboks/{id}?sendt=ja")))
}

/// What is sent.
#[derive(Clone)]
enum Errand {
    New(New),
    Answer(Uuid, Content),
}

/// `None` where the office is not open to the subject any more.
async fn errand(
    portal: &Portal,
    acting: &Acting,
    allowed: &Allowed<See>,
    open: Open,
) -> Result<Option<Errand>, PageError> {
    let content = Content {
        subject: Some(open.form.value("emne").to_owned()).filter(|it| !it.is_empty() && open.answers.is_none()),
        text: forms::text(acting.words(), &open.form, open.kind, open.answers.is_some()),
        attachments: Vec::new(),
        writer: writer(portal, acting).await?,
        hide_from_parents: open.form.holds("skjul", "ja"),
    };
    if let Some(address) = open.answers {
        return Ok(Some(Errand::Answer(address, content)));
    }
    let offices = recipients::list(portal, acting, allowed).await?;
    let office = offices.iter().find(|office| Some(office.id) == open.office.as_ref().map(|it| it.id));
    Ok(office.map(|office| Errand::New(New { kind: open.kind, place: Place::from(office), content })))
}

/// The name of one who writes for another.
async fn writer(portal: &Portal, acting: &Acting) -> Result<Option<String>, PageError> {
    if acting.is_for_oneself() {
        return Ok(None);
    }
    let found = portal.gate().register().persons(&[acting.person()]).await.map_err(PageError::unavailable)?;
    Ok(found.first().map(|person| person.name.full()))
}
