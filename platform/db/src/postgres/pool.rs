//! The connections to PostgreSQL: lent to one task at a time, and taken back only whole.

use std::{
    str::FromStr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use sqlx::{
    ConnectOptions, Connection,
    postgres::{PgConnectOptions, PgConnection},
};
use tokio::{
    sync::Semaphore,
    time::{Instant, sleep, timeout},
};

use super::Lease;
use crate::{DbError, Load};

const CONNECTIONS: u32 = 16;
/// Prepared statements kept by each connection: more than the program has.
const STATEMENTS: usize = 512;
/// How long a task waits for a connection, and for a server that does not answer just now.
const PATIENCE: Duration = Duration::from_secs(5);
const TRY_AGAIN: Duration = Duration::from_millis(100);

/// Cheap to clone. sqlx's own pool asks the server after every statement whether the connection still lives, which costs
/// a round trip each; here a read finds out by itself and is asked again.
#[derive(Clone)]
pub(crate) struct Pool(Arc<Inner>);

pub(super) struct Inner {
    options: PgConnectOptions,
    idle: Mutex<Vec<PgConnection>>,
    room: Arc<Semaphore>,
}

impl Pool {
    /// Opens the first connection, so that a wrong address is found at once.
    pub async fn open(address: &str) -> Result<Self, DbError> {
        let options = PgConnectOptions::from_str(address)?
            .application_name("helsevei")
            .statement_cache_capacity(STATEMENTS)
            .disable_statement_logging();
        let room = Arc::new(Semaphore::new(CONNECTIONS as usize));
        let inner = Inner { options, idle: Mutex::new(Vec::new()), room };
        let first = inner.connect().await?;
        inner.put_back(first);
        Ok(Self(Arc::new(inner)))
    }

    /// Lends a connection: the one that was used last, or a new one.
    pub async fn lend(&self) -> Result<Lease, DbError> {
        let room = match self.0.room.clone().try_acquire_owned() {
            Ok(room) => room,
            Err(_) => {
                let waited = timeout(PATIENCE, self.0.room.clone().acquire_owned()).await;
                waited.map_err(|_| busy())?.map_err(|_| DbError::Closed)?
            }
        };
        let last_used = self.0.idle().pop();
        let used_before = last_used.is_some();
        let conn = match last_used {
            Some(conn) => conn,
            None => self.0.connect().await?,
        };
        Ok(Lease::new(conn, self.0.clone(), room, used_before))
    }

    /// Connections that are open, and those of them that are lent.
    pub fn load(&self) -> Load {
        let busy_connections = CONNECTIONS as usize - self.0.room.available_permits().min(CONNECTIONS as usize);
        Load {
            waiting_writes: 0,
            connections: busy_connections + self.0.idle().len(),
            busy_connections,
            ..Load::default()
        }
    }

    /// Waits until all connections are back and ends them.
    pub async fn close(&self) {
        let all = timeout(PATIENCE, self.0.room.acquire_many(CONNECTIONS)).await;
        self.0.room.close();
        drop(all);
        let idle = std::mem::take(&mut *self.0.idle());
        for conn in idle {
            // Told or not, the server ends what is gone.
            let _ = conn.close().await;
        }
    }
}

impl Inner {
    /// A new connection; a server that is just starting is asked again for a while.
    pub(super) async fn connect(&self) -> Result<PgConnection, DbError> {
        let started = Instant::now();
        loop {
            let patience = PATIENCE.saturating_sub(started.elapsed());
            match timeout(patience, self.options.connect()).await.map_err(|_| busy())? {
                Ok(conn) => return Ok(conn),
                Err(fault) if is_passing(&fault) && started.elapsed() + TRY_AGAIN < PATIENCE => sleep(TRY_AGAIN).await,
                Err(fault) => return Err(fault.into()),
            }
        }
    }

    pub(super) fn put_back(&self, conn: PgConnection) {
        if !self.room.is_closed() {
            self.idle().push(conn);
        }
    }

    /// Forgets all idle connections: where one was cut, so were the others.
    pub(super) fn forget_idle(&self) {
        self.idle().clear();
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<PgConnection>> {
        // Nothing can panic while it is held; the list is whole whatever happened.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn busy() -> DbError {
    DbError::Engine("no connection within 5 seconds".into())
}

/// A refusal that ends by itself: the server starts, or has no room at the moment.
fn is_passing(fault: &sqlx::Error) -> bool {
    match fault {
        sqlx::Error::Io(_) => true,
        sqlx::Error::Database(fault) => matches!(fault.code().as_deref(), Some("57P03" | "53300")),
        _ => false,
    }
}
