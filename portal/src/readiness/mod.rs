//! Is the process alive, and can it serve? For load balancers and operators (O3).

mod parts;
mod probe;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use access::log::HeadFile;
use axum::{Router, extract::State, http::StatusCode, routing::get};
use db::{Clock, Db, DbError};
use jiff::SignedDuration;
use tokio::sync::Mutex;

pub use parts::probe;
use probe::Asked;
pub use probe::NotReadyError;
pub(crate) use probe::room;

/// However often it is asked, the database is asked no more than this.
const FRESH: Duration = Duration::from_secs(1);

/// Whether this process can serve. Cheap to clone.
#[derive(Clone)]
pub struct Readiness(Arc<Inner>);

struct Inner {
    asked: Asked,
    draining: AtomicBool,
    last: Mutex<Option<(Instant, Result<(), NotReadyError>)>>,
}

impl Readiness {
    pub fn new(db: Db, heads: HeadFile, clock: Clock) -> Self {
        let asked = Asked { db, heads, clock };
        Self(Arc::new(Inner { asked, draining: AtomicBool::new(false), last: Mutex::default() }))
    }

    /// From now on the answer is no: the process is on its way down.
    pub fn drain(&self) {
        self.0.draining.store(true, Ordering::SeqCst);
    }

    /// Whether it can serve, as of a second ago at the most.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub async fn check(&self) -> Result<(), NotReadyError> {
        if self.0.draining.load(Ordering::SeqCst) {
            return Err(NotReadyError::Draining);
        }
        let mut last = self.0.last.lock().await;
        if let Some((at, verdict)) = *last
            && at.elapsed() < FRESH
        {
            return verdict;
        }
        let verdict = self.0.asked.all().await;
        *last = Some((Instant::now(), verdict));
        verdict
    }

    /// How long the oldest line of the usage log has waited for its seal.
    pub async fn seal_lag(&self) -> Result<SignedDuration, DbError> {
        self.0.asked.seal_lag().await
    }

    /// `GET /healthz`: alive. `GET /readyz`: can serve, or what is wrong.
    pub fn routes(&self) -> Router {
        Router::new().route("/healthz", get(|| async { "ok\n" })).route("/readyz", get(ready)).with_state(self.clone())
    }
}

async fn ready(State(readiness): State<Readiness>) -> (StatusCode, String) {
    match readiness.check().await {
        Ok(()) => (StatusCode::OK, "ready\n".to_owned()),
        Err(fault) => (StatusCode::SERVICE_UNAVAILABLE, format!("{fault}\n")),
    }
}
