//! What the database is asked to carry just now, for the operator (O3).

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Instant,
};

use metrics::{counter, histogram};

/// Work that waits, and connections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Changes that wait for the embedded database's writer; PostgreSQL has no such queue.
    pub waiting_writes: usize,
    /// Open connections to PostgreSQL, those in use among them.
    pub connections: usize,
    pub busy_connections: usize,
    /// Statements that this process has asked so far, of all its databases.
    pub statements: u64,
}

static STATEMENTS: AtomicU64 = AtomicU64::new(0);

/// Counts a statement; what begins and ends transactions is none.
pub(crate) fn asked() {
    STATEMENTS.fetch_add(1, Ordering::Relaxed);
}

pub(crate) fn statements() -> u64 {
    STATEMENTS.load(Ordering::Relaxed)
}

/// Counts a change: kept, or undone because it failed or was refused.
pub(crate) fn wrote(began: Instant, kept: bool) {
    counter!("helsevei_db_writes_total", "outcome" => if kept { "kept" } else { "undone" }).increment(1);
    histogram!("helsevei_db_write_seconds").record(began.elapsed());
}
