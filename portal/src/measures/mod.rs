//! Metrics for Prometheus (O3), on a port of their own: what is counted has no person, no id and no free text in it.

mod gauges;
mod process;

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, extract::State, http::header, response::IntoResponse, routing::get};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use thiserror::Error;
use tokio::{net::TcpListener, task::JoinSet, time::interval};
use tracing::error;

use crate::house::House;

/// From a page out of memory to the longest wait a page may have.
const SECONDS: [f64; 13] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
const LINES: [f64; 9] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];
/// Histograms are emptied into their buckets so often, whether anybody reads them or not.
const UPKEEP: Duration = Duration::from_secs(5);

struct Source {
    handle: PrometheusHandle,
    house: House,
}

/// Metrics that are served as long as this value lives.
pub struct Served {
    pub address: SocketAddr,
    _tasks: JoinSet<()>,
}

/// Why metrics cannot be served.
#[derive(Debug, Error)]
pub enum MeasuresError {
    #[error("metrics cannot listen on {listen} ({fault}): choose another address for metrics.listen")]
    Listen { listen: String, fault: io::Error },
    #[error("metrics cannot be counted: {0}")]
    Recorder(#[from] BuildError),
}

/// Begins to count, once a process, and serves `GET /metrics` on the address `listen`.
///
/// # Errors
/// [`MeasuresError`]: an address that cannot be listened on.
pub async fn open(listen: &str, house: &House) -> Result<Served, MeasuresError> {
    let refused = |fault| MeasuresError::Listen { listen: listen.to_owned(), fault };
    let listener = TcpListener::bind(listen).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)?
        .set_buckets_for_metric(Matcher::Suffix("_lines".to_owned()), &LINES)?
        .install_recorder()?;
    gauges::describe();
    let mut tasks = JoinSet::new();
    tasks.spawn(keep_up(handle.clone()));
    let source = Source { handle, house: house.clone() };
    let app = Router::new().route("/metrics", get(render)).with_state(Arc::new(source));
    tasks.spawn(async move {
        if let Err(fault) = axum::serve(listener, app).await {
            error!(%fault, "metrics are served no longer: restart the portal to have them again");
        }
    });
    Ok(Served { address, _tasks: tasks })
}

async fn keep_up(handle: PrometheusHandle) {
    let mut ticks = interval(UPKEEP);
    loop {
        ticks.tick().await;
        handle.run_upkeep();
    }
}

async fn render(State(source): State<Arc<Source>>) -> impl IntoResponse {
    gauges::read(&source.house).await;
    process::read(&source.house.clock);
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], source.handle.render())
}
