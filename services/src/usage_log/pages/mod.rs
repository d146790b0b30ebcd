//! The pages of the usage log.

pub mod download;
pub mod list;
