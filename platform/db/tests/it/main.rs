//! What the database promises, on both engines.

mod backup;
mod copy;
mod cut;
mod keys;
mod leases;
mod limits;
mod migrations;
mod reads;
mod replay;
mod writes;
