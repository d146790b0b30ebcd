//! Every service through the router, as its citizens meet it, on both engines.

mod about;
mod consent;
mod contact_details;
mod family;
mod house;
mod powers_of_attorney;
mod privacy_settings;
mod texts;
mod usage_log;
