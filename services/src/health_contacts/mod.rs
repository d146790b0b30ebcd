//! Health contacts (C10): whom one can turn to, from sources, by age and municipality, and those one has added oneself.

mod by_age;
mod contact;
mod fhir;
mod pages;
mod store;

use access::{Migration, Policy, Schema, rules::table};
use web::{Group, Service};

/// The service, for the register.
pub static SERVICE: Service = Service::new(
    Policy::everywhere(&table::HEALTH_CONTACTS),
    Group::FollowUp,
    "helsekontakter",
    "people",
    web::texts!("health_contacts"),
    pages::routes,
)
.stores(SCHEMA, pages::export, store::erase)
.shows(&["CareTeam"])
.card(pages::card)
.timeline(pages::timeline);

const SCHEMA: Schema = Schema {
    name: "health_contacts",
    migrations: &[Migration {
        name: "20261122T0620_create_own_health_contacts",
        sql: include_str!("migrations/20261122T0620_create_own_health_contacts.sql"),
    }],
    columns: include_str!("migrations/columns.toml"),
};
