//! Tests of the crate's outside.

mod base_r4;
mod care;
mod helsenorge;
mod rewriting;
mod view;
