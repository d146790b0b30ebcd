//! A database of either engine behind one face: readers from a pool, writes as jobs.

use std::{fs::OpenOptions, os::unix::fs::OpenOptionsExt, path::Path, str::FromStr, time::Duration};

use futures_util::future::BoxFuture;
use sqlx::{
    Connection, PgPool, SqliteConnection, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tokio::sync::{mpsc, oneshot};

use crate::{
    DbError, Row, Sql, Tx, Value,
    row::EngineRow,
    tx::EngineTx,
    value::bind_all,
    writer::{self, Job, Outcome},
};

/// Readers of the embedded database: more than the cores of a small machine gains nothing.
const LITE_READERS: u32 = 4;
const PG_CONNECTIONS: u32 = 16;
/// Jobs that wait for the writer; further callers wait outside.
const QUEUE: usize = 4096;

/// A database. Cheap to clone.
#[derive(Clone)]
pub struct Db(Pools);

#[derive(Clone)]
enum Pools {
    Lite { readers: SqlitePool, writer: mpsc::Sender<Job> },
    Pg(PgPool),
}

/// Which engine lies below: for the operator's messages and for backup, never for a statement's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Db {
    /// Opens `sqlite:PATH` (made when missing) or `postgres://…`.
    ///
    /// # Errors
    /// [`DbError::Address`] for any other address; [`DbError::Engine`] when it cannot be opened.
    pub async fn open(address: &str) -> Result<Self, DbError> {
        match address.split_once(':') {
            Some(("sqlite", path)) => Self::open_lite(Path::new(path)).await,
            Some(("postgres" | "postgresql", _)) => Self::open_pg(address).await,
            _ => Err(DbError::Address),
        }
    }

    async fn open_lite(path: &Path) -> Result<Self, DbError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(512);
        make_private(path);
        // The writer comes first: it sets the file's journal before readers open it.
        let conn = SqliteConnection::connect_with(&options).await?;
        let (writer, queue) = mpsc::channel(QUEUE);
        tokio::spawn(writer::serve(Tx(EngineTx::Lite(conn)), queue));
        let readers = SqlitePoolOptions::new()
            .max_connections(LITE_READERS)
            .test_before_acquire(false)
            .connect_with(options.pragma("query_only", "ON"))
            .await?;
        Ok(Self(Pools::Lite { readers, writer }))
    }

    async fn open_pg(address: &str) -> Result<Self, DbError> {
        let options = PgConnectOptions::from_str(address)?.application_name("helsevei").statement_cache_capacity(512);
        let pool = PgPoolOptions::new()
            .max_connections(PG_CONNECTIONS)
            .acquire_timeout(Duration::from_secs(5))
            .test_before_acquire(false)
            .connect_with(options)
            .await?;
        Ok(Self(Pools::Pg(pool)))
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match &self.0 {
            Pools::Lite { .. } => Engine::Sqlite,
            Pools::Pg(_) => Engine::Postgres,
        }
    }

    /// All rows of an answer.
    pub async fn fetch_all(&self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let text = sql.into().text();
        Ok(match &self.0 {
            Pools::Lite { readers, .. } => {
                let rows = bind_all!(sqlx::query(text), args).fetch_all(readers).await?;
                rows.into_iter().map(|row| Row(EngineRow::Lite(row))).collect()
            }
            Pools::Pg(pool) => {
                let rows = bind_all!(sqlx::query(text), args).fetch_all(pool).await?;
                rows.into_iter().map(|row| Row(EngineRow::Pg(row))).collect()
            }
        })
    }

    /// The first row of an answer, or `None`.
    pub async fn fetch_optional(&self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<Option<Row>, DbError> {
        Ok(self.fetch_all(sql, args).await?.into_iter().next())
    }

    /// Runs `job` in one transaction: committed and on disk when this returns `Ok`, nothing of it when it returns `Err`.
    ///
    /// On SQLite jobs that wait at the same time share one commit, each behind a savepoint of its own. A job awaits only
    /// its transaction: waiting for anything else would hold up every other writer.
    ///
    /// # Errors
    /// What the job returns, or the fault of the commit.
    pub async fn write<T, E, F>(&self, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
    {
        match &self.0 {
            Pools::Lite { writer, .. } => {
                let (answer, answered) = oneshot::channel();
                writer.send(queued(job, answer)).await.map_err(|_| DbError::Closed)?;
                answered.await.map_err(|_| DbError::Closed)?
            }
            Pools::Pg(pool) => {
                let mut tx = Tx(EngineTx::Pg(pool.begin().await.map_err(DbError::from)?));
                let value = job(&mut tx).await?;
                if let EngineTx::Pg(tx) = tx.0 {
                    tx.commit().await.map_err(DbError::from)?;
                }
                Ok(value)
            }
        }
    }

    /// A copy of the embedded database as of now, by a connection of its own: the readers' may not write at all.
    pub(crate) async fn vacuum_into(&self, target: &Path) -> Result<(), DbError> {
        let Pools::Lite { readers, .. } = &self.0 else { return Err(DbError::Address) };
        let options = readers.connect_options().as_ref().clone().pragma("query_only", "OFF");
        let mut conn = SqliteConnection::connect_with(&options).await?;
        make_private(target);
        sqlx::query("VACUUM INTO $1").bind(target.display().to_string()).execute(&mut conn).await?;
        Ok(conn.close().await?)
    }

    /// Waits until queued work is done and closes all connections.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Lite { readers, .. } => readers.close().await,
            Pools::Pg(pool) => pool.close().await,
        }
    }
}

/// Makes a file that is missing, for its owner alone: who used what stands in it unsealed. SQLite gives its journal the
/// same rights. Where it cannot be made, opening it says so.
fn make_private(path: &Path) {
    drop(OpenOptions::new().append(true).create(true).mode(0o600).open(path));
}

/// Wraps a caller's job for the writer's queue: its answer is sent only after the group's commit.
fn queued<T, E, F>(job: F, answer: oneshot::Sender<Result<T, E>>) -> Job
where
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
{
    Box::new(move |tx| {
        Box::pin(async move {
            let result = job(tx).await;
            Outcome {
                keep: result.is_ok(),
                tell: Box::new(move |committed| {
                    // The caller may have gone away; the change stands all the same.
                    let _ = answer.send(committed.map_err(E::from).and(result));
                }),
            }
        })
    })
}
