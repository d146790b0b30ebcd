//! Listens, serves, and on SIGTERM answers what has come in before it goes.

use std::{net::SocketAddr, time::Duration};

use axum::Router;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
    task::JoinSet,
};
use tracing::{info, warn};

use crate::{readiness::Readiness, supervisor::Supervisor};

/// So long a process that was told to go says on `/readyz` that it goes, and still takes what comes: a load balancer that
/// asks every second has then heard it.
const ANNOUNCE: Duration = Duration::from_secs(1);
/// Requests under way get this long after that; five seconds in all is the budget.
const DRAIN: Duration = Duration::from_millis(3_500);

/// Serves until SIGTERM or SIGINT, then drains.
pub async fn serve(listener: TcpListener, app: Router, readiness: Readiness) -> std::io::Result<()> {
    let (stop, mut stopped) = watch::channel(false);
    let mut beside = JoinSet::new();
    beside.spawn(Supervisor.stay_alive());
    beside.spawn(async move {
        let announce = asked_to_stop().await;
        readiness.drain();
        Supervisor.stopping();
        info!("stopping: what has come in is answered, /readyz says no");
        tokio::time::sleep(announce).await;
        let _ = stop.send(true);
    });
    Supervisor.ready();
    let mut draining = stopped.clone();
    let graceful = axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move { drop(stopped.wait_for(|stop| *stop).await) });
    tokio::select! {
        served = graceful => served,
        () = async {
            drop(draining.wait_for(|stop| *stop).await);
            tokio::time::sleep(DRAIN).await;
        } => {
            warn!("some requests took longer than the drain and were cut off: nothing of them was kept half");
            Ok(())
        }
    }
}

/// Waits for a signal, and says how long to announce it: nobody at a terminal asks `/readyz`.
async fn asked_to_stop() -> Duration {
    let (Ok(mut term), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        warn!("signals cannot be heard: the process can only be killed");
        return std::future::pending().await;
    };
    tokio::select! { _ = term.recv() => ANNOUNCE, _ = interrupt.recv() => Duration::ZERO }
}
