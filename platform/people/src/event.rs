//! What the population register tells of, each effective at once.

use db::PersonId;
use jiff::civil::Date;

use crate::{Address, Name, NationalNumber, Person, Protection, Relation};

/// A change in the population register (Folkeregisteret *hendelse*).
#[derive(Clone, Debug, PartialEq)]
pub enum RegisterEvent {
    /// Born, immigrated or given a D-number: known from now on. Told twice, the later holds and ties are added.
    Registered(Registration),
    /// `None`: the address is unknown or outside the country.
    Moved {
        person: PersonId,
        address: Option<Address>,
    },
    Died {
        person: PersonId,
        on: Date,
    },
    /// Everybody who has parental responsibility from now on; the others have lost it.
    CustodyChanged {
        child: PersonId,
        responsible: Vec<PersonId>,
    },
    /// A new number, for instance a fødselsnummer after a D-number. The former ones end and still find the person.
    NumberChanged {
        person: PersonId,
        number: NationalNumber,
        from: Date,
    },
    /// Two records were one person: `ended`'s numbers and family pass to `continuing`, and its id leads there.
    Merged {
        ended: PersonId,
        continuing: PersonId,
    },
    ProtectionChanged {
        person: PersonId,
        protection: Protection,
    },
    NameChanged {
        person: PersonId,
        name: Name,
    },
}

/// A person new to the register. Each relation stands once, from either end.
#[derive(Clone, Debug, PartialEq)]
pub struct Registration {
    pub person: Person,
    pub identifiers: Vec<Identifier>,
    pub relations: Vec<Relation>,
}

/// A number a person has or had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identifier {
    pub number: NationalNumber,
    pub status: IdentifierStatus,
    /// First day it was in use, when known.
    pub from: Option<Date>,
    /// Last day it was in use; `None` while it is.
    pub until: Option<Date>,
}

impl Identifier {
    /// A number in use from `from`.
    pub fn in_use(number: NationalNumber, from: Date) -> Self {
        Self { number, status: IdentifierStatus::InUse, from: Some(from), until: None }
    }
}

/// Status of a number, apart from that of the person (Folkeregisteret `identifikasjonsnummer.status`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentifierStatus {
    /// *iBruk*.
    InUse,
    /// *opphoert*.
    Ended,
}
