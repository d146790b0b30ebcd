//! Why something with a message did not come about.

use access::GateError;
use db::DbError;
use thiserror::Error;

#[derive(Debug, Error)]
pub enum DialogueError {
    /// Not there for the one who asks.
    #[error("no such conversation")]
    NotFound,
    /// It is closed, or was done before by this click's twin.
    #[error("the conversation takes no more")]
    Closed,
    #[error(transparent)]
    Gate(#[from] GateError),
}

impl From<DbError> for DialogueError {
    fn from(fault: DbError) -> Self {
        Self::Gate(fault.into())
    }
}
