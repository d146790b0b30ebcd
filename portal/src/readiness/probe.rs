//! What a process needs to serve, asked one thing after the other.

use std::{path::Path, time::Duration};

use access::log::HeadFile;
use db::{Clock, Db, DbError};
use jiff::SignedDuration;
use thiserror::Error;
use tokio::time::timeout;

use crate::house::schemas;

/// A page would be waited for no longer either.
const PATIENCE: Duration = Duration::from_secs(3);
/// A sealer that died is followed by another after half of this.
const LONGEST_UNSEALED: SignedDuration = SignedDuration::from_secs(60);
/// Room for thousands of heads.
const LEAST_ROOM: u64 = 1 << 20;

/// Why the process cannot serve, and what to do.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum NotReadyError {
    #[error("on its way down: SIGTERM came")]
    Draining,
    #[error("the database does not answer: is it running, and does `database` in the settings lead to it?")]
    Database,
    #[error("the database lacks migrations: run `helsevei migrate`")]
    Migrations,
    #[error("the database takes no writes: is its disk full, is it a read-only copy, or does something hold its lock?")]
    Writes,
    #[error("usage_log.heads_file cannot be written: is the folder there, may the process write, is the disk full?")]
    Heads,
    #[error("the usage log has waited a minute for its seal: the log says why (search for `seal`)")]
    Unsealed,
}

/// What is asked.
pub(super) struct Asked {
    pub db: Db,
    pub heads: HeadFile,
    pub clock: Clock,
}

impl Asked {
    pub async fn all(&self) -> Result<(), NotReadyError> {
        self.migrated().await?;
        if !matches!(timeout(PATIENCE, self.can_write()).await, Ok(Ok(_))) {
            return Err(NotReadyError::Writes);
        }
        self.heads()?;
        match timeout(PATIENCE, self.seal_lag()).await {
            Ok(Ok(lag)) if lag <= LONGEST_UNSEALED => Ok(()),
            Ok(Ok(_)) => Err(NotReadyError::Unsealed),
            _ => Err(NotReadyError::Database),
        }
    }

    async fn migrated(&self) -> Result<(), NotReadyError> {
        let missing = match timeout(PATIENCE, self.db.check_migrated(&schemas())).await {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(DbError::NotMigrated(_) | DbError::MigrationChanged(_))) => self.db.answers().await,
            _ => false,
        };
        Err(if missing { NotReadyError::Migrations } else { NotReadyError::Database })
    }

    /// A real change, on disk when it returns: a full disk or a read-only copy refuses it.
    async fn can_write(&self) -> Result<bool, DbError> {
        self.db.take_lease("write_probe", "any process", self.clock.now(), SignedDuration::ZERO).await
    }

    fn heads(&self) -> Result<(), NotReadyError> {
        self.heads.can_append().map_err(|_| NotReadyError::Heads)?;
        match room(self.heads.path()) {
            Some(room) if room < LEAST_ROOM => Err(NotReadyError::Heads),
            _ => Ok(()),
        }
    }

    /// How long the oldest line has waited for its seal.
    pub async fn seal_lag(&self) -> Result<SignedDuration, DbError> {
        let oldest = access::log::oldest_unsealed(&self.db).await?;
        let lag = oldest.map_or(SignedDuration::ZERO, |oldest| self.clock.now().duration_since(oldest));
        Ok(lag.max(SignedDuration::ZERO))
    }
}

/// Bytes that may still be written on the disk of a file; `None` when its disk does not tell.
pub(crate) fn room(file: &Path) -> Option<u64> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}
