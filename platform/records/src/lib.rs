//! Health data as FHIR R4 documents: the embedded store, versions and visibility.

mod consequence;
mod delivery;
mod directory;
mod ids;
pub mod import;
mod organisations;
mod read;
mod record;
mod source;
mod write;

pub use consequence::{Change, Consequence, Kind, nothing};
pub use delivery::Delivery;
pub use directory::{SharedResource, find_shared, put_shared};
pub use ids::{is_shared, record_id, shared_id};
pub use organisations::Organisations;
pub use read::{find, find_in, list, past, route, upcoming, versions};
pub use record::{Record, Version};
pub use source::{Profile, Source};
pub use write::{Stored, change, erase, receive};

/// The store's tables.
pub const SCHEMA: db::Schema = db::Schema {
    name: "records",
    migrations: &[db::Migration {
        name: "20261121T1200_create_records",
        sql: include_str!("../migrations/20261121T1200_create_records.sql"),
    }],
    columns: include_str!("../migrations/columns.toml"),
};
