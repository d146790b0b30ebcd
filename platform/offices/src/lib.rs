//! The offices of health services: what they are called, what they offer where, what one may expect of them.

mod by_age;
mod hours;
mod kind;
mod local;
mod look_up;
mod municipality;
mod office;
mod operate;
mod register;
mod register_file;
mod store;
mod templates;
mod typed_hours;
mod working_days;

pub use by_age::by_age;
pub use hours::{AvailableTime, Hours, OpenState};
pub use kind::OfficeKind;
pub use local::LocalOffer;
pub use look_up::{Found, LookUp, fold};
pub use municipality::{Municipality, PostalCode};
pub use office::{Address, Office};
pub use operate::{Operation, OperatorChange};
pub use register::PostalRegister;
pub use register_file::{LineError, LineFault};
pub use store::{Offices, answering, find_in};
pub use templates::Template;
pub use typed_hours::{said, spans};
pub use working_days::{is_working_day, notice_before, public_holidays, working_days_after, working_days_before};

/// The tables of this crate.
pub const SCHEMA: db::Schema = db::Schema {
    name: "offices",
    migrations: &[
        db::Migration {
            name: "20261122T0600_create_offices",
            sql: include_str!("../migrations/20261122T0600_create_offices.sql"),
        },
        db::Migration {
            name: "20261122T0657_create_answer_templates",
            sql: include_str!("../migrations/20261122T0657_create_answer_templates.sql"),
        },
        db::Migration {
            name: "20261122T0715_add_operator_changes",
            sql: include_str!("../migrations/20261122T0715_add_operator_changes.sql"),
        },
        db::Migration {
            name: "20261122T1310_add_visiting_to_offices",
            sql: include_str!("../migrations/20261122T1310_add_visiting_to_offices.sql"),
        },
        db::Migration {
            name: "20261122T1311_create_municipality_names",
            sql: include_str!("../migrations/20261122T1311_create_municipality_names.sql"),
        },
    ],
    columns: include_str!("../migrations/columns.toml"),
};
