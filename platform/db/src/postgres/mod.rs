//! PostgreSQL: connections that are lent out, and statements on them.

mod connection;
mod pool;

pub(crate) use connection::Lease;
pub(crate) use pool::Pool;
