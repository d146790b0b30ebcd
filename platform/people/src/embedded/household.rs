//! A person with those around them: what the gate decides representation by.

use std::collections::BTreeMap;

use db::{PersonId, Row, args};

use super::{EmbeddedRegister, rows};
use crate::{Household, Person, RegisterError, Surroundings};

/// One statement, because pages about another ask it. Acting for oneself needs nobody else.
pub(super) async fn surroundings(
    register: &EmbeddedRegister,
    subject: PersonId,
    actor: PersonId,
) -> Result<Option<Surroundings>, RegisterError> {
    if subject == actor {
        return oneself(register, subject).await;
    }
    let sql = "SELECT p.person, k.master, k.wrapped, p.identity, '' AS kind, p.person
         FROM people p JOIN person_keys k ON k.person = p.person
         WHERE p.person IN ($1, $2) AND p.merged_into IS NULL
         UNION ALL
         SELECT r.other, k.master, k.wrapped, p.identity, r.kind, r.person
         FROM person_relations r
         JOIN people p ON p.person = r.other
         JOIN person_keys k ON k.person = r.other
         WHERE r.person = $1 AND r.kind IN ('parent', 'responsible')";
    let rows = register.db.fetch_all(sql, args![subject, actor]).await?;
    let mut around = Around::read(register, &rows)?;
    let both = around.persons.remove(&subject).zip(around.persons.remove(&actor));
    Ok(both.map(|(person, actor)| around.surroundings(person, actor)))
}

async fn oneself(register: &EmbeddedRegister, person: PersonId) -> Result<Option<Surroundings>, RegisterError> {
    let sql = "SELECT p.person, k.master, k.wrapped, p.identity
         FROM people p JOIN person_keys k ON k.person = p.person
         WHERE p.person = $1 AND p.merged_into IS NULL";
    let Some(row) = register.db.fetch_optional(sql, args![person]).await? else { return Ok(None) };
    let subject = rows::read_person(&register.keyring, &row)?;
    let actor = subject.clone();
    Ok(Some(Surroundings { subject, actor, parents: Vec::new(), responsible: Vec::new() }))
}

/// One statement, because every page of one who is logged in asks it.
pub(super) async fn household(
    register: &EmbeddedRegister,
    actor: PersonId,
) -> Result<Option<Household>, RegisterError> {
    let sql = "SELECT p.person, k.master, k.wrapped, p.identity, '' AS kind, p.person
         FROM people p JOIN person_keys k ON k.person = p.person
         WHERE p.person = $1 AND p.merged_into IS NULL
         UNION ALL
         SELECT p.person, k.master, k.wrapped, p.identity, '', p.person
         FROM person_relations w
         JOIN people p ON p.person = w.other
         JOIN person_keys k ON k.person = w.other
         WHERE w.person = $1 AND w.kind = 'ward' AND p.merged_into IS NULL
         UNION ALL
         SELECT r.other, k.master, k.wrapped, p.identity, r.kind, r.person
         FROM person_relations w
         JOIN person_relations r ON r.person = w.other AND r.kind IN ('parent', 'responsible')
         JOIN people p ON p.person = r.other
         JOIN person_keys k ON k.person = r.other
         WHERE w.person = $1 AND w.kind = 'ward'";
    let rows = register.db.fetch_all(sql, args![actor]).await?;
    let mut around = Around::read(register, &rows)?;
    let Some(actor) = around.persons.remove(&actor) else { return Ok(None) };
    let wards = std::mem::take(&mut around.persons);
    let wards = wards.into_values().map(|ward| around.surroundings(ward, actor.clone())).collect();
    Ok(Some(Household { actor, wards }))
}

/// Rows of persons and of their ties, sorted by whose they are.
#[derive(Default)]
struct Around {
    persons: BTreeMap<PersonId, Person>,
    parents: BTreeMap<PersonId, Vec<Person>>,
    responsible: BTreeMap<PersonId, Vec<PersonId>>,
}

impl Around {
    /// From rows of `person, master, wrapped, identity, kind, whose`: kind is empty for a person asked for.
    fn read(register: &EmbeddedRegister, rows: &[Row]) -> Result<Self, RegisterError> {
        let mut around = Self::default();
        for row in rows {
            let (id, whose) = (row.person(0)?, row.person(5)?);
            match row.str(4)? {
                "responsible" => around.responsible.entry(whose).or_default().push(id),
                "parent" => {
                    around.parents.entry(whose).or_default().push(rows::read_person(&register.keyring, row)?);
                }
                _ => {
                    around.persons.insert(id, rows::read_person(&register.keyring, row)?);
                }
            }
        }
        Ok(around)
    }

    fn surroundings(&mut self, subject: Person, actor: Person) -> Surroundings {
        let parents = self.parents.remove(&subject.id).unwrap_or_default();
        let responsible = self.responsible.remove(&subject.id).unwrap_or_default();
        Surroundings { subject, actor, parents, responsible }
    }
}
