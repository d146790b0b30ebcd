//! Every service through the router, as its citizens meet it, on both engines.

mod family;
mod house;
mod texts;
mod usage_log;
