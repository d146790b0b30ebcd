//! Privacy settings (S2, L7, S4): which services are in use, access that is removed, and whose systems read and wrote.

mod change;
mod pages;
mod switches;

use access::{
    Policy,
    rules::{ParentRule, ServiceRules},
};
use axum::{Router, routing::get};
use web::{Group, Portal, Service};

/// As consent, whose row of the table it follows (docs/decisions/privacy-settings.md): the person from 16, a representing
/// parent for a child, nobody by a power of attorney, and at every level.
const RULES: ServiceRules = ServiceRules::new("privacy_settings", "S2", None).parents(ParentRule::Yes, ParentRule::Yes);

/// What the portal knows of the service. What is chosen is the platform's: the gate decides by it.
pub static SERVICE: Service = Service::new(
    Policy::everywhere(&RULES),
    Group::Management,
    "personvern",
    "consent",
    web::texts!("privacy_settings"),
    routes,
);

fn routes() -> Router<Portal> {
    Router::new()
        .route("/p/{handle}/personvern", get(pages::show::get))
        .route("/p/{handle}/personvern/tjenester/{service}", get(pages::switch::get).post(pages::switch::post))
        .route("/p/{handle}/personvern/{id}", get(pages::form::get))
        .route("/p/{handle}/personvern/tilgang", get(pages::remove::access).post(pages::remove::post_access))
        .route("/p/{handle}/personvern/pasientjournal", get(pages::remove::record).post(pages::remove::post_record))
}
