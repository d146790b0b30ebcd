//! Treatments, where they are given, and how long one waits (P8): read in by command, chosen among by anyone.

mod catalogue;
mod change;
mod choose;
mod find;
mod import;
mod kinds;
mod place;
mod store;

pub use catalogue::{Catalogue, Treatment, Wait};
pub use change::{Changes, Count};
pub use choose::{Chosen, Filter, Offer, Sort, choose};
pub use find::matching;
pub use import::{EXTENSIONS, Fault, MUNICIPALITY_CODES, MUNICIPALITY_EXTENSION, TREATMENT_CODES, read};
pub use kinds::{Field, Region, Stage};
pub use place::{Place, Position};
pub use store::{Centre, Treatments};

/// Days after which a waiting time is said to be old.
pub const OLD_AFTER_DAYS: i32 = 90;

/// The tables of this crate.
pub const SCHEMA: db::Schema = db::Schema {
    name: "treatments",
    migrations: &[db::Migration {
        name: "20261122T1300_create_treatments",
        sql: include_str!("../migrations/20261122T1300_create_treatments.sql"),
    }],
    columns: include_str!("../migrations/columns.toml"),
};
