//! What the database promises, on both engines.

mod backup;
mod keys;
mod migrations;
mod writes;
