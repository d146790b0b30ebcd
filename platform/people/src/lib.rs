//! The population register behind one interface: persons, numbers, families, addresses, protection.

mod age;
mod embedded;
mod event;
mod family;
pub mod number;
mod person;
mod register;

pub use age::{age_on, birth_dates_reaching};
pub use db::PersonId;
pub use embedded::{EmbeddedRegister, SCHEMA, SealedPeople};
pub use event::{Identifier, IdentifierStatus, RegisterEvent, Registration};
pub use family::{Relation, RelationKind};
pub use number::{NationalNumber, NumberError};
pub use person::{Address, Name, Person, Protection, Sex, Status};
pub use register::{Answer, PopulationRegister, RegisterError, Surroundings};
