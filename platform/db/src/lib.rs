//! Pools, transactions, migrations and keys: the only place that knows SQLite from PostgreSQL.

mod clock;
mod person_id;

pub use clock::{Clock, Random, oslo};
pub use person_id::PersonId;
