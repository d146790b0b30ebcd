//! Notices: events, the outbox, and the channels they go out by.

mod audience;
mod backoff;
mod both_sides;
mod channel;
mod error;
mod event;
mod history;
mod kin;
mod message;
mod notices;
mod operators;
mod outbox;
mod outgoing;
mod settings;
mod smtp;
mod spread;
mod window;
mod worker;

pub use backoff::{Patience, pause};
pub use both_sides::raise_for_both;
pub use channel::{Channel, ChannelKind, Fault, Kept, Letter, Receipt};
pub use error::NotifyError;
pub use event::{Class, Event, Level, Sender, raise};
pub use history::{Outcome, REMOVED, Told, told};
pub use kin::{Kin, KinChoice, choose_kin, kin_choices, kin_choices_in};
pub use message::{Said, Text, Wording};
pub use notices::{Notices, masked};
pub use operators::{DeadLetter, Outbox, Which};
pub use outgoing::Outgoing;
pub use settings::{Settings, forget, set_about, set_level, settings};
pub use smtp::{Smtp, SmtpError, SmtpSettings, Tls};
pub use window::opens;
pub use worker::Worker;

/// The tables of this crate.
pub const SCHEMA: db::Schema = db::Schema {
    name: "notify",
    migrations: &[
        db::Migration {
            name: "20261122T0220_create_notices",
            sql: include_str!("../migrations/20261122T0220_create_notices.sql"),
        },
        db::Migration {
            name: "20261122T0551_add_kin_to_notices",
            sql: include_str!("../migrations/20261122T0551_add_kin_to_notices.sql"),
        },
    ],
    columns: include_str!("../migrations/columns.toml"),
};
