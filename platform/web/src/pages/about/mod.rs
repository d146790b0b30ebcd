//! Open pages about the services (P1, P9, B8): what each is, and who may see and do what in it.

mod rules;
mod service;
mod services;
mod who;

use axum::{Router, routing::get};

use crate::Portal;

pub use services::card;

/// All of them, under `/om`.
pub fn router() -> Router<Portal> {
    Router::new()
        .route("/om", get(services::get))
        .route("/om/hvem-ser-hva", get(who::get))
        .route("/om/{service}", get(service::get))
}
