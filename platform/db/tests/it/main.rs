//! What the database promises, on both engines.

mod keys;
mod migrations;
mod writes;
