//! People for the tests of what stands on the register.

use jiff::civil::Date;

use crate::{Address, Name, Person, PersonId, Protection, Sex, Status};

/// A living resident of Oslo with the family name Prøve. Those of one `dwelling` live together.
pub fn resident(id: PersonId, given: &str, born: Date, dwelling: &str) -> Person {
    Person {
        id,
        name: Name { given: given.into(), middle: None, family: "Prøve".into() },
        born,
        sex: Sex::Female,
        address: Some(Address {
            dwelling: dwelling.into(),
            street: "Storgata 1".into(),
            postal_code: "0155".into(),
            city: "Oslo".into(),
            municipality: "0301".into(),
        }),
        protection: Protection::None,
        status: Status::Resident,
        died: None,
    }
}
