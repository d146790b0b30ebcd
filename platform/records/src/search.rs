//! Where what an organisation has sent is: people and ids for the gate to be asked about, never what is in it.
//!
//! All narrowing is here, in the statement: what the organisation did not send is gone before counts and pages.

use access::rules::Flags;
use db::{Db, DbError, PersonId, Row, ToValue, Value, args};
use jiff::Timestamp;
use uuid::Uuid;

use crate::is_shared;

/// What a source looks for among the resources of one type that it has sent.
#[derive(Clone, Debug)]
pub struct Query {
    pub organisation: String,
    pub resource_type: String,
    pub person: Option<PersonId>,
    /// Any of these; empty for all.
    pub ids: Vec<Uuid>,
    /// Keys of identifiers ([`crate::identifier_key`]), any of them; empty for all.
    pub identifiers: Vec<String>,
    /// Each of these.
    pub terms: Vec<Term>,
    /// Begins at or after the first, before the second.
    pub starts: Span,
    /// Any of these; empty for all.
    pub statuses: Vec<String>,
    /// What one about nobody is part of: the Schedule of a Slot.
    pub belongs_to: Option<Uuid>,
    /// Changed at or after the first, before the second.
    pub changed: Span,
    /// Up to where the feed is settled ([`crate::feed::settle`]), where the order is that of the feed.
    pub settled: Option<Timestamp>,
    pub sort: Sort,
    /// The last one of the page before.
    pub after: Option<Position>,
    pub limit: i64,
}

impl Query {
    /// All of a type that a source has sent, in the order of their changes.
    pub fn all(organisation: &str, resource_type: &str, limit: i64) -> Self {
        Self {
            organisation: organisation.to_owned(),
            resource_type: resource_type.to_owned(),
            person: None,
            ids: Vec::new(),
            identifiers: Vec::new(),
            terms: Vec::new(),
            starts: Span::default(),
            statuses: Vec::new(),
            belongs_to: None,
            changed: Span::default(),
            settled: None,
            sort: Sort::default(),
            after: None,
            limit,
        }
    }

    /// Whether keys lead to the few rows there may be.
    pub fn is_looked_up(&self) -> bool {
        !self.lookups().is_empty()
    }

    fn lookups(&self) -> &[String] {
        let narrow = || self.terms.iter().find(|it| it.is_narrow).map_or(&[][..], |it| &it.keys);
        if self.identifiers.is_empty() { narrow() } else { &self.identifiers }
    }
}

/// Something that a resource says ([`crate::terms`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Any of these ([`crate::terms::key`]).
    pub keys: Vec<String>,
    /// Few resources say the same, however many there are: where it is looked up first.
    pub is_narrow: bool,
}

/// From and including, up to and not including.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
}

/// The order of an answer; ids decide between equals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    pub by: By,
    pub descending: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// When it was last changed.
    #[default]
    Changed,
    /// When it begins.
    Start,
}

/// A place in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub key: i64,
    pub id: Uuid,
}

/// One resource that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// `None` for what is about nobody.
    pub person: Option<PersonId>,
    pub position: Position,
    pub flags: Flags,
    /// Bytes that it takes in the store.
    pub size: usize,
}

/// How many of an answer's resources go on one page: at most `count`, and of more than one no more than `bytes`. One that
/// is larger than that has a page of its own.
pub fn on_a_page(sizes: impl Iterator<Item = usize>, count: usize, bytes: usize) -> usize {
    let mut sum = 0_usize;
    let fits = |(at, size): &(usize, usize)| {
        sum = sum.saturating_add(*size);
        *at == 0 || sum <= bytes
    };
    sizes.take(count).enumerate().take_while(fits).count()
}

/// At most `limit` that fit, in their order.
pub async fn find(db: &Db, query: &Query) -> Result<Vec<Hit>, DbError> {
    let (sql, values) = Statement::of(query).finish(query);
    db.fetch_all(sql, values).await?.iter().map(hit).collect()
}

fn hit(row: &Row) -> Result<Hit, DbError> {
    let person = row.opt_text(0)?.map(|_| row.person(0)).transpose()?;
    let flags = Flags { hidden_from_parents: row.bool(3)?, hidden_from_youth: row.bool(4)? };
    let size = usize::try_from(row.int(5)?).unwrap_or_default();
    Ok(Hit { person, position: Position { id: row.uuid(1)?, key: row.int(2)? }, flags, size })
}

/// A statement as it grows: values are bound, never written into the text.
struct Statement {
    text: String,
    values: Vec<Value>,
    key: &'static str,
}

/// Where the rows come from. The way in is the narrowest key there is: `|| ''` keeps an index of all that the
/// organisation ever sent from being taken for it. One that has several of the keys is one row.
fn personal_rows(query: &Query, by_feed: bool) -> &'static str {
    if query.is_looked_up() {
        return "(SELECT DISTINCT person, resource_type, id FROM record_identifiers WHERE lookup IN ({lookups})) i
                JOIN records r ON r.person = i.person AND r.resource_type = i.resource_type AND r.id = i.id
                WHERE r.organisation || '' = $1 AND r.resource_type = $2";
    }
    if query.person.is_some() {
        return "records r WHERE r.organisation || '' = $1 AND r.resource_type = $2";
    }
    if !query.ids.is_empty() {
        return "resource_routes i JOIN records r ON r.person = i.person AND r.resource_type = i.resource_type
                AND r.id = i.id WHERE r.organisation || '' = $1 AND r.resource_type = $2";
    }
    if by_feed {
        return "organisation_changes c JOIN records r ON r.person = c.person AND r.resource_type = c.resource_type
                AND r.id = c.id AND r.version = c.version WHERE c.organisation = $1 AND c.resource_type = $2";
    }
    "records r WHERE r.organisation = $1 AND r.resource_type = $2"
}

fn shared_rows(query: &Query) -> &'static str {
    if !query.is_looked_up() {
        return "shared_resources r WHERE r.organisation = $1 AND r.resource_type = $2";
    }
    "(SELECT DISTINCT resource_type, id FROM shared_identifiers WHERE lookup IN ({lookups})) i
     JOIN shared_resources r ON r.resource_type = i.resource_type AND r.id = i.id
     WHERE r.organisation || '' = $1 AND r.resource_type = $2"
}

impl Statement {
    fn of(query: &Query) -> Self {
        let shared = is_shared(&query.resource_type);
        let by_feed = !shared && query.sort.by == By::Changed && query.person.is_none() && query.ids.is_empty();
        let by_feed = by_feed && !query.is_looked_up();
        let key = match (query.sort.by, by_feed) {
            (By::Changed, true) => "c.changed_at",
            (By::Changed, false) => "r.updated_at",
            (By::Start, _) => "COALESCE(r.starts_at, 9223372036854775807)",
        };
        let columns = if shared {
            "CAST(NULL AS TEXT), r.id, {key}, FALSE, FALSE, CAST(OCTET_LENGTH(r.body) AS BIGINT)"
        } else {
            "r.person, r.id, {key}, r.hidden_from_parents, r.hidden_from_youth, CAST(OCTET_LENGTH(r.body) AS BIGINT)"
        };
        let columns = columns.replace("{key}", key);
        let from = if shared { shared_rows(query) } else { personal_rows(query, by_feed) };
        let values = args![&query.organisation, &query.resource_type];
        let mut statement = Self { text: String::new(), values, key };
        let lookups = statement.marks(query.lookups());
        statement.text = format!("SELECT {columns} FROM {}", from.replace("{lookups}", &lookups));
        statement
    }

    fn finish(mut self, query: &Query) -> (String, Vec<Value>) {
        self.and_is("r.person =", query.person);
        let routed = query.person.is_none() && !query.is_looked_up() && !is_shared(&query.resource_type);
        self.and_in(if routed { "i.id" } else { "r.id" }, &query.ids);
        self.and_in("r.status", &query.statuses);
        query.terms.iter().for_each(|term| self.and_says(term));
        self.and_is("r.belongs_to =", query.belongs_to);
        self.and_is("r.starts_at >=", query.starts.from);
        self.and_is("r.starts_at <", query.starts.until);
        let changed = if self.key == "c.changed_at" { self.key } else { "r.updated_at" };
        self.and_is(&format!("{changed} >="), query.changed.from);
        self.and_is(&format!("{changed} <"), query.changed.until);
        self.and_is(&format!("{changed} <="), query.settled);
        let (order, beyond) = if query.sort.descending { ("DESC", "<") } else { ("ASC", ">") };
        let key = self.key;
        if let Some(Position { key: at, id }) = query.after {
            let (at, id) = (self.mark(at), self.mark(id));
            self.text.push_str(&format!(" AND ({key}, r.id) {beyond} ({at}, {id})"));
        }
        let limit = self.mark(query.limit);
        self.text.push_str(&format!(" ORDER BY {key} {order}, r.id {order} LIMIT {limit}"));
        (self.text, self.values)
    }

    fn mark(&mut self, value: impl ToValue) -> String {
        self.values.push(value.to_value());
        format!("${}", self.values.len())
    }

    fn marks<T: ToValue + Clone>(&mut self, values: &[T]) -> String {
        values.iter().map(|value| self.mark(value.clone())).collect::<Vec<_>>().join(", ")
    }

    fn and_is(&mut self, condition: &str, value: Option<impl ToValue>) {
        if let Some(value) = value {
            let mark = self.mark(value);
            self.text.push_str(&format!(" AND {condition} {mark}"));
        }
    }

    fn and_says(&mut self, term: &Term) {
        let marks = self.marks(&term.keys);
        self.text.push_str(&format!(
            " AND EXISTS (SELECT 1 FROM record_identifiers t WHERE t.person = r.person
              AND t.resource_type = r.resource_type AND t.id = r.id AND t.lookup IN ({marks}))"
        ));
    }

    fn and_in<T: ToValue + Clone>(&mut self, column: &str, values: &[T]) {
        if !values.is_empty() {
            let marks = self.marks(values);
            self.text.push_str(&format!(" AND {column} IN ({marks})"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::on_a_page;

    #[test]
    fn a_page_ends_by_count_or_by_bytes_and_is_never_empty_while_there_is_more() {
        assert_eq!(on_a_page([10, 10, 10].into_iter(), 2, 100), 2);
        assert_eq!(on_a_page([60, 40, 1].into_iter(), 10, 100), 2);
        assert_eq!(on_a_page([500, 1].into_iter(), 10, 100), 1);
        assert_eq!(on_a_page([1, 500].into_iter(), 10, 100), 1);
        assert_eq!(on_a_page([].into_iter(), 10, 100), 0);
    }
}
