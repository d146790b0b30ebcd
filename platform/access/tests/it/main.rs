//! The access crate from outside.

mod birthdays;
mod compile;
mod family;
mod gate;
mod log;
mod rules;
