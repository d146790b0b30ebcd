//! Withdraws the acceptance of the terms, after saying what goes and what stays (L4).

use access::{Deed, state};
use askama::Template;
use axum::{extract::State, response::Response};
use web::{Acting, Form, Page, PageError, Portal, render};

use super::show;
use crate::consent::{
    SERVICE,
    change::{self, WithdrawError},
};

#[derive(Template)]
#[template(path = "consent/pages/withdraw.html")]
struct Confirm {
    page: Page,
    form: Form,
    child: bool,
    powers_stand: bool,
    path: String,
}

/// `GET /p/{handle}/samtykke/trekk`.
pub async fn get(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    page(&portal, &acting, Form::default()).await
}

async fn page(portal: &Portal, acting: &Acting, form: Form) -> Result<Response, PageError> {
    let allowed = acting.see(portal, &SERVICE, Deed::new("show")).await?;
    if state::consent(&allowed).await?.terms.is_none() {
        return show::page(portal, acting, Form::default(), None).await;
    }
    let powers_stand = state::standing_powers(&allowed).await? > 0;
    let path = acting.path(SERVICE.path);
    let page = acting.page("consent-withdraw-title").under(path.clone(), acting.words().t("consent-title"));
    Ok(render(&Confirm { page, form, child: !acting.is_for_oneself(), powers_stand, path }))
}

/// `POST /p/{handle}/samtykke/trekk`.
pub async fn post(State(portal): State<Portal>, acting: Acting, mut form: Form) -> Result<Response, PageError> {
    if !form.holds("forstar", "ja") {
        form.refuse("forstar", "consent-must-understand");
        return page(&portal, &acting, form).await;
    }
    let allowed = acting.act(&portal, &SERVICE, Deed::new("withdraw")).await?;
    match change::withdraw(allowed, acting.person(), portal.services()).await {
        Ok(()) => Ok(show::back(&acting, "trukket")),
        Err(WithdrawError::PowersStand) => page(&portal, &acting, Form::default()).await,
        Err(fault) => Err(fault.into()),
    }
}
