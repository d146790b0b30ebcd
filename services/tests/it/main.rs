//! Every service through the router, as its citizens meet it, on both engines.

mod about;
mod consent;
mod family;
mod house;
mod texts;
mod usage_log;
