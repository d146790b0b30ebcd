//! Removing a contact of one's own; a second click changes nothing.

use access::{Deed, GateError};
use askama::Template;
use axum::{extract::State, response::Response};
use web::{Acting, ItemId, Page, PageError, Portal, render};

use super::own::to_list;
use crate::health_contacts::{SERVICE, store};

#[derive(Template)]
#[template(path = "health_contacts/pages/remove.html")]
struct Remove {
    page: Page,
    name: String,
    action: String,
    back: String,
}

/// Asks whether it is meant.
pub async fn get(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::on("show", id)).await?;
    let own = store::find(&allowed, id).await?.ok_or(PageError::NotFound)?;
    let words = acting.words();
    Ok(render(&Remove {
        page: acting
            .page("health-contacts-remove-title")
            .under(acting.path("helsekontakter"), words.t("health-contacts-title")),
        name: own.details.name,
        action: acting.path(&format!("helsekontakter/{id}/fjern")),
        back: acting.path("helsekontakter"),
    }))
}

/// Removes it.
pub async fn post(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::on("show", id)).await?;
    if store::find(&allowed, id).await?.is_none() {
        return Ok(to_list(&acting));
    }
    let allowed = acting.act(&portal, &SERVICE, Deed::on("remove", id)).await?;
    let remove = allowed.commit::<_, GateError, _>(move |tx| Box::pin(async move { store::remove(tx, id).await }));
    remove.await?;
    Ok(to_list(&acting))
}
