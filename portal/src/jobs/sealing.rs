//! Seals the usage log within seconds.

use std::time::Duration;

use access::log::Sealer;
use tokio::time::interval;
use tracing::error;

pub(super) async fn run(sealer: Sealer, period: Duration) {
    let mut ticks = interval(period);
    loop {
        ticks.tick().await;
        if let Err(fault) = sealer.run().await {
            error!(%fault, "the usage log waits for its seal");
        }
    }
}
