//! The one writer: takes jobs from a queue and commits many of them with one flush to disk (group commit).

use std::{
    collections::VecDeque,
    panic::AssertUnwindSafe,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use futures_util::{FutureExt, future::BoxFuture};
use tokio::{runtime::Handle, sync::mpsc};
use tracing::error;

use super::{Connection, Purpose};
use crate::{DbError, Tx, tx::EngineTx};

/// Jobs that wait for the writer; further callers wait outside.
const QUEUE: usize = 4096;
/// More jobs than this are not held back for one commit: the first of them would wait too long.
const GROUP: usize = 256;
/// Nor longer than this, for the same reason.
const GROUP_TIME: Duration = Duration::from_millis(8);

/// A queued change, or word to its caller that it cannot be made.
pub(crate) type Job = Box<dyn for<'t> FnOnce(Result<&'t mut Tx, DbError>) -> BoxFuture<'t, Outcome> + Send>;

/// What a job answers: whether its work is kept, and whom to tell once the group is on disk.
pub(crate) struct Outcome {
    pub keep: bool,
    pub tell: Box<dyn FnOnce(Result<(), DbError>) + Send>,
}

/// The way to the writer. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Job>,
    first: mpsc::Sender<Job>,
}

impl Writer {
    /// Opens the writing connection and gives it a thread: flushing to disk holds up nobody but those who wait for it.
    pub fn start(path: &Path) -> Result<Self, DbError> {
        let tx = Tx(EngineTx::Lite(Connection::open(path, Purpose::Writing)?));
        let (queue, queued) = mpsc::channel(QUEUE);
        let (first, urgent) = mpsc::channel(QUEUE);
        let runtime = Handle::current();
        let jobs = Jobs { urgent, queued, waiting: VecDeque::with_capacity(GROUP) };
        thread::Builder::new().name("db-writer".into()).spawn(move || runtime.block_on(serve(tx, jobs)))?;
        Ok(Self { queue, first })
    }

    /// Queues a job: behind the others, or before those that wait.
    pub async fn send(&self, job: Job, urgent: bool) -> Result<(), DbError> {
        let way = if urgent { &self.first } else { &self.queue };
        way.send(job).await.map_err(|_| DbError::Closed)
    }

    /// Jobs in the queues.
    pub fn waiting(&self) -> usize {
        [&self.queue, &self.first].iter().map(|way| way.max_capacity() - way.capacity()).sum()
    }
}

/// What is to be done.
struct Jobs {
    urgent: mpsc::Receiver<Job>,
    queued: mpsc::Receiver<Job>,
    /// Taken from the queue and not run yet.
    waiting: VecDeque<Job>,
}

impl Jobs {
    /// Waits until there is something to do; false when every sender is gone.
    async fn gather(&mut self) -> bool {
        if self.waiting.is_empty() {
            let next = tokio::select! {
                biased;
                Some(job) = self.urgent.recv() => job,
                Some(job) = self.queued.recv() => job,
                else => return false,
            };
            self.waiting.push_back(next);
        }
        while let Ok(job) = self.urgent.try_recv() {
            self.waiting.push_front(job);
        }
        while self.waiting.len() < GROUP
            && let Ok(job) = self.queued.try_recv()
        {
            self.waiting.push_back(job);
        }
        true
    }
}

/// Runs until every sender is gone.
async fn serve(mut tx: Tx, mut jobs: Jobs) {
    while jobs.gather().await {
        commit_group(&mut tx, &mut jobs.waiting).await;
    }
}

/// Runs the jobs that fit in the time of a group, at least one, and commits them. The rest goes on waiting.
async fn commit_group(tx: &mut Tx, jobs: &mut VecDeque<Job>) {
    if let Err(fault) = tx.control("BEGIN IMMEDIATE").await {
        error!(%fault, "the database could not begin a transaction");
        return refuse(jobs.drain(..), &fault).await;
    }
    // A job alone needs no savepoint: the transaction is its own.
    let (alone, began) = (jobs.len() == 1, Instant::now());
    let mut waiting = Vec::with_capacity(jobs.len());
    let mut keep = !alone;
    while tx.is_open()
        && (waiting.is_empty() || began.elapsed() < GROUP_TIME)
        && let Some(job) = jobs.pop_front()
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
        // The disk is full or failed, and SQLite has undone the whole group. The rest waits for the next: a savepoint
        // outside a transaction would commit by itself.
        (false, _) => Err(DbError::Engine("the transaction was ended by a fault".into())),
    };
    if let Err(fault) = &ended {
        error!(%fault, "the database could not commit");
        let _ = tx.control("ROLLBACK").await;
    }
    for tell in waiting {
        tell(ended.as_ref().copied().map_err(DbError::shared));
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
