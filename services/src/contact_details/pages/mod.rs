//! The pages of contact details.

pub mod needs;
pub mod own;
pub mod show;

use access::{GateError, rules::Action};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use web::{Acting, PageError, Portal};

use super::SERVICE;

/// Whether the reader may change them: not for a child, nor before the terms are accepted, for then nothing of one's own
/// is kept (L3).
async fn may_change(portal: &Portal, acting: &Acting) -> Result<bool, PageError> {
    let standing = acting.standing();
    match portal.gate().decide(standing, &SERVICE.policy, Action::Act).await {
        Ok(_) => Ok(standing.subject.chosen_level(standing.today).is_some()),
        Err(GateError::Refused(_)) => Ok(false),
        Err(fault) => Err(fault.into()),
    }
}

/// Back to the page, which says that it is kept.
fn kept(acting: &Acting) -> Response {
    Redirect::to(&format!("{}?lagret=ja", acting.path(SERVICE.path))).into_response()
}

/// The form once more, with what is wrong.
fn again(mut form: Response) -> Response {
    *form.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    form
}
