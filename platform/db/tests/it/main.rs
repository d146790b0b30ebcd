//! What the database promises, on both engines.

mod backup;
mod keys;
mod limits;
mod migrations;
mod replay;
mod writes;
