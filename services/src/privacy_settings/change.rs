//! The changes themselves, each once: what is so already is left as it is, without a line.

use access::{Act, Allowed, DbError, GateError, state::Change};
use people::PersonId;
use thiserror::Error;
use web::PageError;

/// Why nothing was changed.
#[derive(Debug, Error)]
pub enum ChangeError {
    /// It is so already: this was a second click.
    #[error("it is so already")]
    Already,
    #[error(transparent)]
    Gate(#[from] GateError),
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<ChangeError> for PageError {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Gate(fault) => fault.into(),
            fault => Self::unavailable(fault),
        }
    }
}

/// Makes the change for the subject, and says whether there was one to make.
pub async fn once(allowed: Allowed<Act>, change: Change, by: PersonId) -> Result<bool, ChangeError> {
    let made = allowed.commit::<(), ChangeError, _>(move |tx| {
        Box::pin(async move {
            if tx.is_so(&change).await? {
                return Err(ChangeError::Already);
            }
            Ok(tx.change_state(&change, by).await?)
        })
    });
    match made.await {
        Ok(()) => Ok(true),
        Err(ChangeError::Already) => Ok(false),
        Err(fault) => Err(fault),
    }
}
