//! The offices of health services: what they are called, what they offer where, what one may expect of them.

mod by_age;
mod kind;
mod office;
mod operate;
mod store;
mod templates;
mod working_days;

pub use by_age::by_age;
pub use kind::OfficeKind;
pub use office::Office;
pub use operate::{Operation, OperatorChange};
pub use store::{Offices, answering, find_in};
pub use templates::Template;
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
    ],
    columns: include_str!("../migrations/columns.toml"),
};
