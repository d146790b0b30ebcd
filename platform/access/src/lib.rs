//! Who may see and do what, decided in one place and written down before it is shown.

mod action;
mod actor;
mod allowed;
mod at_work;
pub mod birthdays;
mod deed;
mod error;
mod facts;
mod gate;
pub mod items;
pub mod log;
mod personal_sql;
mod policy;
pub mod rules;
mod shared_tx;
mod source;
mod staff;
pub mod state;

pub use action::{Act, Action, Deliver, See, Writes};
pub use actor::{Actor, JobKind};
pub use allowed::{Allowed, Grant, PersonTx};
pub use db::{DbError, Migration, Row, Schema, args};
pub use deed::Deed;
pub use error::GateError;
pub use facts::Standing;
pub use gate::Gate;
pub use personal_sql::PersonalSql;
pub use policy::{Policy, Reach};
pub use rules::TEXTS;
pub use shared_tx::SharedTx;
pub use source::Ask;
pub use staff::{Reason, Seen, Staff};

/// The tables of this crate.
pub const SCHEMA: Schema = Schema {
    name: "access",
    migrations: &[
        db::Migration {
            name: "20261121T1020_create_access",
            sql: include_str!("../migrations/20261121T1020_create_access.sql"),
        },
        db::Migration {
            name: "20261122T0607_add_kinds_of_power",
            sql: include_str!("../migrations/20261122T0607_add_kinds_of_power.sql"),
        },
        db::Migration {
            name: "20261122T0604_add_staff",
            sql: include_str!("../migrations/20261122T0604_add_staff.sql"),
        },
        db::Migration {
            name: "20261122T0716_add_paper_forms",
            sql: include_str!("../migrations/20261122T0716_add_paper_forms.sql"),
        },
    ],
    columns: include_str!("../migrations/columns.toml"),
};
