//! Which item a page is about: the `{id}` in its address.

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use serde::Deserialize;
use uuid::Uuid;

use crate::PageError;

/// The `{id}` of a route. What cannot be an id leads nowhere, as an id that nobody has does.
///
/// It opens nothing: whether there is such an item, and whether the reader may know of it, is for the gate to say.
#[derive(Clone, Copy, Debug)]
pub struct ItemId(pub Uuid);

#[derive(Deserialize)]
struct Named {
    id: Uuid,
}

impl<S: Send + Sync> FromRequestParts<S> for ItemId {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let Path(Named { id }) = Path::from_request_parts(parts, state).await.map_err(|_| PageError::NotFound)?;
        Ok(Self(id))
    }
}
