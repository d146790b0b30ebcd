//! What readers tell the operator (P2, P11): whether an article was useful, and messages about the site.

mod message;
mod store;

pub use message::{About, Content, LONGEST_EMAIL, LONGEST_PAGE, LONGEST_TEXT, Message, New, is_email};
pub use store::{Feedback, FeedbackError, MOST_WAITING, Opinions};

/// The tables of this crate.
pub const SCHEMA: db::Schema = db::Schema {
    name: "feedback",
    migrations: &[db::Migration {
        name: "20261122T1305_create_feedback",
        sql: include_str!("../migrations/20261122T1305_create_feedback.sql"),
    }],
    columns: include_str!("../migrations/columns.toml"),
};
