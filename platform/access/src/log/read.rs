//! The usage log as its reader may see it: lines about an item follow the item's present visibility (R4).

use std::collections::BTreeSet;

use db::DbError;
use jiff::Timestamp;
use people::PersonId;
use uuid::Uuid;

use crate::{
    Actor, Allowed, GateError, PersonalSql, Reason, See,
    actor::STAFF,
    at_work::words_label,
    rules::{Basis, Refusal, Role},
};

/// What the reader asks for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only what this person did.
    pub actor: Option<PersonId>,
    /// Only this service.
    pub service: Option<String>,
    /// From and including, up to and not including.
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
}

/// Which part of the answer: lines before this one, so many.
#[derive(Clone, Debug)]
pub struct Page {
    /// `None` begins with the newest.
    pub before: Option<Uuid>,
    pub size: u32,
}

/// A line as it is shown. Sequence numbers and hashes are not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub id: Uuid,
    pub at: Timestamp,
    /// Whose data: another person's in the log of one who acts for others.
    pub subject: PersonId,
    pub who: Who,
    pub service: String,
    pub deed: String,
    pub granted: bool,
    pub why: Why,
    /// `portal`, or an organisation number.
    pub place: String,
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    Person(PersonId),
    /// A member of staff at work, for the organisation of the line's place.
    Staff {
        person: PersonId,
        role: Role,
    },
    /// A health service's system, by organisation number.
    Source(String),
    /// A job, by name.
    Job(String),
}

/// Why it was given or refused (B1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    Given(Basis),
    Refused(Refusal),
    /// Why staff looked, in their own words where they stated it.
    AtWork(Reason),
    /// A word without a decision behind it, for instance `delivered`: has a text `why-<word>`.
    Other(String),
}

/// The lines the reader may know of. A line about an item is shown only while the item is there and not hidden from the
/// reader. In one's own log, lines about another's item are judged as that other's item: hidden from parents hides what
/// one saw, or was refused, otherwise than by a power of attorney.
macro_rules! from_visible_lines {
    () => {
        " FROM usage_log l LEFT JOIN usage_log_words w ON w.person = l.person AND w.line = l.id
          LEFT JOIN items i ON i.person = l.subject AND i.item = l.item
          WHERE l.person = :person
            AND (l.item IS NULL OR (i.item IS NOT NULL AND :visible(i)
                 AND NOT (i.hidden_from_parents AND l.subject <> :person AND l.reason NOT LIKE 'power%')))
            AND (l.actor = :1 OR NOT :2)"
    };
}

static LIST: PersonalSql = PersonalSql::new(concat!(
    "SELECT l.id, l.at, l.subject, l.actor_kind, l.actor, l.service, l.deed, l.granted, l.reason, l.place, w.words",
    from_visible_lines!(),
    " AND (l.actor = :3 OR :3 IS NULL) AND (l.service = :4 OR :4 IS NULL) AND l.at >= :5 AND l.at < :6 AND l.id < :7
      ORDER BY l.id DESC LIMIT :8",
));

/// Of the newest lines alone: one with very many would wait for a list that says little more.
static CHOICES: PersonalSql = PersonalSql::new(concat!(
    "SELECT DISTINCT actor_kind, actor, service FROM (SELECT l.actor_kind, l.actor, l.service",
    from_visible_lines!(),
    " ORDER BY l.id DESC LIMIT 2000) AS newest",
));

/// What a filter can be set to and find something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    pub actors: BTreeSet<PersonId>,
    pub services: BTreeSet<String>,
}

/// The subject's log, newest first.
///
/// # Errors
/// [`GateError`] where the database fails.
pub async fn list(allowed: &Allowed<See>, filter: &Filter, page: &Page) -> Result<Vec<Line>, GateError> {
    // Ids are hexadecimal and sort by time; `g` comes after them all.
    let before = page.before.map_or_else(|| "g".to_owned(), |id| id.to_string());
    let args = db::args![
        reader(allowed),
        allowed.reader().own_use_only,
        filter.actor,
        filter.service.as_deref(),
        filter.from.unwrap_or(Timestamp::UNIX_EPOCH),
        filter.until.unwrap_or(Timestamp::MAX),
        before,
        i64::from(page.size),
    ];
    let rows = allowed.fetch_all(&LIST, args).await?;
    Ok(rows.iter().map(|row| line(allowed, row)).collect::<Result<_, DbError>>()?)
}

/// The persons and services in the newest 2 000 lines that the reader may see.
///
/// # Errors
/// [`GateError`] where the database fails.
pub async fn choices(allowed: &Allowed<See>) -> Result<Choices, GateError> {
    let rows = allowed.fetch_all(&CHOICES, db::args![reader(allowed), allowed.reader().own_use_only]).await?;
    let mut choices = Choices::default();
    for row in &rows {
        if ["citizen", STAFF].contains(&row.str(0)?) {
            choices.actors.insert(row.person(1)?);
        }
        choices.services.insert(row.text(2)?);
    }
    Ok(choices)
}

/// As the column `actor` names the one who reads.
fn reader(allowed: &Allowed<See>) -> String {
    match allowed.actor() {
        Actor::Citizen(person) => person.to_string(),
        Actor::Source { .. } | Actor::Staff(_) | Actor::Job(_) => String::new(),
    }
}

fn line(allowed: &Allowed<See>, row: &db::Row) -> Result<Line, DbError> {
    let (kind, actor, granted) = (row.text(3)?, row.text(4)?, row.bool(7)?);
    let (role, reason) = role_and_reason(&kind, row.text(8)?);
    let words = stated(allowed, row)?;
    let who = match (kind.as_str(), role) {
        ("citizen", _) => Who::Person(row.person(4)?),
        (STAFF, Some(role)) => Who::Staff { person: row.person(4)?, role },
        ("source", _) => Who::Source(actor),
        _ => Who::Job(actor),
    };
    Ok(Line {
        id: row.uuid(0)?,
        at: row.time(1)?,
        subject: row.person(2)?,
        why: why(role, granted, reason, words),
        who,
        service: row.text(5)?,
        deed: row.text(6)?,
        granted,
        place: row.text(9)?,
    })
}

/// Staff's reasons begin with their role: `nurse:queue`.
fn role_and_reason(kind: &str, reason: String) -> (Option<Role>, String) {
    match reason.split_once(':') {
        Some((role, rest)) if kind == STAFF => (Role::parse(role), rest.to_owned()),
        _ => (None, reason),
    }
}

/// What was stated in a line of one's own log: another's is sealed for them.
fn stated(allowed: &Allowed<See>, row: &db::Row) -> Result<Option<String>, DbError> {
    let Some(sealed) = row.opt_bytes(10)? else { return Ok(None) };
    let words = allowed.open(&words_label(row.uuid(0)?), &sealed)?;
    Ok(String::from_utf8(words).ok())
}

fn why(role: Option<Role>, granted: bool, reason: String, words: Option<String>) -> Why {
    match (Basis::parse(&reason), Refusal::parse(&reason), Reason::parse(&reason, words)) {
        (_, _, Some(at_work)) if granted && role.is_some() => Why::AtWork(at_work),
        (Some(basis), ..) if granted => Why::Given(basis),
        (_, Some(refusal), _) if !granted => Why::Refused(refusal),
        _ => Why::Other(reason),
    }
}
