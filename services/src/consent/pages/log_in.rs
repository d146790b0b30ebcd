//! A parent lets a youth of 13–15 log in, or no longer: either representing parent, on the same page (L2).

use access::Deed;
use askama::Template;
use axum::{extract::State, response::Response};
use web::{Acting, Form, Page, PageError, Portal, render};

use super::show;
use crate::consent::{SERVICE, change, situation::Situation};

#[derive(Template)]
#[template(path = "consent/pages/log_in.html")]
struct Confirm {
    page: Page,
    /// What the form will do: give the consent, or withdraw it.
    gives: bool,
    path: String,
    action: String,
}

/// `GET /p/{handle}/samtykke/innlogging`.
pub async fn get(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    let gives = !is_given(&portal, &acting).await?;
    let path = acting.path(SERVICE.path);
    let page = acting.page("consent-log-in-title").under(path.clone(), acting.words().t("consent-title"));
    Ok(render(&Confirm { page, gives, action: format!("{path}/innlogging"), path }))
}

/// `POST /p/{handle}/samtykke/innlogging` with `samtykker=ja|nei`.
pub async fn post(State(portal): State<Portal>, acting: Acting, form: Form) -> Result<Response, PageError> {
    is_given(&portal, &acting).await?;
    let given = match form.value("samtykker") {
        "ja" => true,
        "nei" => false,
        _ => return Err(PageError::BadInput),
    };
    let allowed = acting.act(&portal, &SERVICE, Deed::new("let_log_in")).await?;
    change::let_log_in(allowed, given, acting.person()).await?;
    Ok(show::back(&acting, "innlogging"))
}

/// Whether the consent stands. There is no such page but for a parent's child of 13–15.
async fn is_given(portal: &Portal, acting: &Acting) -> Result<bool, PageError> {
    let allowed = acting.see(portal, &SERVICE, Deed::new("show")).await?;
    let situation = Situation::read(portal, acting, &allowed).await?;
    if !situation.child || !situation.may_log_in {
        return Err(PageError::NotFound);
    }
    Ok(situation.consent.parental_consent_by.is_some())
}
