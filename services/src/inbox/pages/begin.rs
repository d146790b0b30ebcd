//! The first steps: to whom, and what it is about. Each step keeps the draft.

use access::Deed;
use askama::Template;
use axum::{extract::State, response::Response};
use dialogue::Kind;
use offices::Office;
use uuid::Uuid;
use web::{Acting, Choice, Form, ItemId, Page, PageError, Portal, again, render};

use super::draft::{Open, begin, full, keep, to};
use crate::inbox::{SERVICE, forms, recipients};

/// Key of what one is told who has as many drafts as are kept.
const FULL: &str = "inbox-drafts-full";

#[derive(Template)]
#[template(path = "inbox/pages/begin.html")]
struct Begin {
    page: Page,
    /// The way out, where one has as many drafts as are kept.
    drafts: Option<String>,
    form: Form,
    choices: Vec<Choice>,
    action: String,
    back: String,
}

#[derive(Template)]
#[template(path = "inbox/pages/kinds.html")]
struct Kinds {
    page: Page,
    form: Form,
    choices: Vec<Choice>,
    with: String,
    action: String,
    back: String,
}

/// Asks to whom. A link from a contact has chosen one already.
pub async fn get(State(portal): State<Portal>, acting: Acting, chosen: Form) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("list")).await?;
    let offices = recipients::list(&portal, &acting, &allowed).await?;
    Ok(whom(&acting, &offices, chosen))
}

/// Keeps a draft to the one chosen.
pub async fn post(State(portal): State<Portal>, acting: Acting, mut form: Form) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("list")).await?;
    let offices = recipients::list(&portal, &acting, &allowed).await?;
    let chosen = Uuid::parse_str(form.value("mottaker")).ok();
    if !offices.iter().any(|office| Some(office.id) == chosen) {
        form.refuse("mottaker", "inbox-choose-recipient");
        return Ok(again(whom(&acting, &offices, form)));
    }
    let fields = vec![("mottaker".to_owned(), form.value("mottaker").to_owned())];
    let Some(id) = begin(&portal, &acting, fields).await? else {
        form.refuse("mottaker", FULL);
        return Ok(again(whom(&acting, &offices, form)));
    };
    Ok(to(&acting, &format!("innboks/utkast/{id}/type")))
}

fn whom(acting: &Acting, offices: &[Office], form: Form) -> Response {
    let words = acting.words();
    let days = |office: &Office| words.say("inbox-answers-within").with("days", i64::from(office.answer_days));
    let choice = |office: &Office| Choice {
        value: office.id.to_string(),
        text: office.name.clone(),
        description: days(office).to_string(),
    };
    render(&Begin {
        page: acting.page("inbox-write").under(acting.path("innboks"), words.t("inbox-title")),
        drafts: (form.fault("mottaker") == Some(FULL)).then(|| acting.path("innboks/utkast")),
        form,
        choices: offices.iter().map(choice).collect(),
        action: acting.path("innboks/ny"),
        back: acting.path("innboks"),
    })
}

/// Asks what it is about.
pub async fn kinds(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("draft")).await?;
    match Open::find(&portal, &acting, &allowed, id).await? {
        Ok(open) => Ok(what(&acting, &open, Form::filled([("type", open.form.value("type"))]))),
        Err(sent) => Ok(sent),
    }
}

/// Keeps what it is about.
pub async fn choose_kind(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    mut form: Form,
) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("draft")).await?;
    let open = match Open::find(&portal, &acting, &allowed, id).await? {
        Ok(open) => open,
        Err(sent) => return Ok(sent),
    };
    let kind = Kind::parse(form.value("type")).filter(|kind| offered(&open).contains(kind));
    let Some(kind) = kind else {
        form.refuse("type", "inbox-choose-kind");
        return Ok(again(what(&acting, &open, form)));
    };
    let mut fields = open.form.into_fields();
    fields.retain(|(name, _)| name != "type");
    fields.push(("type".to_owned(), kind.as_str().to_owned()));
    keep(&portal, &acting, open.id, fields).await?;
    Ok(to(&acting, &format!("innboks/utkast/{}/tekst", open.id)))
}

fn offered(open: &Open) -> &'static [Kind] {
    open.office.as_ref().map_or(&[], |office| forms::kinds(office.kind))
}

fn what(acting: &Acting, open: &Open, form: Form) -> Response {
    let words = acting.words();
    let choice = |kind: &Kind| Choice {
        value: kind.as_str().to_owned(),
        text: words.t(forms::kind_key(*kind)).to_owned(),
        description: words.t(forms::about_key(*kind)).to_owned(),
    };
    render(&Kinds {
        page: acting.page("inbox-write").under(acting.path("innboks"), words.t("inbox-title")),
        form,
        choices: offered(open).iter().map(choice).collect(),
        with: open.with.clone(),
        action: open.path(acting, "type"),
        back: acting.path("innboks/ny"),
    })
}

/// Begins an answer in a conversation.
pub async fn answer(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(address): ItemId,
) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::on("show", address)).await?;
    dialogue::thread(&allowed, address, dialogue::Page { size: 1, skip: 0 }).await?.ok_or(PageError::NotFound)?;
    let fields = vec![("svar".to_owned(), address.to_string())];
    match begin(&portal, &acting, fields).await? {
        Some(id) => Ok(to(&acting, &format!("innboks/utkast/{id}/tekst"))),
        None => full(&portal, &acting).await,
    }
}
