//! The portal as its people meet it: every claim in their words, on both databases.

mod acting_for_others;
mod active_logins;
mod documents;
mod generated;
mod import;
mod log_in;
mod open_pages;
