//! The access crate from outside.

mod compile;
mod family;
mod gate;
mod log;
mod rules;
