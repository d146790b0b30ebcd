//! Statements on personal tables: the person and the reader's visibility are bound by the gate, never by the caller.

use std::sync::{Arc, OnceLock};

use db::{TableClasses, ToValue, Value};
use people::PersonId;

use crate::rules::Reader;

/// A statement on personal tables, kept in a `static` of a service's `store.rs`.
///
/// `:person` stands for the subject, `:visible` for the condition that leaves out what the reader may not see (in a
/// join: `:visible(alias)`), `:organisation` for that of one who is at work, `:1`, `:2` … for the caller's values. A
/// statement that names a personal table without `:person`, or reads a table of items without `:visible`, is refused
/// before it runs (I4). For one at work, `:visible` leaves out what another organisation has sent as well; a statement
/// with `:organisation` runs for nobody else.
pub struct PersonalSql {
    source: &'static str,
    ready: OnceLock<Result<Prepared, String>>,
}

#[derive(Clone)]
pub(crate) struct Prepared {
    /// As it runs for all but staff; `None` where it names their organisation.
    pub text: Option<Arc<str>>,
    /// As it runs for staff.
    at_work: Arc<str>,
    visible: bool,
    /// Whether staff's own organisation stands in it.
    narrows: bool,
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
    /// The text with all values in their order: the person, the reader's three where the statement reads items, then the
    /// caller's.
    pub fn bind(&self, person: PersonId, reader: &Reader, args: Vec<Value>) -> Result<(Arc<str>, Vec<Value>), String> {
        let text = self.text.clone().ok_or("it is for staff alone")?;
        let mut all = self.first(person, reader, args.len());
        all.extend(args);
        Ok((text, all))
    }

    /// The same for one at work, with their organisation behind the reader's values.
    pub fn bind_at_work(
        &self,
        person: PersonId,
        reader: &Reader,
        organisation: &str,
        args: Vec<Value>,
    ) -> Result<(Arc<str>, Vec<Value>), String> {
        let mut all = self.first(person, reader, args.len());
        all.extend(self.narrows.then(|| organisation.to_value()));
        all.extend(args);
        Ok((self.at_work.clone(), all))
    }

    fn first(&self, person: PersonId, reader: &Reader, more: usize) -> Vec<Value> {
        let mut first = Vec::with_capacity(more + 5);
        first.push(person.to_value());
        if self.visible {
            first.extend([reader.as_parent.to_value(), reader.as_youth.to_value(), reader.sources.to_value()]);
        }
        first
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
    let own = if visible { 4 } else { 1 };
    let names_organisation = source.contains(":organisation");
    let narrows = visible || names_organisation;
    let text = if names_organisation { None } else { Some(expand(source, own, None)?.into()) };
    let at_work = expand(source, own + usize::from(narrows), narrows.then_some(own + 1))?.into();
    Ok(Prepared { text, at_work, visible, narrows })
}

/// Puts `$n` where the names stand. `organisation` is the place of the organisation's value, for staff.
fn expand(source: &str, own: usize, organisation: Option<usize>) -> Result<String, String> {
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
            "visible" => expand_visible(&mut text, rest, organisation)?,
            "organisation" => {
                text.push_str(&format!("${}", organisation.ok_or("it is for staff alone")?));
                rest
            }
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

/// Says in SQL what [`crate::rules::admits`] says in Rust; a test holds them together. For staff it also says whose items
/// they are; the column is no reason to take another index than the person's.
fn expand_visible<'r>(text: &mut String, rest: &'r str, organisation: Option<usize>) -> Result<&'r str, String> {
    let (alias, rest) = match rest.strip_prefix('(') {
        Some(inner) => {
            let (alias, rest) = inner.split_once(')').ok_or(":visible( is not closed")?;
            (format!("{alias}."), rest)
        }
        None => (String::new(), rest),
    };
    text.push_str(&format!(
        "(NOT ({alias}hidden_from_parents AND $2) AND NOT ({alias}hidden_from_youth AND $3) \
         AND ({alias}item_source & $4) <> 0"
    ));
    if let Some(place) = organisation {
        text.push_str(&format!(" AND {alias}organisation || '' = ${place}"));
    }
    text.push(')');
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
        let text = sql.prepare(&classes()).ok().unwrap().text.clone().unwrap();
        assert_eq!(&*text, "SELECT a FROM powers WHERE person = $1 AND a > $2 AND b = $3");
        let sql = PersonalSql::new("SELECT a FROM records r WHERE r.person = :person AND :visible(r) AND a = :1");
        let ready = sql.prepare(&classes()).ok().unwrap();
        assert!(ready.text.as_ref().unwrap().ends_with("(r.item_source & $4) <> 0) AND a = $5"));
        assert!(ready.at_work.ends_with("(r.item_source & $4) <> 0 AND r.organisation || '' = $5) AND a = $6"));
    }

    #[test]
    fn a_statement_that_names_the_organisation_is_for_staff_alone() {
        let sql = PersonalSql::new("SELECT a FROM powers WHERE person = :person AND o = :organisation AND b = :1");
        let ready = sql.prepare(&classes()).ok().unwrap();
        let person = PersonId(uuid::Uuid::nil());
        assert!(ready.bind(person, &Reader::WHOLE, vec![]).is_err());
        let (text, values) = ready.bind_at_work(person, &Reader::WHOLE, "319003006", vec![1_i64.to_value()]).unwrap();
        assert_eq!(&*text, "SELECT a FROM powers WHERE person = $1 AND o = $2 AND b = $3");
        assert_eq!(values.len(), 3);
    }
}
