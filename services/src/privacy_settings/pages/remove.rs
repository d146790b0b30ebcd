//! Removing access to all services, or to the patient record alone (L7). It is opened again by a form on paper, never
//! by a click: whoever holds one's log-in cannot undo it.

use access::{Deed, state::Change};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use web::{Acting, Form, Page, PageError, Portal, again, render};

use crate::privacy_settings::{SERVICE, change};

#[derive(Template)]
#[template(path = "privacy_settings/pages/remove.html")]
struct Confirm {
    page: Page,
    form: Form,
    child: bool,
    /// The patient record alone.
    record: bool,
    action: String,
    back: String,
}

#[derive(Template)]
#[template(path = "privacy_settings/pages/removed.html")]
struct Removed {
    page: Page,
    child: bool,
    home: String,
}

/// `GET /p/{handle}/personvern/tilgang`.
pub async fn access(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    acting.see(&portal, &SERVICE, Deed::new("show")).await?;
    Ok(ask(&acting, Form::default(), false))
}

/// `POST /p/{handle}/personvern/tilgang`: done at once, and said on the page that follows, which is the last one.
pub async fn post_access(State(portal): State<Portal>, acting: Acting, form: Form) -> Result<Response, PageError> {
    if let Some(again) = not_understood(&acting, form, false) {
        return Ok(again);
    }
    let allowed = acting.act(&portal, &SERVICE, Deed::new("remove_access")).await?;
    change::once(allowed, Change::RemoveAccess(true), acting.person()).await?;
    let own = portal.handles().of(acting.person(), acting.person());
    let page = acting.page("privacy-settings-removed");
    Ok(render(&Removed { page, child: !acting.is_for_oneself(), home: format!("/p/{own}") }))
}

/// `GET /p/{handle}/personvern/pasientjournal`.
pub async fn record(State(portal): State<Portal>, acting: Acting) -> Result<Response, PageError> {
    acting.see(&portal, &SERVICE, Deed::new("show")).await?;
    if acting.standing().subject.restrictions.patient_record_removed {
        return Ok(Redirect::to(&acting.path(SERVICE.path)).into_response());
    }
    Ok(ask(&acting, Form::default(), true))
}

/// `POST /p/{handle}/personvern/pasientjournal`.
pub async fn post_record(State(portal): State<Portal>, acting: Acting, form: Form) -> Result<Response, PageError> {
    if let Some(page) = not_understood(&acting, form, true) {
        return Ok(page);
    }
    let allowed = acting.act(&portal, &SERVICE, Deed::new("remove_record")).await?;
    change::once(allowed, Change::RemovePatientRecord(true), acting.person()).await?;
    Ok(Redirect::to(&format!("{}?gjort=journal", acting.path(SERVICE.path))).into_response())
}

/// The form once more, for one who has not said that they understand.
fn not_understood(acting: &Acting, mut form: Form, record: bool) -> Option<Response> {
    if form.holds("forstar", "ja") {
        return None;
    }
    form.refuse("forstar", "privacy-settings-must-understand");
    Some(again(ask(acting, form, record)))
}

fn ask(acting: &Acting, form: Form, record: bool) -> Response {
    let back = acting.path(SERVICE.path);
    let (title, action) = match record {
        true => ("privacy-settings-record-remove", format!("{back}/pasientjournal")),
        false => ("privacy-settings-access-remove", format!("{back}/tilgang")),
    };
    let page = acting.page(title).under(back.clone(), acting.words().t("privacy-settings-title"));
    render(&Confirm { page, form, child: !acting.is_for_oneself(), record, action, back })
}
