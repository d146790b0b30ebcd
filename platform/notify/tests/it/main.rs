//! Who is told, when, where, and what becomes of it, on both engines.

mod audience;
mod contacts;
mod house;
mod kin;
mod outbox;
mod pure;
mod settings;
mod smtp;
