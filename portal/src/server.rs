//! Listens, serves, and on SIGTERM answers what has come in before it goes.

use std::{net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo, http::StatusCode, response::IntoResponse};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    signal::unix::{SignalKind, signal},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    task::JoinSet,
};
use tower::ServiceExt;
use tracing::{info, warn};

use crate::{config::Outside, readiness::Readiness, supervisor::Supervisor};

/// So long a process that was told to go says on `/readyz` that it goes, and still takes what comes: a load balancer that
/// asks every second has then heard it.
const ANNOUNCE: Duration = Duration::from_secs(1);
/// Requests under way get this long after that, and letters their farewell; five seconds in all is the budget.
const DRAIN: Duration = Duration::from_millis(3_000);

/// Bytes of a request's line and headers: a token and a proof of 8 KB each find room.
const LONGEST_HEAD: usize = 24 * 1024;
const MOST_HEADERS: usize = 100;
/// Characters of an address. The API has a narrower bound of its own and says so in FHIR.
const LONGEST_ADDRESS: usize = 10 * 1024;

/// What one process bears.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Connections open at once; more wait in the kernel's queue.
    pub connections: usize,
    /// For a request's head to arrive, and for a connection to lie idle.
    pub head: Duration,
}

impl Bounds {
    /// As the settings say.
    pub fn of(outside: &Outside) -> Self {
        Self { connections: outside.limits.connections, head: outside.head() }
    }
}

/// Serves until SIGTERM or SIGINT, then drains.
pub async fn serve(listener: TcpListener, app: Router, readiness: Readiness, bounds: Bounds) -> std::io::Result<()> {
    let (stop, stopped) = watch::channel(false);
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
    tokio::select! {
        () = accept(listener, app, bounds, stopped) => Ok(()),
        () = async {
            stop_asked(&mut draining).await;
            tokio::time::sleep(DRAIN).await;
        } => {
            warn!("some requests took longer than the drain and were cut off: nothing of them was kept half");
            Ok(())
        }
    }
}

/// Takes connections until it is to stop, and ends when the last one has.
pub async fn accept(listener: TcpListener, app: Router, bounds: Bounds, mut stopped: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(bounds.connections));
    let mut open = JoinSet::new();
    loop {
        tokio::select! {
            () = stop_asked(&mut stopped) => break,
            Some(_) = open.join_next() => {}
            (stream, peer, place) = next(&listener, &room) => {
                open.spawn(converse(stream, peer, app.clone(), bounds, stopped.clone(), place));
            }
        }
    }
    // Who comes now is refused at once, and led elsewhere.
    drop(listener);
    while open.join_next().await.is_some() {}
}

/// The next connection, once there is a place for it.
async fn next(listener: &TcpListener, room: &Arc<Semaphore>) -> (TcpStream, SocketAddr, OwnedSemaphorePermit) {
    loop {
        let Ok(place) = room.clone().acquire_owned().await else { return std::future::pending().await };
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer, place),
            Err(fault) => {
                // Out of files, mostly: those that are open must end first.
                warn!(%fault, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

/// Answers one connection's requests until it ends, or until it is to stop and the one under way has its answer.
async fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    bounds: Bounds,
    mut stopped: watch::Receiver<bool>,
    _place: OwnedSemaphorePermit,
) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        let app = app.clone();
        async move {
            if request.uri().to_string().len() > LONGEST_ADDRESS {
                return Ok((StatusCode::URI_TOO_LONG, "the address is too long\n").into_response());
            }
            app.oneshot(request.map(Body::new)).await
        }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(bounds.head)
        .max_header_size(LONGEST_HEAD)
        .max_headers(MOST_HEADERS);
    let mut conversation = pin!(http.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        _ = conversation.as_mut() => return,
        () = stop_asked(&mut stopped) => conversation.as_mut().graceful_shutdown(),
    }
    let _ = conversation.await;
}

async fn stop_asked(stopped: &mut watch::Receiver<bool>) {
    drop(stopped.wait_for(|stop| *stop).await);
}

/// Waits for a signal, and says how long to announce it: nobody at a terminal asks `/readyz`.
async fn asked_to_stop() -> Duration {
    let (Ok(mut term), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        warn!("signals cannot be heard: the process can only be killed");
        return std::future::pending().await;
    };
    tokio::select! { _ = term.recv() => ANNOUNCE, _ = interrupt.recv() => Duration::ZERO }
}
