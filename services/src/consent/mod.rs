//! Consent (L2, L3, L4): the terms, the level of use, a child's level, a youth's own log-in, and how to withdraw.

mod change;
mod matrix;
mod pages;
mod situation;

use access::{Policy, rules::table};
use axum::{
    Router,
    routing::{get, post},
};
use web::{Group, Portal, Service};

/// What the portal knows of the service. What is stored of consents is the platform's: the gate decides by it.
pub static SERVICE: Service = Service::new(
    Policy::everywhere(&table::CONSENT),
    Group::Management,
    "samtykke",
    "consent",
    web::texts!("consent"),
    routes,
)
.timeline(|portal, acting, since| Box::pin(pages::timeline::list(portal, acting, since)))
.notice(|portal, acting| Box::pin(pages::notice::find(portal, acting)));

fn routes() -> Router<Portal> {
    Router::new()
        .route("/p/{handle}/samtykke", get(pages::show::get))
        .route("/p/{handle}/samtykke/vilkar", post(pages::accept::post))
        .route("/p/{handle}/samtykke/niva", get(pages::level::get).post(pages::level::post))
        .route("/p/{handle}/samtykke/innlogging", get(pages::log_in::get).post(pages::log_in::post))
        .route("/p/{handle}/samtykke/trekk", get(pages::withdraw::get).post(pages::withdraw::post))
}
