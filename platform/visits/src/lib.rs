//! Appointments as people meet them, and visits to their homes: planned, cancelled, made, missed.

mod appointment;
mod at_work;
mod cancelling;
mod home;
mod made;
mod missed;
mod notices;
mod rounds;
mod settings;

pub use appointment::{Appointment, Status, When};
pub use at_work::{AtWorkError, NotMade, call_off, earliest_made, plan, register, register_not_made, replan, written};
pub use cancelling::{CancelError, NotNow, cancel_home_visit, cancelled, deadline, may_cancel};
pub use home::{find_made, find_planned, made, planned, was_registered};
pub use made::Made;
pub use missed::{MissedError, tell_of_missed};
pub use notices::{follow, remember};
pub use rounds::{Part, Round, Rounds};
pub use settings::{
    COMPLETED, KinWord, MISSED, MISSED_AFTER, Settings, choose_kin, kin, next_of_kin, settings, settings_in, store,
};

/// Home care as the gate knows it: to be had where the municipality has connected it (L6).
pub const HOME_CARE: access::Policy =
    access::Policy { rules: &access::rules::table::HOME_CARE, reach: access::Reach::ConnectedMunicipalities };

/// The tables of this crate.
pub const SCHEMA: db::Schema = db::Schema {
    name: "visits",
    migrations: &[db::Migration {
        name: "20261122T0610_create_home_visits",
        sql: include_str!("../migrations/20261122T0610_create_home_visits.sql"),
    }],
    columns: include_str!("../migrations/columns.toml"),
};
