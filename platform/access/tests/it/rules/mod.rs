//! The rules of access, tried against the tables they were written from and against each other.

mod ages;
mod at_work;
mod cases;
mod every_combination;
mod facts;
mod invariants;
mod matrix;
mod oracle;
mod table;
mod texts;
