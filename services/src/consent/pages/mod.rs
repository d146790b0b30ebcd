//! The pages of consent.

pub mod accept;
pub mod level;
pub mod log_in;
pub mod notice;
pub mod show;
pub mod timeline;
pub mod withdraw;
