//! How the portal is just now (P11): incidents and maintenance that the operator tells, and what each part finds of itself.

mod board;
mod component;
mod incident;
mod status;
mod store;

pub use board::{Board, Seen};
pub use component::{Component, State};
pub use incident::{Impact, Incident, Texts, Update};
pub use status::{Probe, Status};
pub use store::Incidents;

/// The tables of this crate.
pub const SCHEMA: db::Schema = db::Schema {
    name: "incidents",
    migrations: &[db::Migration {
        name: "20261122T1330_create_incidents",
        sql: include_str!("../migrations/20261122T1330_create_incidents.sql"),
    }],
    columns: include_str!("../migrations/columns.toml"),
};
