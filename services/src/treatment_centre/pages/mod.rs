//! The pages of one's referrals, and what the pages over all services show of them.

mod list;
mod show;
mod summary;

use axum::{
    Router,
    routing::{get, post},
};
use web::Portal;

pub use summary::{card, export, timeline};

/// All addresses of the service. None names a treatment or a place: what one chooses by comes in the form.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/p/{handle}/velg-behandlingssted", get(list::get))
        .route("/p/{handle}/velg-behandlingssted/{id}", get(show::get).post(show::post))
        .route("/p/{handle}/velg-behandlingssted/{id}/sammenlign", post(show::compare).get(show::back))
        .route("/p/{handle}/velg-behandlingssted/{id}/ventetider.csv", post(show::csv).get(show::back))
}
