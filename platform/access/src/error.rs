//! Why the gate did not open.

use db::DbError;
use people::RegisterError;
use thiserror::Error;

use crate::rules::Refusal;

/// The gate's answer when it is not "yes".
#[derive(Debug, Error)]
pub enum GateError {
    /// The rules say no. [`Refusal::NoTrace`] is answered as "not found".
    #[error("the rules refuse: {0:?}")]
    Refused(Refusal),
    /// A fault. Nothing was shown: what cannot be logged is not given (I5).
    #[error("the gate cannot decide: {0}")]
    Database(#[from] DbError),
    #[error("the gate cannot decide: {0}")]
    Register(#[from] RegisterError),
    /// A statement on a personal table without its binds: a fault in the program, refused before it runs.
    #[error("a statement is refused: {0}")]
    Statement(String),
}
