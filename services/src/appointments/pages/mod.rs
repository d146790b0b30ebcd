//! The pages of appointments, and what the pages over all services show of them.

mod book;
mod calendar;
mod cancel;
mod change;
mod failed;
mod list;
mod show;
mod summary;
mod wording;

use axum::{Router, routing::get};
use web::Portal;

pub use summary::{card, export, timeline};

/// All addresses of the service.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/p/{handle}/timer", get(list::get))
        .route("/p/{handle}/timer/tidligere", get(list::past))
        .route("/p/{handle}/timer/{id}", get(show::get))
        .route("/p/{handle}/timer/{id}/kalender.ics", get(calendar::get))
        .route("/p/{handle}/timer/{id}/avbestill", get(cancel::get).post(cancel::post))
        .route("/p/{handle}/timer/{id}/endre", get(change::get).post(change::post))
        .merge(book::routes())
}
