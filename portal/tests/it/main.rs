//! The portal as its people meet it: every claim in their words, on both databases.

mod generated;
mod import;
mod open_pages;
