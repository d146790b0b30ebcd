//! Who is told, when, where, and what becomes of it, on both engines.

mod audience;
mod browser;
mod contacts;
mod devices;
mod gateway;
mod house;
mod http;
mod kin;
mod ladder;
mod outbox;
mod pure;
mod push;
mod seen;
mod settings;
mod smtp;
