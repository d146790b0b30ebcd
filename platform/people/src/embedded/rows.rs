//! What stands sealed in the register's rows, and how it is opened.

use db::{Keyring, PersonId, PersonKey, Row};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Identifier, IdentifierStatus, NationalNumber, Person, RegisterError};

/// Labels that bind a sealed value to its column.
const IDENTITY: &str = "people.identity";
const IDENTIFIER: &str = "person_identifiers.identifier";

/// An identifier as it is stored.
#[derive(Serialize, Deserialize)]
struct StoredIdentifier {
    number: String,
    in_use: bool,
    from: Option<Date>,
    until: Option<Date>,
}

pub(super) fn seal_person(key: &PersonKey, person: &Person) -> Result<Vec<u8>, RegisterError> {
    let json = serde_json::to_vec(person).map_err(|_| RegisterError::Unreadable)?;
    Ok(key.seal(IDENTITY, &json))
}

pub(super) fn open_person(key: &PersonKey, sealed: &[u8]) -> Result<Person, RegisterError> {
    serde_json::from_slice(&key.open(IDENTITY, sealed)?).map_err(|_| RegisterError::Unreadable)
}

/// A person from a row that has `person, master, wrapped, identity` from column 0 on.
pub(super) fn read_person(keyring: &Keyring, row: &Row) -> Result<Person, RegisterError> {
    let key = keyring.unwrap_row(row.person(0)?, row, 1)?;
    open_person(&key, row.blob(3)?)
}

pub(super) fn seal_identifier(key: &PersonKey, identifier: &Identifier) -> Result<Vec<u8>, RegisterError> {
    let stored = StoredIdentifier {
        number: identifier.number.digits().to_owned(),
        in_use: identifier.status == IdentifierStatus::InUse,
        from: identifier.from,
        until: identifier.until,
    };
    let json = serde_json::to_vec(&stored).map_err(|_| RegisterError::Unreadable)?;
    Ok(key.seal(IDENTIFIER, &json))
}

pub(super) fn open_identifier(key: &PersonKey, sealed: &[u8]) -> Result<Identifier, RegisterError> {
    let json = key.open(IDENTIFIER, sealed)?;
    let stored: StoredIdentifier = serde_json::from_slice(&json).map_err(|_| RegisterError::Unreadable)?;
    Ok(Identifier {
        number: NationalNumber::parse(&stored.number).map_err(|_| RegisterError::Unreadable)?,
        status: if stored.in_use { IdentifierStatus::InUse } else { IdentifierStatus::Ended },
        from: stored.from,
        until: stored.until,
    })
}

/// The ids in the first column.
pub(super) fn read_ids(rows: &[Row]) -> Result<Vec<PersonId>, RegisterError> {
    rows.iter().map(|row| Ok(row.person(0)?)).collect()
}
