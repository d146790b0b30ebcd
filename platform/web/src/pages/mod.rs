//! Pages that belong to no service.

mod ended;
mod front;

use axum::{Router, routing::get};

use crate::{Portal, assets};

/// The front page, the page of an ended session, and the assets.
pub fn router() -> Router<Portal> {
    Router::new().route("/", get(front::get)).route("/okt/slutt", get(ended::get)).merge(assets::router())
}
