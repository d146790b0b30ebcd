//! Loading many people at once: the first load of a register, the demo's people, a population to measure with.

use db::{DbError, Tx, Value, args};

use super::{EmbeddedRegister, rows};
use crate::{RegisterError, Registration};

/// Rows in one statement: few statements, and well below the engines' limit of bound values.
const ROWS: usize = 250;

const KEYS: &str = "INSERT INTO person_keys (person, master, wrapped) VALUES ";
const PEOPLE: &str = "INSERT INTO people (person, identity, birthday_key, updated_at) VALUES ";
const IDENTIFIERS: &str = "INSERT INTO person_identifiers (lookup, person, identifier) VALUES ";
const RELATIONS: &str = "INSERT INTO person_relations (person, kind, other) VALUES ";

/// People with their keys made and their rows sealed, ready to be written.
pub struct SealedPeople {
    keys: Vec<Value>,
    people: Vec<Value>,
    identifiers: Vec<Value>,
    relations: Vec<Value>,
}

impl EmbeddedRegister {
    /// Makes keys and seals the rows of people new to the register. All the computing of a load is here, so that it can
    /// run on another thread while the batch before is written.
    ///
    /// # Errors
    /// [`RegisterError::Unreadable`] for a person that has no JSON form.
    pub fn seal(&self, people: &[Registration]) -> Result<SealedPeople, RegisterError> {
        let mut out =
            SealedPeople { keys: Vec::new(), people: Vec::new(), identifiers: Vec::new(), relations: Vec::new() };
        for new in people {
            self.seal_one(new, &mut out)?;
        }
        Ok(out)
    }

    fn seal_one(&self, new: &Registration, out: &mut SealedPeople) -> Result<(), RegisterError> {
        let id = new.person.id;
        let (key, master, wrapped) = self.keyring.create_row(id);
        out.keys.extend(args![id, master, wrapped]);
        let identity = rows::seal_person(&key, &new.person)?;
        out.people.extend(args![id, identity, self.birthday_key(new.person.born), self.clock.now()]);
        for identifier in &new.identifiers {
            let sealed = rows::seal_identifier(&key, identifier)?;
            out.identifiers.extend(args![self.number_key(&identifier.number), id, sealed]);
        }
        for relation in &new.relations {
            for end in [*relation, relation.reversed()] {
                out.relations.extend(args![end.person, end.kind.as_str(), end.other]);
            }
        }
        Ok(())
    }

    /// Writes sealed people in one transaction.
    ///
    /// # Errors
    /// [`DbError::Exists`] when one of them, or one of their numbers or ties, is known already: then none is written.
    pub async fn load(&self, people: SealedPeople) -> Result<(), RegisterError> {
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    insert(tx, KEYS, 3, people.keys).await?;
                    insert(tx, PEOPLE, 4, people.people).await?;
                    insert(tx, IDENTIFIERS, 3, people.identifiers).await?;
                    insert(tx, RELATIONS, 3, people.relations).await
                })
            })
            .await
            .map_err(RegisterError::Database)
    }
}

/// Inserts rows of `width` values, many in a statement.
async fn insert(tx: &mut Tx, head: &str, width: usize, values: Vec<Value>) -> Result<(), DbError> {
    let mut values = values.into_iter().peekable();
    while values.peek().is_some() {
        let some: Vec<Value> = values.by_ref().take(ROWS * width).collect();
        tx.execute(statement(head, width, some.len() / width), some).await?;
    }
    Ok(())
}

fn statement(head: &str, width: usize, rows: usize) -> String {
    let row = |row: usize| {
        let marks: Vec<String> = (1..=width).map(|column| format!("${}", row * width + column)).collect();
        format!("({})", marks.join(", "))
    };
    let all: Vec<String> = (0..rows).map(row).collect();
    format!("{head}{}", all.join(", "))
}
