//! Pools, transactions, migrations and keys: the only place that knows SQLite from PostgreSQL.

mod again;
mod backup;
mod clock;
mod copy;
mod error;
mod keys;
mod lease;
mod limit;
mod lite;
mod load;
mod migrate;
mod person_id;
mod pool;
mod postgres;
mod replay;
mod row;
mod sql;
mod tx;
mod value;

#[cfg(feature = "testing")]
pub mod testing;

pub use backup::TableDigest;
pub use clock::{Clock, Random, oslo, start_of_day};
pub use copy::{Copied, CopyError};
pub use error::DbError;
pub use keys::{Keyring, MasterKey, PersonKey};
pub use limit::{ClientAddress, Limit, Limiter, Place, Verdict};
pub use load::Load;
pub use migrate::{ColumnClass, Migration, SCHEMA, Schema, TableClasses};
pub use person_id::PersonId;
pub use pool::{Db, Engine};
pub use row::Row;
pub use sql::{Sql, marks};
pub use tx::Tx;
pub use value::{ToValue, Value};
