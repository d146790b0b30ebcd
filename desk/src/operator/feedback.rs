//! `/skranke/drift/tilbakemeldinger`: what readers have written to the operator (P11).

use ::feedback::{About, Message};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use uuid::Uuid;
use web::{AtWork, ItemId, Page, PageError, Portal, render};

use super::{ITEM, page};

pub(super) const PATH: &str = "drift/tilbakemeldinger";
/// Handled ones that are listed, of those not a year old.
const HANDLED: u32 = 50;
/// Characters of a message that the list shows.
const BEGINNING: usize = 120;

#[derive(Template)]
#[template(path = "operator/messages.html")]
struct List {
    page: Page,
    waiting: Vec<Line>,
    handled: Vec<Line>,
}

/// A message in the list.
struct Line {
    href: String,
    about: String,
    message: Message,
    beginning: String,
}

#[derive(Template)]
#[template(path = "operator/message.html")]
struct Show {
    page: Page,
    message: Message,
    /// What was written, a paragraph each.
    paragraphs: Vec<String>,
    /// The page it is about, where that is an address of ours.
    link: Option<String>,
    own: String,
}

#[derive(Template)]
#[template(path = "operator/delete_message.html")]
struct Delete {
    page: Page,
    action: String,
    yes: String,
    back: String,
}

pub(super) async fn list(State(portal): State<Portal>, at_work: AtWork) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let all = portal.feedback().list(HANDLED).await.map_err(PageError::unavailable)?;
    let path = at_work.path(PATH);
    let line = |message: Message| Line {
        href: format!("{path}/{}", message.id),
        about: key(message.about),
        beginning: beginning(&message.content.text),
        message,
    };
    let (handled, waiting) = all.into_iter().map(line).partition(|line| line.message.handled_at.is_some());
    Ok(render(&List { page: page(&at_work, "operator-messages"), waiting, handled }))
}

pub(super) async fn get(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let message = find(&portal, id).await?;
    let own = at_work.path(&format!("{PATH}/{id}"));
    let (back, words) = (at_work.path(PATH), at_work.words());
    Ok(render(&Show {
        page: page(&at_work, &key(message.about)).under(back, words.t("operator-messages")),
        paragraphs: message.content.text.lines().map(str::to_owned).filter(|line| !line.is_empty()).collect(),
        link: link(&message.content.page, &portal.site().origin),
        message,
        own,
    }))
}

/// Marks it as handled, or lets it wait again.
pub(super) async fn post(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
    form: web::Form,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    find(&portal, id).await?;
    let done = match form.value("hva") {
        "behandlet" => portal.feedback().handle(id, &at_work.staff().person().to_string()).await,
        "venter" => portal.feedback().reopen(id).await,
        _ => return Err(PageError::BadInput),
    };
    done.map_err(PageError::unavailable)?;
    Ok(Redirect::to(&at_work.path(PATH)).into_response())
}

/// Asks whether it is really to be deleted.
pub(super) async fn ask(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    find(&portal, id).await?;
    let words = at_work.words();
    let back = at_work.path(&format!("{PATH}/{id}"));
    Ok(render(&Delete {
        page: page(&at_work, "operator-message-delete").under(at_work.path(PATH), words.t("operator-messages")),
        action: format!("{back}/slett"),
        yes: words.t("operator-message-delete-yes").to_owned(),
        back,
    }))
}

/// Deletes it: a second click finds nothing to delete.
pub(super) async fn delete(
    State(portal): State<Portal>,
    at_work: AtWork,
    ItemId(id): ItemId,
) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    portal.feedback().delete(id).await.map_err(PageError::unavailable)?;
    Ok(Redirect::to(&at_work.path(PATH)).into_response())
}

async fn find(portal: &Portal, id: Uuid) -> Result<Message, PageError> {
    portal.feedback().find(id).await.map_err(PageError::unavailable)?.ok_or(PageError::NotFound)
}

fn key(about: About) -> String {
    format!("operator-message-{}", about.as_str())
}

fn beginning(text: &str) -> String {
    let shown: String = text.chars().take(BEGINNING).collect();
    if shown.len() < text.len() { format!("{shown} …") } else { shown }
}

/// An address of ours as one can follow it: a stranger may have typed any other.
fn link(page: &str, origin: &str) -> Option<String> {
    let path = page.strip_prefix(origin).unwrap_or(page);
    let is_ours = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', ' ']);
    is_ours.then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn only_our_own_pages_can_be_followed() {
        let link = |page| link(page, "https://helse.example");
        assert_eq!(link("/tema/nodhjelp").as_deref(), Some("/tema/nodhjelp"));
        assert_eq!(link("https://helse.example/timer").as_deref(), Some("/timer"));
        for strange in
            ["", "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "timer"]
        {
            assert_eq!(link(strange), None, "{strange}");
        }
    }
}
