//! `POST /p/{handle}/innlogginger/{id}/avslutt`: ends one.

use access::Deed;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use web::{Acting, ItemId, PageError, Portal};

use super::SERVICE;

pub(super) async fn post(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(id): ItemId,
) -> Result<Response, PageError> {
    let allowed = acting.act(&portal, &SERVICE, Deed::new("end")).await?;
    let ended = portal.sessions().end_one(allowed, id).await?;
    if ended { Ok(Redirect::to(&acting.path(SERVICE.path)).into_response()) } else { Err(PageError::NotFound) }
}
