//! The pages of privacy settings.

pub mod form;
pub mod remove;
pub mod show;
pub mod switch;
mod systems;
