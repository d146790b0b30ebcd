//! Subscriptions of health services' systems: a call when something has come, that is never lost and can be told apart.
//!
//! The outbox is the organisation's change feed (`records::feed`), which is written in each change's own transaction:
//! a subscription is a place in it. What goes out is a call to come and ask, at the most with ids; a person's data are
//! read through the API alone, where each look is in the usage log (docs/decisions/hooks-tell-where-to-ask.md).

mod criteria;
mod endpoint;
mod notification;
mod register;
mod store;
mod subscription;
mod worker;

pub use criteria::{Criteria, CriteriaError};
pub use endpoint::EndpointError;
pub use notification::{EVENT_HEADER, KIND, SIGNATURE_HEADER};
pub use reach::Reach;
pub use register::{HooksError, Subscriptions};
pub use subscription::{State, Subscription, Wanted};
pub use worker::{Patience, Setting, Worker};

/// The table of subscriptions.
pub const SCHEMA: db::Schema = db::Schema {
    name: "hooks",
    migrations: &[db::Migration {
        name: "20261122T0636_create_subscriptions",
        sql: include_str!("../migrations/20261122T0636_create_subscriptions.sql"),
    }],
    columns: include_str!("../migrations/columns.toml"),
};
