//! Writes the lines of looks: many readers wait for one commit, so that a durable log stays cheap.

use std::time::{Duration, Instant};

use db::{Db, DbError};
use metrics::{counter, histogram};
use tokio::{
    sync::{mpsc, oneshot},
    time::timeout,
};

use super::{Entry, append};

/// Lines that wait at once; further readers wait outside.
const QUEUE: usize = 4096;
/// Looks that share one commit at the most.
const GROUP: usize = 256;
/// Longer than any commit takes; those who wait are told that the page is not to be had.
const PATIENCE: Duration = Duration::from_secs(10);

type Waiting = (Vec<Entry>, oneshot::Sender<Result<(), DbError>>);

/// The way into the log for looks. Changes write their lines in their own transaction.
#[derive(Clone)]
pub(crate) struct LogWriter(mpsc::Sender<Waiting>);

impl LogWriter {
    /// Starts the task that writes; it ends when the last handle is gone.
    pub fn start(db: Db) -> Self {
        let (sender, queue) = mpsc::channel(QUEUE);
        tokio::spawn(run(db, queue));
        Self(sender)
    }

    /// Returns when the lines are on disk.
    ///
    /// # Errors
    /// Any fault: then the caller shows nothing (I5).
    pub async fn append(&self, entries: Vec<Entry>) -> Result<(), DbError> {
        let (answer, answered) = oneshot::channel();
        self.0.send((entries, answer)).await.map_err(|_| DbError::Closed)?;
        answered.await.map_err(|_| DbError::Closed)?
    }
}

async fn run(db: Db, mut queue: mpsc::Receiver<Waiting>) {
    let mut group = Vec::with_capacity(GROUP);
    while queue.recv_many(&mut group, GROUP).await > 0 {
        let mut lines = Vec::with_capacity(group.len());
        let mut waiting = Vec::with_capacity(group.len());
        for (entries, answer) in group.drain(..) {
            lines.extend(entries);
            waiting.push(answer);
        }
        let (began, size) = (Instant::now(), lines.len());
        // A server that has gone without a word would hold up everybody who comes later.
        let written = timeout(PATIENCE, append(&db, lines)).await;
        let written = written.unwrap_or_else(|_| Err(DbError::Engine("the usage log was not written in time".into())));
        measure(size, began, written.is_ok());
        for answer in waiting {
            // One fault fails the whole group: nobody is shown what was not logged.
            let _ = answer.send(written.as_ref().copied().map_err(DbError::shared));
        }
    }
}

/// What the operator watches: a page waits for this commit.
fn measure(lines: usize, began: Instant, written: bool) {
    histogram!("helsevei_usage_log_group_lines").record(lines as f64);
    histogram!("helsevei_usage_log_write_seconds").record(began.elapsed());
    if !written {
        counter!("helsevei_usage_log_failures_total").increment(1);
    }
}
