//! The pages of the service, one file per errand of the citizen.

mod list;

use axum::{Router, routing::get};
use web::Portal;

pub use list::export;

/// All addresses of the service.
pub fn routes() -> Router<Portal> {
    Router::new().route("/p/{handle}/KEBAB", get(list::get))
}
