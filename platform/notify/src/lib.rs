//! Notices: events, the outbox, the ladder of channels they go out by, and what became of them.

mod audience;
mod backoff;
mod both_sides;
mod channel;
mod devices;
mod error;
mod event;
mod history;
mod kin;
mod ladder;
mod letter;
mod message;
mod notices;
mod operators;
mod outbox;
mod outgoing;
mod place;
pub mod push;
mod reports;
mod seen;
mod settings;
mod setup;
pub mod sms;
mod smtp;
mod spread;
mod way;
mod window;
mod worker;

pub use backoff::{Patience, pause};
pub use both_sides::raise_for_both;
pub use channel::{Channel, ChannelKind, DeviceKeys, Fault, Kept, Letter, Receipt};
pub use devices::{Device, DeviceError, NewDevice, Proved, add_device, devices, remove_device};
pub use error::NotifyError;
pub use event::{Alternative, Class, Event, Level, Sender, raise};
pub use history::{Before, Outcome, REMOVED, Sent, Step, Told, told};
pub use kin::{Kin, KinChoice, choose_kin, kin_choices, kin_choices_in};
pub use message::{Said, Text, Wording};
pub use notices::{Notices, masked};
pub use operators::{DeadLetter, Outbox, Which};
pub use outgoing::Outgoing;
pub use push::{Hosts, Push};
pub use reports::{ReportError, Signed};
pub use seen::{SeenBySender, posted, seen_by_sender, withdraw};
pub use settings::{Settings, forget, set_about, set_alternative, set_level, settings};
pub use setup::Setup;
pub use sms::{Signature, Sms, SmsSettings};
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
        db::Migration {
            name: "20261122T0605_add_ladder",
            sql: include_str!("../migrations/20261122T0605_add_ladder.sql"),
        },
    ],
    columns: include_str!("../migrations/columns.toml"),
};
