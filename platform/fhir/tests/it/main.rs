//! Tests of the crate's outside.

mod base_r4;
mod helsenorge;
mod rewriting;
mod view;
