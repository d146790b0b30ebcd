//! Notices (S5, N5): what one was told and what became of it, how much one wants to be told, and where one is written to.

mod letters;
mod pages;
mod reports;

use access::{Policy, rules::table};
use axum::{
    Router,
    routing::{get, post},
};
use web::{Group, Portal, Service};

pub use letters::Letters;
pub use reports::routes as report_routes;

/// What the portal knows of the service. Its tables are the platform's, which does the telling.
pub static SERVICE: Service = Service {
    export: |portal, acting| Box::pin(pages::export::all(portal, acting)),
    erase: |tx| Box::pin(notify::forget(tx)),
    ..Service::new(
        Policy::everywhere(&table::NOTIFICATION_SETTINGS),
        Group::Management,
        "varsler",
        "bell",
        web::texts!("notification_settings"),
        routes,
    )
};

fn routes() -> Router<Portal> {
    Router::new()
        .route("/p/{handle}/varsler", get(pages::list::get))
        .route("/p/{handle}/varsler/innstillinger", get(pages::choose::get).post(pages::choose::post))
        .route("/p/{handle}/varsler/enheter", post(pages::device::add))
        .route("/p/{handle}/varsler/enheter/{id}/fjern", post(pages::device::remove))
        .route("/varsel/vist", post(pages::device::shown))
}
