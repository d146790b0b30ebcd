//! Is the process alive, and can it serve? For load balancers and operators.

use axum::{Router, extract::State, http::StatusCode, routing::get};
use db::Db;

/// `GET /healthz`: alive. `GET /readyz`: the database answers.
pub fn routes(db: Db) -> Router {
    Router::new().route("/healthz", get(|| async { "ok\n" })).route("/readyz", get(ready)).with_state(db)
}

async fn ready(State(db): State<Db>) -> (StatusCode, &'static str) {
    if db.answers().await {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
    }
}
