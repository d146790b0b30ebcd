//! The pages of privacy settings.

pub mod remove;
pub mod show;
pub mod switch;
mod systems;
