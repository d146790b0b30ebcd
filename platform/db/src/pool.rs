//! A database of either engine behind one face: readers from a pool, writes as jobs.

use std::{fs::OpenOptions, os::unix::fs::OpenOptionsExt, path::Path, time::Instant};

use futures_util::future::BoxFuture;
use tokio::{
    sync::oneshot,
    task::{coop, spawn_blocking},
    time::sleep,
};

use crate::{
    DbError, Load, Row, Sql, Tx, Value,
    again::Waits,
    lite::{Connection, Job, Outcome, Purpose, Readers, Writer},
    load,
    postgres::Pool,
    tx::EngineTx,
};

/// A database. Cheap to clone.
#[derive(Clone)]
pub struct Db(Pools);

#[derive(Clone)]
enum Pools {
    Lite { readers: Readers, writer: Writer },
    Pg(Pool),
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
            Some(("sqlite", path)) => Self::open_lite(Path::new(path)),
            Some(("postgres" | "postgresql", _)) => Ok(Self(Pools::Pg(Pool::open(address).await?))),
            _ => Err(DbError::Address),
        }
    }

    fn open_lite(path: &Path) -> Result<Self, DbError> {
        make_private(path);
        // The writer comes first: it sets the file's journal before readers open it.
        let writer = Writer::start(path)?;
        Ok(Self(Pools::Lite { readers: Readers::open(path)?, writer }))
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match &self.0 {
            Pools::Lite { .. } => Engine::Sqlite,
            Pools::Pg(_) => Engine::Postgres,
        }
    }

    /// All rows of an answer, as a page needs them; for answers without bound there is [`Db::scan`].
    pub async fn fetch_all(&self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let text = sql.into().text();
        load::asked();
        match &self.0 {
            Pools::Lite { readers, .. } => {
                // Such a read never waits: a loop of them lets other tasks in here.
                coop::consume_budget().await;
                readers.ready().await?.with(|conn| conn.rows(text.as_str(), &args))
            }
            Pools::Pg(pool) => {
                let mut lease = pool.lend().await?;
                let rows = lease.read(text, &args).await;
                lease.give_back();
                rows
            }
        }
    }

    /// Goes through a long answer row by row, in bounded memory and beside the tasks that answer pages; gives back `state`.
    ///
    /// # Errors
    /// What `step` returns ends it; or a fault of the database.
    pub async fn scan<S, F>(&self, sql: impl Into<Sql>, args: Vec<Value>, state: S, step: F) -> Result<S, DbError>
    where
        S: Send + 'static,
        F: Fn(&mut S, Row) -> Result<(), DbError> + Send + 'static,
    {
        let (text, mut state) = (sql.into().text(), state);
        load::asked();
        match &self.0 {
            Pools::Lite { readers, .. } => {
                let reader = readers.ready().await?;
                let scanning = spawn_blocking(move || {
                    reader.with(|conn| conn.each_row(text.as_str(), &args, |row| step(&mut state, row)))?;
                    Ok(state)
                });
                scanning.await.map_err(|_| DbError::Closed)?
            }
            Pools::Pg(pool) => {
                let mut lease = pool.lend().await?;
                lease.each_row(text, &args, |row| step(&mut state, row)).await?;
                lease.give_back();
                Ok(state)
            }
        }
    }

    /// The first row of an answer, or `None`.
    pub async fn fetch_optional(&self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<Option<Row>, DbError> {
        Ok(self.fetch_all(sql, args).await?.into_iter().next())
    }

    /// Runs `job` in one transaction: committed and on disk when this returns `Ok`, nothing of it when it returns `Err`.
    ///
    /// On SQLite jobs that wait at the same time share one commit, each behind a savepoint of its own. A job awaits only
    /// its transaction: waiting for anything else would hold up every other writer. One that PostgreSQL has rolled back
    /// because it met another is run again, a few times: so a job does nothing but what its transaction undoes.
    ///
    /// # Errors
    /// What the job returns, or the fault of the commit.
    pub async fn write<T, E, F>(&self, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Clone + Send + 'static,
    {
        self.write_as(false, job).await
    }

    /// The same before the jobs that wait already: for what is short and many wait for.
    pub async fn write_first<T, E, F>(&self, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Clone + Send + 'static,
    {
        self.write_as(true, job).await
    }

    async fn write_as<T, E, F>(&self, urgent: bool, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Clone + Send + 'static,
    {
        let began = Instant::now();
        let written = match &self.0 {
            Pools::Lite { writer, .. } => write_lite(writer, urgent, job).await,
            Pools::Pg(pool) => write_pg(pool, job).await,
        };
        load::wrote(began, written.is_ok());
        written
    }

    /// What it is asked to carry just now.
    pub fn load(&self) -> Load {
        let load = match &self.0 {
            Pools::Lite { writer, .. } => Load { waiting_writes: writer.waiting(), ..Load::default() },
            Pools::Pg(pool) => pool.load(),
        };
        Load { statements: load::statements(), ..load }
    }

    /// Runs one statement that is a transaction of its own, on disk when this returns, and says how many rows it changed.
    /// It goes before jobs that wait.
    pub async fn execute(&self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<u64, DbError> {
        let sql = sql.into();
        let Pools::Pg(pool) = &self.0 else {
            return self.write_first(move |tx| Box::pin(async move { tx.execute(sql, args).await })).await;
        };
        let (began, text) = (Instant::now(), sql.text());
        load::asked();
        let mut waits = Waits::default();
        let done = loop {
            let mut lease = pool.lend().await?;
            let done = lease.execute(text.clone(), &args).await;
            let met_another = lease.met_another();
            lease.give_back();
            match waits.next().filter(|_| met_another) {
                Some(wait) => sleep(wait).await,
                None => break done,
            }
        };
        load::wrote(began, done.is_ok());
        done
    }

    /// A copy of the embedded database as of now, by a connection of its own: the readers' may not write at all.
    pub(crate) async fn vacuum_into(&self, target: &Path) -> Result<(), DbError> {
        let Pools::Lite { readers, .. } = &self.0 else { return Err(DbError::Address) };
        make_private(target);
        let (source, target) = (readers.path().to_owned(), target.display().to_string());
        let copying = spawn_blocking(move || {
            let conn = Connection::open(&source, Purpose::Writing)?;
            conn.execute("VACUUM INTO $1", &[Value::Text(Some(target))]).map(drop)
        });
        copying.await.map_err(|_| DbError::Closed)?
    }

    /// Waits until queued work is done and closes the connections that are not in use.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Lite { readers, .. } => {
                // Jobs are done in their order: when this one is, so are those before it.
                let _: Result<(), DbError> = self.write(|_| Box::pin(async { Ok(()) })).await;
                readers.close();
            }
            Pools::Pg(pool) => pool.close().await,
        }
    }
}

/// A job in the queue of the embedded database's writer.
async fn write_lite<T, E, F>(writer: &Writer, urgent: bool, job: F) -> Result<T, E>
where
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
{
    let (answer, answered) = oneshot::channel();
    writer.send(queued(job, answer), urgent).await?;
    answered.await.map_err(|_| DbError::Closed)?
}

/// A job in a transaction on PostgreSQL, run again where it met another.
async fn write_pg<T, E, F>(pool: &Pool, job: F) -> Result<T, E>
where
    E: From<DbError>,
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Clone,
{
    for wait in Waits::default() {
        let (result, met_another) = attempt(pool, job.clone()).await?;
        if !met_another {
            return result;
        }
        sleep(wait).await;
    }
    attempt(pool, job).await?.0
}

/// Runs a job once. Says too whether the server has told that it undid all of it because it met another transaction:
/// then, and only then, nothing of it can have been kept, and it may be run again.
async fn attempt<T, E, F>(pool: &Pool, job: F) -> Result<(Result<T, E>, bool), E>
where
    E: From<DbError>,
    F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>>,
{
    let mut lease = pool.lend().await?;
    lease.begin().await?;
    let mut tx = Tx(EngineTx::Pg(lease));
    let result = job(&mut tx).await;
    let EngineTx::Pg(mut lease) = tx.0 else { return Ok((result, false)) };
    let ended = match &result {
        Ok(_) => lease.commit().await,
        Err(_) => Ok(()),
    };
    let failed = result.is_err() || ended.is_err();
    // One that cannot be rolled back is not given back: the server undoes what is open when it is closed.
    let undone = failed && lease.roll_back().await.is_ok();
    let met_another = undone && lease.met_another();
    if undone || !failed {
        lease.give_back();
    }
    Ok((result.and_then(|value| ended.map(|()| value).map_err(E::from)), met_another))
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
            let result = match tx {
                Ok(tx) => job(tx).await,
                Err(fault) => Err(fault.into()),
            };
            Outcome {
                keep: result.is_ok(),
                tell: Box::new(move |committed| {
                    let kept = result.and_then(|value| committed.map(|()| value).map_err(E::from));
                    // The caller may have gone away; the change stands all the same.
                    let _ = answer.send(kept);
                }),
            }
        })
    })
}
