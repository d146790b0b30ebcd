//! The usage log (S4, B1): who has looked at or changed what about the person, when, where and why.

mod pages;
mod question;
mod shown;

use access::{Policy, rules::table};
use axum::{Router, routing::get};
use web::{Group, Portal, Service};

/// What the portal knows of the service.
pub static SERVICE: Service = Service::new(
    Policy::everywhere(&table::USAGE_LOG),
    Group::Management,
    "bruk",
    "log",
    web::texts!("usage_log"),
    routes,
);

fn routes() -> Router<Portal> {
    Router::new()
        .route("/p/{handle}/bruk", get(pages::list::get))
        .route("/p/{handle}/bruk/last-ned", get(pages::download::get))
}
