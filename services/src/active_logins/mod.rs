//! Active log-ins (S4): where one is logged in just now, and how to end it.

mod end;
mod list;

use access::{
    Policy,
    rules::{ServiceRules, YouthRule},
};
use axum::{
    Router,
    routing::{get, post},
};
use web::{Group, Portal, Service};

/// Only the person, at every age that logs in; a session exists before the terms are accepted (L3).
const RULES: ServiceRules =
    ServiceRules::new("active_logins", "S4", None).youth(YouthRule::Yes, YouthRule::Yes).before_terms();

/// See the module.
pub static SERVICE: Service = Service::new(
    Policy::everywhere(&RULES),
    Group::Management,
    "innlogginger",
    "device",
    web::texts!("active_logins"),
    routes,
);

fn routes() -> Router<Portal> {
    Router::new()
        .route("/p/{handle}/innlogginger", get(list::get))
        .route("/p/{handle}/innlogginger/{id}/avslutt", post(end::post))
}
