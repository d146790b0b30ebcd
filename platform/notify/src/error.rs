//! What can go wrong when somebody is to be told.

use access::GateError;
use db::DbError;
use people::RegisterError;
use thiserror::Error;

/// A fault of the house. The event or the letter waits and is tried again.
#[derive(Debug, Error)]
pub enum NotifyError {
    #[error(transparent)]
    Gate(#[from] GateError),
    #[error(transparent)]
    Database(#[from] DbError),
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// Another process was first. Never leaves this crate.
    #[error("another process has it")]
    Taken,
}
