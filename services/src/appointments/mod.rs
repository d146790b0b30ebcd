//! Appointments (C2): upcoming, past, one with all that belongs to it; book, move, cancel, ask for another time, calendar file.

mod bookable;
mod model;
mod notices;
mod pages;
mod rules;
mod store;

use access::{Migration, Policy, Schema, rules::table};
use web::{Group, Service, texts};

/// The service, for the register.
pub static SERVICE: Service = Service::new(
    Policy::everywhere(&table::APPOINTMENTS),
    Group::FollowUp,
    "timer",
    "calendar",
    texts!("appointments"),
    pages::routes,
)
.stores(SCHEMA, pages::export, store::erase)
.shows(&["Appointment"])
.followed_by(notices::follow)
.card(pages::card)
.timeline(pages::timeline);

const SCHEMA: Schema = Schema {
    name: "appointments",
    migrations: &[Migration {
        name: "20261121T1300_create_appointment_requests",
        sql: include_str!("migrations/20261121T1300_create_appointment_requests.sql"),
    }],
    columns: include_str!("migrations/columns.toml"),
};
