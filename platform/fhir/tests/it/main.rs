//! Tests of the crate's outside.

mod base_r4;
