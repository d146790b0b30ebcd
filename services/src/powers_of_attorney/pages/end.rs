//! Ending a power, by either side: what it means, then done at once; a second click changes nothing.

use access::{Deed, state};
use askama::Template;
use axum::{extract::State, response::Response};
use web::{Acting, ItemId, Page, PageError, Portal, render};

use super::{show, to_power};
use crate::powers_of_attorney::{
    SERVICE,
    change::{self, ChangeError},
    seen::{self, Seen},
};

#[derive(Template)]
#[template(path = "powers_of_attorney/pages/end.html")]
struct End {
    page: Page,
    power: Seen,
    path: String,
    action: String,
    yes: String,
}

/// `GET /p/{handle}/fullmakter/{id}/avslutt`.
pub async fn get(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::on("show", id)).await?;
    let given = state::find_power(&allowed, id).await?.ok_or(PageError::NotFound)?;
    let power = seen::see(&portal, &acting, vec![given]).await?.pop().ok_or(PageError::NotFound)?;
    if power.is_over() {
        return Ok(to_power(&acting, id, None));
    }
    let (words, path) = (acting.words(), acting.path(&format!("fullmakter/{id}")));
    let page = acting.page("powers-of-attorney-end-title");
    let page = page.under(acting.path(SERVICE.path), words.t("powers-of-attorney-title"));
    let page = page.under(path.clone(), words.say(show::title(&power)).with("name", &power.other).to_string());
    let yes = words.t("powers-of-attorney-end-yes").to_owned();
    Ok(render(&End { page, power, action: format!("{path}/avslutt"), path, yes }))
}

/// `POST /p/{handle}/fullmakter/{id}/avslutt`.
pub async fn post(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let allowed = acting.act(&portal, &SERVICE, Deed::on("end", id)).await?;
    match change::end(allowed, id).await {
        Ok(()) => Ok(to_power(&acting, id, Some("avsluttet"))),
        Err(ChangeError::Already(_)) => Ok(to_power(&acting, id, None)),
        Err(fault) => Err(fault.into()),
    }
}
