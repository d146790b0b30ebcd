//! Connections that only read: as many as threads read at the same moment.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use tokio::task::spawn_blocking;

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

    /// A connection that is ready: one that is idle, or a new one. Opening it reads the file and its schema, which is
    /// done beside the threads that answer pages.
    pub async fn ready(&self) -> Result<Reader, DbError> {
        let idle = self.idle().pop();
        let conn = match idle {
            Some(conn) => conn,
            None => {
                let path = self.path.clone();
                let opening = spawn_blocking(move || Connection::open(&path, Purpose::Reading));
                opening.await.map_err(|_| DbError::Closed)??
            }
        };
        Ok(Reader { conn, readers: self.clone() })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Closes the idle connections.
    pub fn close(&self) {
        self.idle().clear();
    }

    fn take_back(&self, conn: Connection) {
        let mut idle = self.idle();
        if idle.len() < KEPT {
            idle.push(conn);
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        // Nothing can panic while it is held; the list is whole whatever happened.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection that is lent.
pub(crate) struct Reader {
    conn: Connection,
    readers: Readers,
}

impl Reader {
    /// Reads on this thread, and gives the connection back.
    pub fn with<T>(self, read: impl FnOnce(&Connection) -> Result<T, DbError>) -> Result<T, DbError> {
        let answer = read(&self.conn);
        self.readers.take_back(self.conn);
        answer
    }
}
