//! Notices: events, the outbox, and the channels they go out by.

mod audience;
mod backoff;
mod channel;
mod error;
mod event;
mod history;
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
pub use channel::{Channel, ChannelKind, Fault, Kept, Letter, Receipt};
pub use error::NotifyError;
pub use event::{Class, Event, Level, Sender, raise};
pub use history::{Outcome, REMOVED, Told, told};
pub use message::{Text, Wording};
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
    migrations: &[db::Migration {
        name: "20261122T0220_create_notices",
        sql: include_str!("../migrations/20261122T0220_create_notices.sql"),
    }],
    columns: include_str!("../migrations/columns.toml"),
};
