//! Listens, serves, and on SIGTERM answers what has come in before it goes.

use std::{net::SocketAddr, time::Duration};

use axum::Router;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};
use tracing::{info, warn};

/// Requests under way get this long; five seconds in all is the budget.
const DRAIN: Duration = Duration::from_secs(4);

/// Serves until SIGTERM or SIGINT, then drains.
pub async fn serve(listener: TcpListener, app: Router) -> std::io::Result<()> {
    let (stop, mut stopped) = watch::channel(false);
    tokio::spawn(async move {
        asked_to_stop().await;
        info!("stopping: no new requests are taken");
        let _ = stop.send(true);
    });
    let mut draining = stopped.clone();
    let graceful = axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move { drop(stopped.wait_for(|stop| *stop).await) });
    tokio::select! {
        served = graceful => served,
        () = async {
            drop(draining.wait_for(|stop| *stop).await);
            tokio::time::sleep(DRAIN).await;
        } => {
            warn!("some requests took too long and were cut off");
            Ok(())
        }
    }
}

async fn asked_to_stop() {
    let (Ok(mut term), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        return std::future::pending().await;
    };
    tokio::select! { _ = term.recv() => {}, _ = interrupt.recv() => {} }
}
