//! A file of a message: always saved, never shown inside the portal, and kept nowhere on the way.

use access::Deed;
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use dialogue::attachment::{FileKind, disposition};
use web::{Acting, ItemId, PageError, Portal};

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
    let headers = [
        (header::CONTENT_TYPE, file.kind.map_or("application/octet-stream", FileKind::mime).to_owned()),
        (header::CONTENT_DISPOSITION, disposition(&file.name)),
        // Whatever is in it, it runs nothing and loads nothing.
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((headers, file.bytes).into_response())
}
