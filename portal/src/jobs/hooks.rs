//! Calls systems when something has come for them, within seconds.

use std::time::Duration;

use db::Clock;
use hooks::Worker;
use tokio::time::interval;
use tracing::error;

/// One that is under way when the process stops is made again by another, and the system knows it for the same.
pub(super) async fn run(worker: Worker, clock: Clock, period: Duration) {
    let mut ticks = interval(period);
    loop {
        ticks.tick().await;
        let ran = worker.run().await;
        if let Err(fault) = &ran {
            error!(%fault, "systems wait to be called: it is tried again at once");
        }
        super::count("hooks", ran.is_ok(), &clock);
    }
}
