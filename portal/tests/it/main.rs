//! The portal as its people meet it: every claim in their words, on both databases.

mod active_logins;
mod generated;
mod import;
mod log_in;
mod open_pages;
