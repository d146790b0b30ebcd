//! The pages of health contacts, and what the pages over all services show of them.

mod list;
mod own;
mod reach;
mod remove;
mod summary;
mod wording;

use axum::{Router, routing::get};
use web::Portal;

pub use summary::{card, export, timeline};

/// All addresses of the service.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/p/{handle}/helsekontakter", get(list::get))
        .route("/p/{handle}/helsekontakter/ny", get(own::add).post(own::insert))
        .route("/p/{handle}/helsekontakter/{id}", get(own::change).post(own::update))
        .route("/p/{handle}/helsekontakter/{id}/fjern", get(remove::get).post(remove::post))
}
