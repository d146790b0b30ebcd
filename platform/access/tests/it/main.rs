//! The access crate from outside.

mod rules;
