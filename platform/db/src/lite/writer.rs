//! The one writer: takes jobs from a queue and commits many of them with one flush to disk (group commit).

use std::{panic::AssertUnwindSafe, path::Path, thread};

use futures_util::{FutureExt, future::BoxFuture};
use tokio::{runtime::Handle, sync::mpsc};
use tracing::error;

use super::{Connection, Purpose};
use crate::{DbError, Tx, tx::EngineTx};

/// Jobs that wait for the writer; further callers wait outside.
const QUEUE: usize = 4096;
/// More jobs than this are not held back for one commit: the first of them would wait too long.
const GROUP: usize = 256;

/// A queued change, or word to its caller that it cannot be made.
pub(crate) type Job = Box<dyn for<'t> FnOnce(Result<&'t mut Tx, DbError>) -> BoxFuture<'t, Outcome> + Send>;

/// What a job answers: whether its work is kept, and whom to tell once the group is on disk.
pub(crate) struct Outcome {
    pub keep: bool,
    pub tell: Box<dyn FnOnce(Result<(), DbError>) + Send>,
}

/// Opens the writing connection and gives it a thread: flushing to disk holds up nobody but those who wait for it.
pub(crate) fn start(path: &Path) -> Result<mpsc::Sender<Job>, DbError> {
    let tx = Tx(EngineTx::Lite(Connection::open(path, Purpose::Writing)?));
    let (sender, queue) = mpsc::channel(QUEUE);
    let runtime = Handle::current();
    thread::Builder::new().name("db-writer".into()).spawn(move || runtime.block_on(serve(tx, queue)))?;
    Ok(sender)
}

/// Runs until every sender is gone.
async fn serve(mut tx: Tx, mut queue: mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(GROUP);
    while queue.recv_many(&mut group, GROUP).await > 0 {
        commit_group(&mut tx, &mut group).await;
    }
}

async fn commit_group(tx: &mut Tx, group: &mut Vec<Job>) {
    if let Err(fault) = tx.control("BEGIN IMMEDIATE").await {
        error!(%fault, "the database could not begin a transaction");
        return refuse(group.drain(..), &fault).await;
    }
    // A job alone needs no savepoint: the transaction is its own.
    let alone = group.len() == 1;
    let mut waiting = Vec::with_capacity(group.len());
    let mut keep = !alone;
    let mut jobs = group.drain(..);
    while tx.is_open()
        && let Some(job) = jobs.next()
    {
        let ran = if alone { run(tx, job).await } else { run_apart(tx, job).await };
        if let Some(outcome) = ran {
            keep |= outcome.keep;
            waiting.push(outcome.tell);
        }
    }
    let ended = match (tx.is_open(), keep) {
        (true, true) => tx.control("COMMIT").await,
        (true, false) => tx.control("ROLLBACK").await,
        // The disk is full or failed, and SQLite has undone the whole group. The rest is not run: a savepoint outside a
        // transaction would commit by itself.
        (false, _) => Err(DbError::Engine("the transaction was ended by a fault".into())),
    };
    if let Err(fault) = &ended {
        error!(%fault, "the database could not commit");
        let _ = tx.control("ROLLBACK").await;
    }
    for tell in waiting {
        tell(ended.as_ref().copied().map_err(DbError::shared));
    }
    if let Err(fault) = &ended {
        refuse(jobs, fault).await;
    }
}

/// Tells jobs that were not run why.
async fn refuse(jobs: impl Iterator<Item = Job>, fault: &DbError) {
    for job in jobs {
        (job(Err(fault.shared())).await.tell)(Err(fault.shared()));
    }
}

/// Runs a job; `None` when it panicked, and then nothing of it may be kept.
async fn run(tx: &mut Tx, job: Job) -> Option<Outcome> {
    let outcome = AssertUnwindSafe(job(Ok(tx))).catch_unwind().await;
    if outcome.is_err() {
        error!("a database job panicked; its work is rolled back");
    }
    outcome.ok()
}

/// Runs a job behind a savepoint, so that one that fails takes nothing else of its group with it.
async fn run_apart(tx: &mut Tx, job: Job) -> Option<Outcome> {
    if let Err(fault) = tx.control("SAVEPOINT job").await {
        error!(%fault, "the database could not set a savepoint");
        refuse(std::iter::once(job), &fault).await;
        return None;
    }
    let outcome = run(tx, job).await;
    let keep = outcome.as_ref().is_some_and(|outcome| outcome.keep);
    let ended = if keep { tx.control("RELEASE job").await } else { undo(tx).await };
    match (outcome, ended) {
        // A job that failed has its own answer; that it could not be undone apart shows at the commit.
        (Some(outcome), Err(fault)) if outcome.keep => {
            (outcome.tell)(Err(fault));
            None
        }
        (outcome, _) => outcome,
    }
}

async fn undo(tx: &mut Tx) -> Result<(), DbError> {
    tx.control("ROLLBACK TO job").await?;
    tx.control("RELEASE job").await
}
