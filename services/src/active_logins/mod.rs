//! Active log-ins (S4): where one is logged in just now, how to end it, and the roles one logs in with at work (H3).

mod end;
mod list;
mod role;

use access::{
    Deed, Policy,
    rules::{ServiceRules, YouthRule},
};
use axum::{
    Router,
    routing::{get, post},
};
use serde_json::Value;
use web::{Acting, Group, PageError, Portal, Service};

/// Only the person, at every age that logs in; a session exists before the terms are accepted (L3).
const RULES: ServiceRules =
    ServiceRules::new("active_logins", "S4", None).youth(YouthRule::Yes, YouthRule::Yes).before_terms();

/// See the module. Its tables are the platform's.
pub static SERVICE: Service = Service {
    export: |portal, acting| Box::pin(export(portal, acting)),
    erase: |tx| Box::pin(eid::sessions::forget(tx)),
    ..Service::new(
        Policy::everywhere(&RULES),
        Group::Management,
        "innlogginger",
        "device",
        web::texts!("active_logins"),
        routes,
    )
};

async fn export(portal: &Portal, acting: &Acting) -> Result<Value, PageError> {
    let allowed = acting.see(portal, &SERVICE, Deed::new("export")).await?;
    let log_ins = portal.sessions().list(&allowed).await?;
    serde_json::to_value(log_ins).map_err(PageError::unavailable)
}

fn routes() -> Router<Portal> {
    Router::new()
        .route("/p/{handle}/innlogginger", get(list::get))
        .route("/p/{handle}/innlogginger/{id}", get(role::get))
        .route("/p/{handle}/innlogginger/{id}/avslutt", post(end::post))
}
