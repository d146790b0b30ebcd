//! The text and its files, on one form: every button of it keeps what is typed.

use access::{Deed, GateError};
use askama::Template;
use axum::{extract::State, response::Response};
use dialogue::attachment::{Clean, MOST_FILES};
use dialogue::drafts::{self, DraftFile};
use uuid::Uuid;
use web::{Acting, Form, ItemId, Page, PageError, Portal, Upload, again, cleaned, render};

use super::draft::{Open, keep, to};
use crate::inbox::{SERVICE, forms};

#[derive(Template)]
#[template(path = "inbox/pages/write.html")]
struct Write {
    page: Page,
    form: Form,
    fields: &'static [forms::Field],
    /// An answer has no subject and no kind of its own.
    is_answer: bool,
    with: String,
    kind: &'static str,
    files: Vec<(Uuid, String)>,
    may_add: bool,
    /// A youth may keep it from the parents.
    may_hide: bool,
    action: String,
    save: String,
    discard: String,
}

/// Shows the draft.
pub async fn get(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("draft")).await?;
    match Open::find(&portal, &acting, &allowed, id).await? {
        Ok(open) => {
            let (files, form) = (drafts::files(&allowed, open.id).await?, open.form.clone());
            Ok(page(&acting, &open, form, &files, allowed.reader().as_youth))
        }
        Err(sent) => Ok(sent),
    }
}

/// Keeps the draft; adds a file, takes one out, or goes on to the check.
pub async fn post(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
    upload: Upload,
) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("draft")).await?;
    let open = match Open::find(&portal, &acting, &allowed, id).await? {
        Ok(open) => open,
        Err(sent) => return Ok(sent),
    };
    let (mut form, remove) = (upload.form.clone(), Uuid::parse_str(upload.form.value("fjern")).ok());
    let goes_on = form.value("gjor") == "videre";
    keep(&portal, &acting, open.id, open.fields(upload.form)).await?;
    if let Some(file) = remove {
        remove_file(&portal, &acting, open.id, file).await?;
    }
    let present = drafts::files(&allowed, open.id).await?;
    match cleaned(&upload.files, &sizes(&present)) {
        Ok(files) => add(&portal, &acting, open.id, files).await?,
        Err(key) => form.refuse("vedlegg", key),
    }
    if goes_on {
        forms::check(&mut form, open.kind, open.answers.is_some());
    }
    if form.has_faults() {
        let files = drafts::files(&allowed, open.id).await?;
        return Ok(again(page(&acting, &open, form, &files, allowed.reader().as_youth)));
    }
    let step = if goes_on { "send" } else { "tekst" };
    Ok(to(&acting, &format!("innboks/utkast/{}/{step}", open.id)))
}

/// Bytes of each.
fn sizes(files: &[DraftFile]) -> Vec<usize> {
    files.iter().map(|file| usize::try_from(file.size).unwrap_or(usize::MAX)).collect()
}

async fn add(portal: &Portal, acting: &Acting, draft: Uuid, files: Vec<Clean>) -> Result<(), PageError> {
    for file in files {
        let allowed = acting.act(portal, &SERVICE, Deed::new("draft")).await?;
        let added = allowed
            .commit::<_, GateError, _>(move |tx| Box::pin(async move { drafts::add_file(tx, draft, &file).await }));
        added.await?;
    }
    Ok(())
}

async fn remove_file(portal: &Portal, acting: &Acting, draft: Uuid, file: Uuid) -> Result<(), PageError> {
    let allowed = acting.act(portal, &SERVICE, Deed::new("draft")).await?;
    let removed = allowed
        .commit::<_, GateError, _>(move |tx| Box::pin(async move { drafts::remove_file(tx, draft, file).await }));
    Ok(removed.await?)
}

fn page(acting: &Acting, open: &Open, form: Form, files: &[DraftFile], is_youth: bool) -> Response {
    let words = acting.words();
    let is_answer = open.answers.is_some();
    let is_hidden_anyway = open.office.as_ref().is_some_and(|it| it.kind == offices::OfficeKind::SchoolHealth);
    render(&Write {
        page: acting.page("inbox-write").under(acting.path("innboks"), words.t("inbox-title")),
        form,
        fields: if is_answer { &[] } else { forms::fields(open.kind) },
        is_answer,
        with: open.with.clone(),
        kind: forms::kind_key(open.kind),
        files: files.iter().map(|file| (file.id, file.name.clone())).collect(),
        may_add: files.len() < MOST_FILES,
        may_hide: is_youth && !is_hidden_anyway,
        action: open.path(acting, "tekst"),
        save: open.path(acting, "lagre"),
        discard: open.path(acting, "forkast"),
    })
}
