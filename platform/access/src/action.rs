//! The kinds of permission, as types: what was decided as "see" cannot be used to change anything.

mod sealed {
    pub trait Sealed {}
}

/// A kind of permission. Sealed: no other crate can add one.
pub trait Action: sealed::Sealed + Send + Sync + 'static {}

/// To look. Its line in the usage log is on disk before it exists.
#[derive(Debug)]
pub enum See {}

/// To change. Its line in the usage log is written in the change's own transaction.
#[derive(Debug)]
pub enum Act {}

/// To deliver on behalf of a health service, or to work as a named job.
#[derive(Debug)]
pub enum Deliver {}

macro_rules! actions {
    ($($name:ident),*) => {$(
        impl sealed::Sealed for $name {}
        impl Action for $name {}
    )*};
}
actions!(See, Act, Deliver);

/// Kinds that change: they write inside one transaction with their line in the log.
pub trait Writes: Action {}
impl Writes for Act {}
impl Writes for Deliver {}
