//! A form on paper that guidance has registered (P10): what it asked for, and what to do where one did not send it.

use access::{
    Deed,
    state::{FormKind, PaperForm, find_form},
};
use askama::Template;
use axum::{extract::State, response::Response};
use jiff::Timestamp;
use web::{Acting, ItemId, Page, PageError, Portal, render};

use crate::privacy_settings::SERVICE;

#[derive(Template)]
#[template(path = "privacy_settings/pages/form.html")]
struct Form {
    page: Page,
    form: PaperForm,
    registered_at: Timestamp,
    /// Key of what it asked for.
    asks: &'static str,
}

/// `GET /p/{handle}/personvern/{id}`.
pub async fn get(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::on("show", id)).await?;
    let (form, registered_at) = find_form(&allowed, id).await?.ok_or(PageError::NotFound)?;
    let page = acting.page("privacy-settings-form-title");
    let page = page.under(acting.path(SERVICE.path), acting.words().t("privacy-settings-title"));
    Ok(render(&Form { page, registered_at, asks: asks(form.kind), form }))
}

fn asks(kind: FormKind) -> &'static str {
    match kind {
        FormKind::RemoveAccess => "privacy-settings-form-remove-access",
        FormKind::ReopenAccess => "privacy-settings-form-reopen-access",
        FormKind::RemovePatientRecord => "privacy-settings-form-remove-record",
        FormKind::ReopenPatientRecord => "privacy-settings-form-reopen-record",
    }
}
