//! Tells people what has come, and sends letters, within a second.

use std::{sync::Arc, time::Duration};

use db::Clock;
use notify::Worker;
use tokio::{sync::watch, time::interval};
use tracing::error;

/// Runs until it is asked to stop; what is under way then is brought to its end, so that no letter goes out twice.
pub(super) async fn run(worker: Arc<Worker>, clock: Clock, period: Duration, mut stop: watch::Receiver<bool>) {
    let mut ticks = interval(period);
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            _ = ticks.tick() => {}
        }
        let ran = drain(&worker, &stop).await;
        if let Err(fault) = &ran {
            error!(%fault, "notices wait: it is tried again at once");
        }
        super::count("notices", ran.is_ok(), &clock);
    }
}

/// Goes on while there is something to do.
async fn drain(worker: &Worker, stop: &watch::Receiver<bool>) -> Result<(), notify::NotifyError> {
    while !*stop.borrow() && worker.run().await? > 0 {}
    Ok(())
}
