//! The end of a session, and how to put it off (L10).

use axum::{
    extract::{Extension, State},
    http::{StatusCode, Uri},
};
use eid::sessions::{Kind, Reading};

use crate::{PageError, Portal};

/// Says that the session has ended and how to go on. Scripts lead here when the time is out.
pub async fn ended(uri: Uri) -> PageError {
    PageError::SessionEnded { to: Kind::of_path(uri.path()).front().into() }
}

/// Puts off the end of the session: the answer to the warning.
pub async fn extend(
    State(portal): State<Portal>,
    uri: Uri,
    reading: Option<Extension<Reading>>,
) -> Result<StatusCode, PageError> {
    let Some(Extension(Reading::Live(mut session))) = reading else {
        return Err(ended(uri).await);
    };
    portal.sessions().extend(&mut session).await.map_err(PageError::unavailable)?;
    Ok(StatusCode::NO_CONTENT)
}
