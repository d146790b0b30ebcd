//! Connections that only read: as many as threads read at the same moment.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use super::{Connection, Purpose};
use crate::DbError;

/// Idle connections that are kept; threads beyond these open one and close it again.
const KEPT: usize = 8;

/// A read by key takes microseconds, far less than handing it to another thread: so it runs where it is asked for, and
/// a connection is taken only for that long.
#[derive(Clone)]
pub(crate) struct Readers {
    path: Arc<PathBuf>,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Readers {
    /// Opens the first connection, so that a file that cannot be read is found at once.
    pub fn open(path: &Path) -> Result<Self, DbError> {
        let first = Connection::open(path, Purpose::Reading)?;
        Ok(Self { path: Arc::new(path.to_owned()), idle: Arc::new(Mutex::new(vec![first])) })
    }

    /// Reads on this thread.
    pub fn with<T>(&self, read: impl FnOnce(&Connection) -> Result<T, DbError>) -> Result<T, DbError> {
        let idle = self.idle().pop();
        let conn = idle.map_or_else(|| Connection::open(&self.path, Purpose::Reading), Ok)?;
        let answer = read(&conn);
        let mut idle = self.idle();
        if idle.len() < KEPT {
            idle.push(conn);
        }
        answer
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Closes the idle connections.
    pub fn close(&self) {
        self.idle().clear();
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        // Nothing can panic while it is held; the list is whole whatever happened.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
