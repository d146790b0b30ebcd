//! The helsevei executable: configuration, wiring and commands.

pub mod articles;
pub mod commands;
pub mod config;
pub mod house;
pub mod jobs;
pub mod logging;
pub mod measures;
pub mod readiness;
pub mod router;
pub mod server;
mod supervisor;
#[cfg(feature = "otel")]
pub mod traces;
