//! What a service should know before it meets the person: interpreter, hearing, sight, speech.

use access::Deed;
use askama::Template;
use axum::{extract::State, response::Response};
use profile::Needs;
use web::{Acting, Form, Page, PageError, Portal, again, render};

use super::{kept, may_change};
use crate::contact_details::{SERVICE, typed};

#[derive(Template)]
#[template(path = "contact_details/pages/needs.html")]
struct Ask {
    page: Page,
    form: Form,
    longest: usize,
    action: String,
    back: String,
}

/// `GET /p/{handle}/kontaktopplysninger/behov`.
pub async fn get(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("show")).await?;
    if !may_change(&portal, &acting).await? {
        return Err(PageError::NotFound);
    }
    Ok(ask(&acting, filled(&profile::needs(&allowed).await?)))
}

/// `POST /p/{handle}/kontaktopplysninger/behov`.
pub async fn post(State(portal): State<Portal>, acting: Acting, mut form: Form) -> Result<Response, PageError> {
    let allowed = acting.act(&portal, &SERVICE, Deed::new("change")).await?;
    if !may_change(&portal, &acting).await? {
        return Err(PageError::NotFound);
    }
    let Some(needs) = typed::needs(&mut form) else { return Ok(again(ask(&acting, form))) };
    allowed.commit(move |tx| Box::pin(async move { profile::set_needs(tx, &needs).await })).await?;
    Ok(kept(&acting))
}

fn filled(needs: &Needs) -> Form {
    let yes = |needed: bool| if needed { "ja" } else { "" };
    Form::filled([
        ("tolk", yes(needs.interpreter.is_some())),
        ("sprak", needs.interpreter.as_deref().unwrap_or_default()),
        ("horsel", yes(needs.hearing)),
        ("syn", yes(needs.sight)),
        ("tale", yes(needs.speech)),
        ("merknad", needs.note.as_deref().unwrap_or_default()),
    ])
}

fn ask(acting: &Acting, form: Form) -> Response {
    let back = acting.path(SERVICE.path);
    let page = acting.page("contact-details-needs-change");
    let page = page.under(back.clone(), acting.words().t("contact-details-title"));
    render(&Ask { page, form, longest: typed::LONGEST_NOTE, action: format!("{back}/behov"), back })
}
