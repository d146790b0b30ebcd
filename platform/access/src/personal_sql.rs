//! Statements on personal tables: the person and the reader's visibility are bound by the gate, never by the caller.

use std::sync::{Arc, OnceLock};

use db::{TableClasses, ToValue, Value};
use people::PersonId;

use crate::rules::Reader;

/// A statement on personal tables, kept in a `static` of a service's `store.rs`.
///
/// `:person` stands for the subject, `:visible` for the condition that leaves out what the reader may not see (in a
/// join: `:visible(alias)`), `:1`, `:2` … for the caller's values. A statement that names a personal table without
/// `:person`, or reads a table of items without `:visible`, is refused before it runs (I4).
pub struct PersonalSql {
    source: &'static str,
    ready: OnceLock<Result<Prepared, String>>,
}

#[derive(Clone)]
pub(crate) struct Prepared {
    pub text: Arc<str>,
    visible: bool,
}

impl PersonalSql {
    pub const fn new(source: &'static str) -> Self {
        Self { source, ready: OnceLock::new() }
    }

    /// The statement for the engine, or why it is refused.
    pub(crate) fn prepare(&self, classes: &TableClasses) -> Result<&Prepared, String> {
        self.ready.get_or_init(|| prepare(self.source, classes)).as_ref().map_err(Clone::clone)
    }
}

impl Prepared {
    /// All values in their order: the person, the reader's three where the statement reads items, then the caller's.
    pub fn bind(&self, person: PersonId, reader: &Reader, args: Vec<Value>) -> Vec<Value> {
        let mut all = Vec::with_capacity(args.len() + 4);
        all.push(person.to_value());
        if self.visible {
            all.extend([reader.as_parent.to_value(), reader.as_youth.to_value(), reader.sources.to_value()]);
        }
        all.extend(args);
        all
    }
}

fn prepare(source: &'static str, classes: &TableClasses) -> Result<Prepared, String> {
    let words: Vec<&str> = source.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    let names = |tables: &std::collections::HashSet<String>| words.iter().any(|word| tables.contains(*word));
    if !source.contains(":person") {
        return Err(format!("it does not bind :person: {source}"));
    }
    let visible = source.contains(":visible");
    let inserts = source.trim_start().to_ascii_uppercase().starts_with("INSERT");
    if names(&classes.items) && !visible && !inserts {
        return Err(format!("it reads items and does not bind :visible: {source}"));
    }
    Ok(Prepared { text: expand(source, if visible { 4 } else { 1 })?.into(), visible })
}

/// Puts `$n` where the names stand.
fn expand(source: &str, own: usize) -> Result<String, String> {
    let mut text = String::with_capacity(source.len() + 64);
    let mut parts = source.split(':');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let name_end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(part.len());
        let (name, rest) = part.split_at(name_end);
        let rest = match name {
            "person" => {
                text.push_str("$1");
                rest
            }
            "visible" => expand_visible(&mut text, rest)?,
            number => {
                let number: usize = number.parse().map_err(|_| format!("unknown name :{number}"))?;
                text.push_str(&format!("${}", number + own));
                rest
            }
        };
        text.push_str(rest);
    }
    Ok(text)
}

/// Says in SQL what [`crate::rules::admits`] says in Rust; a test holds them together.
fn expand_visible<'r>(text: &mut String, rest: &'r str) -> Result<&'r str, String> {
    let (alias, rest) = match rest.strip_prefix('(') {
        Some(inner) => {
            let (alias, rest) = inner.split_once(')').ok_or(":visible( is not closed")?;
            (format!("{alias}."), rest)
        }
        None => (String::new(), rest),
    };
    text.push_str(&format!(
        "(NOT ({alias}hidden_from_parents AND $2) AND NOT ({alias}hidden_from_youth AND $3) \
         AND ({alias}item_source & $4) <> 0)"
    ));
    Ok(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes() -> TableClasses {
        let mut classes = TableClasses::default();
        classes.personal.extend(["records".to_owned(), "powers".to_owned()]);
        classes.items.insert("records".to_owned());
        classes
    }

    #[test]
    fn a_statement_without_the_person_is_refused() {
        assert!(PersonalSql::new("SELECT id FROM powers WHERE id = :1").prepare(&classes()).is_err());
    }

    #[test]
    fn a_statement_that_reads_items_without_visibility_is_refused() {
        assert!(PersonalSql::new("SELECT id FROM records WHERE person = :person").prepare(&classes()).is_err());
        assert!(PersonalSql::new("UPDATE records SET a = :1 WHERE person = :person").prepare(&classes()).is_err());
    }

    #[test]
    fn names_become_numbered_values() {
        let sql = PersonalSql::new("SELECT a FROM powers WHERE person = :person AND a > :1 AND b = :2");
        let text = &sql.prepare(&classes()).ok().unwrap().text;
        assert_eq!(&**text, "SELECT a FROM powers WHERE person = $1 AND a > $2 AND b = $3");
        let sql = PersonalSql::new("SELECT a FROM records r WHERE r.person = :person AND :visible(r) AND a = :1");
        assert!(sql.prepare(&classes()).ok().unwrap().text.ends_with("(r.item_source & $4) <> 0) AND a = $5"));
    }
}
