//! One sentence: what the service is for the citizen.

mod list;
mod store;
#[cfg(test)]
mod tests;

use access::{Migration, Policy, Schema, rules::RULES_IMPORT};
use axum::{Router, routing::get};
use web::{Group, Portal, Service};

/// What the portal knows of the service.
pub static SERVICE: Service =
    Service::new(POLICY, Group::Overviews, "KEBAB", "other", web::texts!("SNAKE"), routes).stores(
        SCHEMA,
        |portal, acting| Box::pin(list::export(portal, acting)),
        |tx| Box::pin(store::erase(tx)),
    );

RULES_BODY

const SCHEMA: Schema = Schema {
    name: "SNAKE",
    migrations: &[Migration {
        name: "TIME_create_SNAKE",
        sql: include_str!("migrations/TIME_create_SNAKE.sql"),
    }],
    columns: include_str!("migrations/columns.toml"),
};

fn routes() -> Router<Portal> {
    Router::new().route("/p/{handle}/KEBAB", get(list::get))
}
