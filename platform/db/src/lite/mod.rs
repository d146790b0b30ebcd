//! The embedded engine: reads run where they are asked for, writes on a thread of their own.

mod connection;
mod readers;
mod writer;

pub(crate) use connection::{Connection, Purpose};
pub(crate) use readers::Readers;
pub(crate) use writer::{Job, Outcome, Writer};
