//! Contact details (S1): what the registers know of how to reach one, one's own entries, and what a service should know.

mod pages;
mod typed;

use access::{Policy, rules::table};
use axum::{Router, routing::get};
use web::{Group, Portal, Service};

/// What the portal knows of the service. Its table is the platform's: services that meet the person read it too.
pub static SERVICE: Service = Service {
    export: |portal, acting| Box::pin(pages::show::export(portal, acting)),
    ..Service::new(
        Policy::everywhere(&table::CONTACT_DETAILS),
        Group::Management,
        "kontaktopplysninger",
        "person",
        web::texts!("contact_details"),
        routes,
    )
};

fn routes() -> Router<Portal> {
    Router::new()
        .route("/p/{handle}/kontaktopplysninger", get(pages::show::get))
        .route("/p/{handle}/kontaktopplysninger/egne", get(pages::own::get).post(pages::own::post))
        .route("/p/{handle}/kontaktopplysninger/behov", get(pages::needs::get).post(pages::needs::post))
}
