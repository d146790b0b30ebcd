//! The helsevei executable: configuration, wiring and commands.

pub mod commands;
pub mod config;
pub mod health;
pub mod house;
pub mod jobs;
pub mod router;
pub mod server;
