//! A file of a message: always saved, never shown inside the portal, and kept nowhere on the way.

use access::Deed;
use axum::{
    extract::{Path, State},
    response::Response,
};
use web::{Acting, ItemId, PageError, Portal, download};

use crate::inbox::SERVICE;

/// Which file of the message.
#[derive(serde::Deserialize)]
pub struct Place {
    number: usize,
}

/// Sends the file under a safe name, with the kind that its content has.
pub async fn get(
    State(portal): State<Portal>,
    acting: Acting,
    ItemId(message): ItemId,
    Path(place): Path<Place>,
) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::on("open_file", message)).await?;
    let file = dialogue::file(&allowed, message, place.number).await?.ok_or(PageError::NotFound)?;
    Ok(download(file))
}
