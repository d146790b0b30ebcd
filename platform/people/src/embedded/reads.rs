//! What is read from the register's tables.

use std::collections::HashMap;

use db::{PersonId, args};
use jiff::civil::Date;

use super::{EmbeddedRegister, rows};
use crate::{Identifier, IdentifierStatus, NationalNumber, Person, RegisterError, birth_dates_reaching};

/// Ids in one statement; longer lists take several. Below the engines' limits, and few enough distinct statements.
const AT_ONCE: usize = 100;

pub(super) async fn find_by_number(
    register: &EmbeddedRegister,
    number: &NationalNumber,
) -> Result<Option<PersonId>, RegisterError> {
    let sql = "SELECT person FROM person_identifiers WHERE lookup = $1";
    let row = register.db.fetch_optional(sql, args![register.number_key(number)]).await?;
    Ok(row.map(|row| row.person(0)).transpose()?)
}

pub(super) async fn persons(register: &EmbeddedRegister, ids: &[PersonId]) -> Result<Vec<Person>, RegisterError> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let marks = db::marks(1, some.len());
        let sql = format!(
            "SELECT p.person, k.master, k.wrapped, p.identity, asked.person
             FROM people asked
             JOIN people p ON p.person = COALESCE(asked.merged_into, asked.person)
             JOIN person_keys k ON k.person = p.person
             WHERE asked.person IN ({marks})"
        );
        let values = some.iter().map(db::ToValue::to_value).collect();
        for row in register.db.fetch_all(sql, values).await? {
            found.insert(row.person(4)?, rows::read_person(&register.keyring, &row)?);
        }
    }
    Ok(ids.iter().filter_map(|id| found.get(id).cloned()).collect())
}

pub(super) async fn responsible_for(
    register: &EmbeddedRegister,
    child: PersonId,
) -> Result<Vec<PersonId>, RegisterError> {
    let sql = "SELECT other FROM person_relations WHERE person = $1 AND kind = 'responsible' ORDER BY other";
    rows::read_ids(&register.db.fetch_all(sql, args![child]).await?)
}

pub(super) async fn identifiers(
    register: &EmbeddedRegister,
    person: PersonId,
) -> Result<Vec<Identifier>, RegisterError> {
    let sql = "SELECT k.master, k.wrapped, i.identifier
         FROM person_identifiers i JOIN person_keys k ON k.person = i.person
         WHERE i.person = $1";
    let rows = register.db.fetch_all(sql, args![person]).await?;
    let mut identifiers = Vec::with_capacity(rows.len());
    for row in rows {
        let key = register.keyring.unwrap_row(person, &row, 0)?;
        identifiers.push(rows::open_identifier(&key, &row.bytes(2)?)?);
    }
    identifiers.sort_by_key(|it| (it.status == IdentifierStatus::Ended, std::cmp::Reverse(it.from), it.number));
    Ok(identifiers)
}

pub(super) async fn reaching(register: &EmbeddedRegister, age: i16, day: Date) -> Result<Vec<PersonId>, RegisterError> {
    let mut found = Vec::new();
    for born in birth_dates_reaching(age, day) {
        let sql = "SELECT person FROM people WHERE birthday_key = $1 AND merged_into IS NULL ORDER BY person";
        let rows = register.db.fetch_all(sql, args![register.birthday_key(born)]).await?;
        found.extend(rows::read_ids(&rows)?);
    }
    Ok(found)
}
