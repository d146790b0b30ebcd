//! Drafts: what one is writing, found again, kept as one types, thrown away.

use access::{Allowed, Deed, GateError, See};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use dialogue::{Kind, drafts};
use offices::Office;
use uuid::Uuid;
use web::{Acting, Form, ItemId, Page, PageError, Portal, again, render};

use crate::inbox::{SERVICE, forms};

/// A draft with what it is for.
pub struct Open {
    pub id: Uuid,
    pub form: Form,
    pub kind: Kind,
    /// Whom it begins a conversation with.
    pub office: Option<Office>,
    /// The conversation that it answers in.
    pub answers: Option<Uuid>,
    /// The other side's name.
    pub with: String,
}

/// Names of the fields that steps before the text have set.
const SET: [&str; 3] = ["mottaker", "svar", "type"];

impl Open {
    /// One's own draft, or what was sent of it: then the page of that.
    pub async fn find(
        portal: &Portal,
        acting: &Acting,
        allowed: &Allowed<See>,
        id: Uuid,
    ) -> Result<Result<Self, Response>, PageError> {
        let Some(draft) = drafts::find(allowed, id).await? else {
            let sent = dialogue::thread(allowed, id, dialogue::Page { size: 1, skip: 0 }).await?;
            let thread = sent.ok_or(PageError::NotFound)?.thread;
            return Ok(Err(to(acting, &format!("innboks/{}", thread.address))));
        };
        let form = Form::of(draft.fields);
        let answers = Uuid::parse_str(form.value("svar")).ok();
        let office = Uuid::parse_str(form.value("mottaker")).ok();
        let office = match office {
            Some(office) => portal.offices().find(office).await.map_err(PageError::unavailable)?,
            None => None,
        };
        let thread = match answers {
            Some(address) => dialogue::thread(allowed, address, dialogue::Page { size: 1, skip: 0 }).await?,
            None => None,
        };
        let with = office.as_ref().map(|it| it.name.clone()).or_else(|| thread.and_then(|it| it.thread.with));
        let kind = Kind::parse(form.value("type")).unwrap_or_default();
        Ok(Ok(Self { id, form, kind, office, answers, with: with.unwrap_or_default() }))
    }

    /// What the earlier steps have set, and what is typed now.
    pub fn fields(&self, typed: Form) -> Vec<(String, String)> {
        let set = SET.map(|name| (name.to_owned(), self.form.value(name).to_owned()));
        let typed = typed.into_fields().into_iter().filter(|(name, _)| KEPT.contains(&name.as_str()));
        set.into_iter().filter(|(_, value)| !value.is_empty()).chain(typed).collect()
    }

    pub fn path(&self, acting: &Acting, step: &str) -> String {
        acting.path(&format!("innboks/utkast/{}/{step}", self.id))
    }
}

/// Fields of the text's own page.
const KEPT: [&str; 6] = ["emne", "tekst", "siden", "legemiddel", "naar", "skjul"];

#[derive(Template)]
#[template(path = "inbox/pages/drafts.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
    is_full: bool,
    write: String,
}

struct Row {
    href: String,
    discard: String,
    title: String,
    with: String,
    when: String,
}

/// What one has begun to write, the latest first.
pub async fn list(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    shown(&portal, &acting, false).await
}

/// The same for one who has as many as are kept: one is to be sent or deleted first.
pub async fn full(portal: &Portal, acting: &Acting) -> Result<Response, PageError> {
    Ok(again(shown(portal, acting, true).await?))
}

async fn shown(portal: &Portal, acting: &Acting, is_full: bool) -> Result<Response, PageError> {
    let allowed = acting.see(portal, &SERVICE, Deed::new("list_drafts")).await?;
    let mut rows = Vec::new();
    for draft in drafts::list(&allowed).await? {
        let Ok(open) = Open::find(portal, acting, &allowed, draft.id).await? else { continue };
        rows.push(row(acting, &open, draft.changed_at));
    }
    let page = acting.page("inbox-drafts").under(acting.path("innboks"), acting.words().t("inbox-title"));
    Ok(render(&List { page, rows, is_full, write: acting.path("innboks/ny") }))
}

fn row(acting: &Acting, open: &Open, changed_at: jiff::Timestamp) -> Row {
    let words = acting.words();
    let title = match open.form.value("emne") {
        "" => words.t(forms::kind_key(open.kind)).to_owned(),
        subject => subject.to_owned(),
    };
    let chosen = !open.form.value("type").is_empty() || open.answers.is_some();
    Row {
        href: open.path(acting, if chosen { "tekst" } else { "type" }),
        discard: open.path(acting, "forkast"),
        title,
        with: open.with.clone(),
        when: words.moment(changed_at),
    }
}

/// Keeps what is typed so far: what the script sends while one writes.
pub async fn save(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    form: Form,
) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("draft")).await?;
    match Open::find(&portal, &acting, &allowed, id).await? {
        Ok(open) => keep(&portal, &acting, id, open.fields(form)).await?,
        Err(_) => return Err(PageError::NotFound),
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Begins a draft; `None` where one has as many as are kept.
pub async fn begin(portal: &Portal, acting: &Acting, fields: Vec<(String, String)>) -> Result<Option<Uuid>, PageError> {
    let id = portal.random().uuid(portal.clock().now());
    Ok(saved(portal, acting, id, fields).await?.then_some(id))
}

/// Keeps the fields of a draft that was there a moment ago.
pub async fn keep(portal: &Portal, acting: &Acting, id: Uuid, fields: Vec<(String, String)>) -> Result<(), PageError> {
    if saved(portal, acting, id, fields).await? { Ok(()) } else { Err(PageError::NotFound) }
}

async fn saved(portal: &Portal, acting: &Acting, id: Uuid, fields: Vec<(String, String)>) -> Result<bool, PageError> {
    let allowed = acting.act(portal, &SERVICE, Deed::new("draft")).await?;
    let kept =
        allowed.commit::<_, GateError, _>(move |tx| Box::pin(async move { drafts::save(tx, id, &fields).await }));
    Ok(kept.await?)
}

/// Throws it away, with its files.
pub async fn discard(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let allowed = acting.act(&portal, &SERVICE, Deed::new("discard_draft")).await?;
    allowed.commit::<_, GateError, _>(move |tx| Box::pin(async move { drafts::discard(tx, id).await })).await?;
    Ok(to(&acting, "innboks/utkast"))
}

/// To another page of the subject's.
pub fn to(acting: &Acting, rest: &str) -> Response {
    Redirect::to(&acting.path(rest)).into_response()
}
