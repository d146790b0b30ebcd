//! Switching one service off, or on again, after saying what that means (S2).

use access::{Deed, state::Change};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use web::{Acting, Form, Page, PageError, Portal, render};

use crate::privacy_settings::{SERVICE, change, switches};

#[derive(Deserialize)]
pub struct Address {
    service: String,
}

#[derive(Template)]
#[template(path = "privacy_settings/pages/switch.html")]
struct Confirm {
    page: Page,
    off: bool,
    name: String,
    action: String,
    back: String,
}

/// `GET /p/{handle}/personvern/tjenester/{service}`.
pub async fn get(
    State(portal): State<Portal>,
    acting: Acting,
    Path(address): Path<Address>,
) -> Result<Response, PageError> {
    acting.see(&portal, &SERVICE, Deed::new("show")).await?;
    let switch = switches::find(&portal, &acting, &address.service).ok_or(PageError::NotFound)?;
    let (words, back) = (acting.words(), acting.path(SERVICE.path));
    let key = if switch.off { "privacy-settings-switch-on" } else { "privacy-settings-switch-off" };
    let name = words.service(switch.service.id()).to_owned();
    let page = acting.page_titled(words.say(key).with("service", &name).to_string());
    Ok(render(&Confirm {
        page: page.under(back.clone(), words.t("privacy-settings-title")),
        off: switch.off,
        name,
        action: format!("{back}/tjenester/{}", switch.service.id()),
        back,
    }))
}

/// `POST /p/{handle}/personvern/tjenester/{service}`: the form says what it is to be, so that a second click is the same.
pub async fn post(
    State(portal): State<Portal>,
    acting: Acting,
    Path(address): Path<Address>,
    form: Form,
) -> Result<Response, PageError> {
    let switch = switches::find(&portal, &acting, &address.service).ok_or(PageError::NotFound)?;
    let off = match form.value("bruk") {
        "av" => true,
        "pa" => false,
        _ => return Err(PageError::BadInput),
    };
    let deed = if off { Deed::new("switch_off") } else { Deed::new("switch_on") };
    let allowed = acting.act(&portal, &SERVICE, deed).await?;
    let change = Change::SwitchOff { service: switch.service.id().to_owned(), off };
    change::once(allowed, change, acting.person()).await?;
    let done = if off { "av" } else { "pa" };
    Ok(Redirect::to(&format!("{}?gjort={done}", acting.path(SERVICE.path))).into_response())
}
