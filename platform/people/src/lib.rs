//! The population and contact registers behind interfaces: persons, numbers, families, addresses, how to be reached.

mod age;
mod contacts;
mod embedded;
mod event;
mod family;
pub mod number;
mod person;
mod register;
#[cfg(feature = "testing")]
pub mod testing;

pub use age::{age_on, birth_dates_reaching};
pub use contacts::{Contact, ContactRegister, Detail, EmbeddedContacts, Unreachable, mobile_number, same_mailbox};
pub use db::PersonId;
pub use embedded::{EmbeddedRegister, SCHEMA, SealedPeople};
pub use event::{Identifier, IdentifierStatus, RegisterEvent, Registration};
pub use family::{Relation, RelationKind};
pub use number::{NationalNumber, NumberError};
pub use person::{Address, Name, Person, Protection, Sex, Status};
pub use register::{Answer, Household, PopulationRegister, RegisterError, Surroundings};
