//! The population register behind one interface: persons, numbers, families, addresses, protection.

mod person;

pub use db::PersonId;
pub use person::{Address, Name, Person, Protection, RelationKind, Sex, Status};
