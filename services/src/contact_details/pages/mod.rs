//! The pages of contact details.

pub mod needs;
pub mod own;
pub mod show;

use axum::response::{IntoResponse, Redirect, Response};
use web::{Acting, PageError, Portal};

use super::SERVICE;

/// Whether the reader may change them: not for a child, nor before the terms are accepted, for then nothing of one's own
/// is kept (L3).
async fn may_change(portal: &Portal, acting: &Acting) -> Result<bool, PageError> {
    let standing = acting.standing();
    let open = acting.refused(portal, &SERVICE).await?.is_none();
    Ok(open && standing.subject.chosen_level(standing.today).is_some())
}

/// Back to the page, which says that it is kept.
fn kept(acting: &Acting) -> Response {
    Redirect::to(&format!("{}?lagret=ja", acting.path(SERVICE.path))).into_response()
}
