//! How an errand with one appointment ends, cancelled or asked about: the same for both.

use access::{DbError, GateError};
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;
use web::{Acting, PageError};

/// Why it did not come about.
pub enum Failed {
    /// Not there for this reader.
    NotFound,
    /// The rules say no, now: too late, over, or done before by this click's twin.
    NotNow,
    Gate(GateError),
}

impl From<GateError> for Failed {
    fn from(fault: GateError) -> Self {
        Self::Gate(fault)
    }
}

impl From<DbError> for Failed {
    fn from(fault: DbError) -> Self {
        Self::Gate(fault.into())
    }
}

/// Leads to the appointment's own page, which says how it stands and why, also where nothing could be done.
pub fn ended(acting: &Acting, id: Uuid, done: Result<(), Failed>) -> Result<Response, PageError> {
    match done {
        Ok(()) | Err(Failed::NotNow) => Ok(to_appointment(acting, id)),
        Err(Failed::NotFound) => Err(PageError::NotFound),
        Err(Failed::Gate(fault)) => Err(fault.into()),
    }
}

pub fn to_appointment(acting: &Acting, id: Uuid) -> Response {
    Redirect::to(&acting.path(&format!("timer/{id}"))).into_response()
}
