//! SQLite's one writer: takes jobs from a queue and commits many of them with one flush to disk (group commit).

use std::panic::AssertUnwindSafe;

use futures_util::{FutureExt, future::BoxFuture};
use tokio::sync::mpsc;
use tracing::error;

use crate::{DbError, Tx};

/// More jobs than this are not held back for one commit: the first of them would wait too long.
const GROUP: usize = 256;

/// A queued change. It runs inside a savepoint, so that one that fails takes nothing else with it.
pub(crate) type Job = Box<dyn for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Outcome> + Send>;

/// What a job answers: whether its work is kept, and whom to tell once the group is on disk.
pub(crate) struct Outcome {
    pub keep: bool,
    pub tell: Box<dyn FnOnce(Result<(), DbError>) + Send>,
}

/// Runs until every sender is gone.
pub(crate) async fn serve(mut tx: Tx, mut queue: mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(GROUP);
    while queue.recv_many(&mut group, GROUP).await > 0 {
        commit_group(&mut tx, &mut group).await;
    }
}

async fn commit_group(tx: &mut Tx, group: &mut Vec<Job>) {
    if let Err(fault) = tx.control("BEGIN IMMEDIATE").await {
        // The jobs are dropped unrun; their callers see the queue's answer vanish and report it as closed.
        error!(%fault, "the database could not begin a transaction");
        group.clear();
        return;
    }
    // A job alone needs no savepoint: the transaction is its own.
    let alone = group.len() == 1;
    let mut waiting = Vec::with_capacity(group.len());
    let mut keep = !alone;
    for job in group.drain(..) {
        let ran = if alone { run(tx, job).await } else { run_apart(tx, job).await };
        if let Some(outcome) = ran {
            keep |= outcome.keep;
            waiting.push(outcome.tell);
        }
    }
    let ended = tx.control(if keep { "COMMIT" } else { "ROLLBACK" }).await;
    if let Err(fault) = &ended {
        error!(%fault, "the database could not commit");
        let _ = tx.control("ROLLBACK").await;
    }
    for tell in waiting {
        tell(ended.as_ref().copied().map_err(|fault| DbError::Engine(fault.to_string())));
    }
}

/// Runs a job; `None` when it panicked, and then nothing of it may be kept.
async fn run(tx: &mut Tx, job: Job) -> Option<Outcome> {
    let outcome = AssertUnwindSafe(job(tx)).catch_unwind().await;
    if outcome.is_err() {
        error!("a database job panicked; its work is rolled back");
    }
    outcome.ok()
}

/// Runs a job behind a savepoint, so that one that fails takes nothing else of its group with it.
async fn run_apart(tx: &mut Tx, job: Job) -> Option<Outcome> {
    if let Err(fault) = tx.control("SAVEPOINT job").await {
        error!(%fault, "the database could not set a savepoint");
        return None;
    }
    let outcome = run(tx, job).await;
    let keep = outcome.as_ref().is_some_and(|outcome| outcome.keep);
    let ended = if keep { tx.control("RELEASE job").await } else { undo(tx).await };
    match (outcome, ended) {
        (Some(outcome), Err(fault)) => {
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
