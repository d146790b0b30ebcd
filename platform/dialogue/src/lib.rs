//! Dialogue (C1): messages between citizens and health services, as FHIR Communications, and all that hangs on them.
//!
//! A message is a Communication in `records`: sealed, with versions, marks as columns, in the feed of its organisation.
//! What lists, queues and receipts need stands beside it in tables of this crate, and follows from the Communication by
//! [`follow`], whoever wrote it: a citizen here, staff at the desk, a clinic's own system.

mod admit;
pub mod attachment;
mod audience;
mod citizen;
mod communication;
mod compose;
pub mod drafts;
mod erase;
mod error;
mod files;
mod follow;
mod heads;
mod kind;
mod message;
mod places;
pub mod post;
mod queue;
pub mod reach;
mod seen;
mod staff;
mod store;
mod threads;

use access::{Policy, rules::table};

pub use citizen::{Content, New, archive, close, confirm, start, write};
pub use erase::erase;
pub use error::DialogueError;
pub use heads::{Filter, Page, Thread, badge, find_text, list, senders};
pub use kind::{Kind, State};
pub use message::{Attached, File, Message, Receipt, file};
pub use places::Place;
pub use queue::{Queue, QueueFilter, QueueRow};
pub use seen::{read, read_at_work};
pub use staff::{
    Answer, Letter, MARK, REOPEN, answer, assign, close_at_work, hold_at_latest, mark, reopen_at_work, start_letter,
};
pub use threads::{Conversation, at_work, thread};

/// The service that messages belong to, as the gate knows it.
pub static POLICY: Policy = Policy::everywhere(&table::INBOX);

/// The FHIR type of a message.
pub const TYPE: &str = "Communication";

/// The kinds of news that a message makes; each has a text `inbox-notice-<kind>`.
pub const NOTICES: [&str; 5] = ["message", "answer", "letter", "sent", "posted"];

/// What a Communication and a file are held to before they are kept, and what follows from them.
pub const ADMISSION: records::Admission = admit::admit;
/// See [`ADMISSION`].
pub const CONSEQUENCE: records::Consequence = follow::follow;

/// The tables of this crate.
pub const SCHEMA: db::Schema = db::Schema {
    name: "dialogue",
    migrations: &[
        db::Migration {
            name: "20261122T0608_create_dialogue",
            sql: include_str!("../migrations/20261122T0608_create_dialogue.sql"),
        },
        db::Migration {
            name: "20261122T0738_narrow_messages_to_their_organisation",
            sql: include_str!("../migrations/20261122T0738_narrow_messages_to_their_organisation.sql"),
        },
        db::Migration {
            name: "20261122T0904_note_what_files_messages_name",
            sql: include_str!("../migrations/20261122T0904_note_what_files_messages_name.sql"),
        },
        db::Migration {
            name: "20261122T0926_index_queues_by_who_and_what",
            sql: include_str!("../migrations/20261122T0926_index_queues_by_who_and_what.sql"),
        },
    ],
    columns: include_str!("../migrations/columns.toml"),
};
