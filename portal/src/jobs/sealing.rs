//! Seals the usage log within seconds.

use std::time::Duration;

use access::log::Sealer;
use db::Clock;
use tokio::time::interval;
use tracing::error;

pub(super) async fn run(sealer: Sealer, clock: Clock, period: Duration) {
    let mut ticks = interval(period);
    loop {
        ticks.tick().await;
        let ran = sealer.run().await;
        if let Err(fault) = &ran {
            error!(%fault, "the usage log waits for its seal: mend the disk or database, it is tried again in five seconds");
        }
        super::count("sealing", ran.is_ok(), &clock);
    }
}
