//! One sentence: what the service is for the citizen.

mod pages;
mod store;
#[cfg(test)]
mod tests;

use access::{Migration, Policy, Schema, rules::RULES_IMPORT};
use web::{Group, Service, texts};

/// The service, for the register.
pub static SERVICE: Service =
    Service::new(POLICY, Group::Overviews, "KEBAB", "other", texts!("SNAKE"), pages::routes)
        .stores(SCHEMA, pages::export, store::erase);

RULES_BODY

const SCHEMA: Schema = Schema {
    name: "SNAKE",
    migrations: &[Migration {
        name: "TIME_create_SNAKE",
        sql: include_str!("migrations/TIME_create_SNAKE.sql"),
    }],
    columns: include_str!("migrations/columns.toml"),
};
