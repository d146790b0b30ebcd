//! Next of kin, employer and account number: told and changed by the person.

use access::Deed;
use askama::Template;
use axum::{extract::State, response::Response};
use profile::Details;
use web::{Acting, Form, Page, PageError, Portal, again, render};

use super::{kept, may_change};
use crate::contact_details::{SERVICE, typed};

#[derive(Template)]
#[template(path = "contact_details/pages/own.html")]
struct Own {
    page: Page,
    form: Form,
    action: String,
    back: String,
}

/// `GET /p/{handle}/kontaktopplysninger/egne`.
pub async fn get(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("show")).await?;
    if !may_change(&portal, &acting).await? {
        return Err(PageError::NotFound);
    }
    Ok(ask(&acting, filled(&profile::details(&allowed).await?)))
}

/// `POST /p/{handle}/kontaktopplysninger/egne`.
pub async fn post(State(portal): State<Portal>, acting: Acting, mut form: Form) -> Result<Response, PageError> {
    let allowed = acting.act(&portal, &SERVICE, Deed::new("change")).await?;
    if !may_change(&portal, &acting).await? {
        return Err(PageError::NotFound);
    }
    let Some(details) = typed::details(&mut form) else { return Ok(again(ask(&acting, form))) };
    allowed.commit(move |tx| Box::pin(async move { profile::set_details(tx, &details).await })).await?;
    Ok(kept(&acting))
}

fn filled(details: &Details) -> Form {
    let kin = details.next_of_kin.as_ref();
    let telephone = kin.and_then(|kin| kin.telephone.as_ref()).map(ToString::to_string).unwrap_or_default();
    let account = details.account.as_ref().map(ToString::to_string).unwrap_or_default();
    Form::filled([
        ("navn", kin.map_or("", |kin| &kin.name)),
        ("relasjon", kin.map_or("", |kin| &kin.relation)),
        ("telefon", &telephone),
        ("arbeidsgiver", details.employer.as_deref().unwrap_or_default()),
        ("konto", &account),
    ])
}

fn ask(acting: &Acting, form: Form) -> Response {
    let back = acting.path(SERVICE.path);
    let page = acting.page("contact-details-own-change");
    let page = page.under(back.clone(), acting.words().t("contact-details-title"));
    render(&Own { page, form, action: format!("{back}/egne"), back })
}
