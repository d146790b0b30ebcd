//! The offices of health services: what they are called, what they offer where, what one may expect of them.

mod kind;
mod office;
mod store;

pub use kind::OfficeKind;
pub use office::Office;
pub use store::Offices;

/// The tables of this crate.
pub const SCHEMA: db::Schema = db::Schema {
    name: "offices",
    migrations: &[db::Migration {
        name: "20261122T0600_create_offices",
        sql: include_str!("../migrations/20261122T0600_create_offices.sql"),
    }],
    columns: include_str!("../migrations/columns.toml"),
};
