//! The list of conversations: heads made for each audience from what it sees alone, so that nothing hidden moves them.

use std::collections::{BTreeSet, HashMap, HashSet};

use access::{Allowed, GateError, PersonTx, PersonalSql, See};
use db::{DbError, Row, Value, args};
use jiff::Timestamp;
use uuid::Uuid;

use crate::audience::Audience;
use crate::store::{self, MessageRow};
use crate::{Kind, State, seen};

/// A conversation in the list, as this reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// The first message that the reader sees: the conversation's address for them.
    pub address: Uuid,
    pub organisation: String,
    pub office: Option<Uuid>,
    /// The office's name, or the organisation's; `None` for one that nobody knows.
    pub with: Option<String>,
    pub kind: Kind,
    pub subject: Option<String>,
    pub state: State,
    pub last_at: Timestamp,
    pub messages: i64,
    pub is_unread: bool,
    pub is_archived: bool,
    pub closed_at: Option<Timestamp>,
}

/// Which conversations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// Those that are not put away.
    #[default]
    Inbox,
    Unread,
    Letters,
    Archived,
}

/// A part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    pub size: i64,
    pub skip: i64,
}

/// More unread conversations than anyone counts; older ones are not looked at.
const MOST_COUNTED: i64 = 200;

macro_rules! heads {
    ($($condition:literal)?) => {
        concat!(
            "SELECT h.first, t.organisation, t.office, COALESCE(o.name, s.name), t.kind, t.closed_at, h.answered, h.last_at,
                    h.messages, COALESCE(h.office_at > COALESCE(k.read_at, 0), FALSE),
                    COALESCE(k.archived_at >= h.last_at, FALSE), m.subject
             FROM dialogue_heads h
             JOIN dialogue_threads t ON t.person = h.person AND t.id = h.thread
             JOIN dialogue_messages m ON m.person = h.person AND m.id = h.first
             LEFT JOIN dialogue_marks k ON k.person = h.person AND k.reader = :1 AND k.thread = h.thread
             LEFT JOIN offices o ON o.id = t.office
             LEFT JOIN sources s ON s.organisation = t.organisation
             WHERE h.person = :person AND :visible(h) AND :visible(m) AND h.audience = :2 ",
            $($condition,)?
        )
    };
}

macro_rules! paged {
    ($condition:literal) => {
        PersonalSql::new(concat!(heads!($condition), " ORDER BY h.last_at DESC, h.thread DESC LIMIT :3 OFFSET :4"))
    };
}

/// Conversations of the subject, the latest first, as far as the reader sees anything of them.
pub async fn list(allowed: &Allowed<See>, filter: Filter, page: Page) -> Result<Vec<Thread>, GateError> {
    static INBOX: PersonalSql = paged!("AND (k.archived_at IS NULL OR k.archived_at < h.last_at)");
    static UNREAD: PersonalSql = paged!("AND h.office_at > COALESCE(k.read_at, 0)");
    static LETTERS: PersonalSql = paged!("AND h.has_letter");
    static ARCHIVED: PersonalSql = paged!("AND k.archived_at >= h.last_at");
    let sql = match filter {
        Filter::Inbox => &INBOX,
        Filter::Unread => &UNREAD,
        Filter::Letters => &LETTERS,
        Filter::Archived => &ARCHIVED,
    };
    let values = [keys(allowed), args![page.size, page.skip]].concat();
    allowed.fetch_all(sql, values).await?.iter().map(|row| read(allowed, row)).collect()
}

/// The conversation that a message is in, as the reader sees it.
pub(crate) async fn of_message(allowed: &Allowed<See>, message: Uuid) -> Result<Option<(Uuid, Thread)>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(concat!(heads!(), "AND h.thread = :3"));
    static KEY: PersonalSql =
        PersonalSql::new("SELECT thread FROM dialogue_messages WHERE person = :person AND :visible AND id = :1");
    let Some(row) = allowed.fetch_optional(&KEY, args![message]).await? else { return Ok(None) };
    let key = row.uuid(0)?;
    let row = allowed.fetch_optional(&SQL, [keys(allowed), args![key]].concat()).await?;
    row.map(|row| Ok((key, read(allowed, &row)?))).transpose()
}

/// How many conversations hold something unread, up to [`MOST_COUNTED`] of the latest.
pub async fn badge(allowed: &Allowed<See>) -> Result<i64, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM (
           SELECT thread, office_at FROM dialogue_heads h WHERE h.person = :person AND :visible(h) AND h.audience = :2
           ORDER BY h.last_at DESC, h.thread DESC LIMIT :3) latest
         LEFT JOIN dialogue_marks k ON k.person = :person AND k.reader = :1 AND k.thread = latest.thread
         WHERE latest.office_at > COALESCE(k.read_at, 0)",
    );
    let row = allowed.fetch_optional(&SQL, [keys(allowed), args![MOST_COUNTED]].concat()).await?;
    Ok(row.map_or(Ok(0), |row| row.int(0))?)
}

/// Organisations that have written something the reader sees: told by the heads, without opening a message.
pub async fn senders(allowed: &Allowed<See>) -> Result<BTreeSet<String>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT DISTINCT organisation FROM dialogue_heads
         WHERE person = :person AND :visible AND audience = :1 AND office_at IS NOT NULL",
    );
    let rows = allowed.fetch_all(&SQL, args![Audience::of(allowed.reader()) as i64]).await?;
    Ok(rows.iter().map(|row| row.text(0)).collect::<Result<_, _>>()?)
}

/// Conversations, the latest first, in which every word of `text` stands in something that the reader sees: a subject, a
/// message, the name of the other side. Upper and lower case are the same.
pub async fn find_text(allowed: &Allowed<See>, text: &str, most: usize) -> Result<Vec<Thread>, GateError> {
    static ALL: PersonalSql = PersonalSql::new(concat!(heads!(), " ORDER BY h.last_at DESC, h.thread DESC"));
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let holds = |text: &str, word: &String| text.to_lowercase().contains(word.as_str());
    let places = places(allowed).await?;
    let mut found: Vec<HashSet<Uuid>> = vec![HashSet::new(); words.len()];
    for record in records::list(allowed, crate::TYPE).await? {
        let Some(address) = places.get(&record.id) else { continue };
        let Some(view) = crate::communication::Communication::read(&record.body) else { continue };
        let text = format!("{}\n{}", view.subject.unwrap_or_default(), view.text);
        for (_, found) in words.iter().zip(&mut found).filter(|(word, _)| holds(&text, word)) {
            found.insert(*address);
        }
    }
    let rows = allowed.fetch_all(&ALL, keys(allowed)).await?;
    let threads = rows.iter().map(|row| read(allowed, row)).collect::<Result<Vec<_>, _>>()?;
    let fits = |thread: &Thread| {
        let name = thread.with.as_deref().unwrap_or_default();
        words.iter().zip(&found).all(|(word, found)| found.contains(&thread.address) || holds(name, word))
    };
    Ok(threads.into_iter().filter(fits).take(most).collect())
}

/// The address of the conversation that each message is in.
async fn places(allowed: &Allowed<See>) -> Result<HashMap<Uuid, Uuid>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT m.id, h.first FROM dialogue_messages m
         JOIN dialogue_heads h ON h.person = m.person AND h.thread = m.thread
         WHERE m.person = :person AND :visible(m) AND :visible(h) AND h.audience = :1",
    );
    let rows = allowed.fetch_all(&SQL, args![Audience::of(allowed.reader()) as i64]).await?;
    Ok(rows.iter().map(|row| Ok((row.uuid(0)?, row.uuid(1)?))).collect::<Result<_, DbError>>()?)
}

fn keys(allowed: &Allowed<See>) -> Vec<Value> {
    args![seen::reader(allowed), Audience::of(allowed.reader()) as i64]
}

fn read(allowed: &Allowed<See>, row: &Row) -> Result<Thread, GateError> {
    let (address, closed_at) = (row.uuid(0)?, row.opt_time(5)?);
    let subject = row.opt_bytes(11)?.map(|sealed| allowed.open(&store::subject_label(address), &sealed)).transpose()?;
    Ok(Thread {
        address,
        organisation: row.text(1)?,
        office: row.opt_uuid(2)?,
        with: row.opt_text(3)?,
        kind: Kind::parse(row.str(4)?).unwrap_or_default(),
        subject: subject.map(|it| String::from_utf8_lossy(&it).into_owned()),
        state: match (closed_at, row.bool(6)?) {
            (Some(_), _) => State::Closed,
            (None, true) => State::Answered,
            (None, false) => State::Open,
        },
        last_at: row.time(7)?,
        messages: row.int(8)?,
        is_unread: row.bool(9)?,
        is_archived: row.bool(10)?,
        closed_at,
    })
}

/// Makes the heads of a conversation anew, and what its office's queue goes by.
pub(crate) async fn renew(tx: &mut PersonTx<'_>, thread: Uuid) -> Result<(), GateError> {
    static FORGET: PersonalSql =
        PersonalSql::new("DELETE FROM dialogue_heads WHERE person = :person AND (:visible OR TRUE) AND thread = :1");
    static GONE: PersonalSql = PersonalSql::new("DELETE FROM dialogue_threads WHERE person = :person AND id = :1");
    let messages = store::messages(tx, thread).await?;
    tx.execute(&FORGET, args![thread]).await?;
    let Some(last) = messages.last() else { return tx.execute(&GONE, args![thread]).await.map(drop) };
    for audience in Audience::ALL {
        let seen: Vec<&MessageRow> = messages.iter().filter(|it| audience.sees(it.flags)).collect();
        insert(tx, thread, audience, &seen).await?;
    }
    queue(tx, thread, last.sent_at, waiting_since(&messages)).await
}

/// When the first message came that nobody of the office has answered; letters wait for nobody.
fn waiting_since(messages: &[MessageRow]) -> Option<Timestamp> {
    let answered = messages.iter().rposition(|it| it.from_office).map_or(0, |at| at + 1);
    messages.get(answered).map(|it| it.sent_at)
}

async fn queue(
    tx: &mut PersonTx<'_>,
    thread: Uuid,
    last_at: Timestamp,
    waiting_since: Option<Timestamp>,
) -> Result<(), GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "UPDATE dialogue_threads SET last_at = :1, waiting_since = CASE WHEN closed_at IS NULL THEN :2 END
         WHERE person = :person AND id = :3",
    );
    tx.execute(&SQL, args![last_at, waiting_since, thread]).await.map(drop)
}

async fn insert(
    tx: &mut PersonTx<'_>,
    thread: Uuid,
    audience: Audience,
    seen: &[&MessageRow],
) -> Result<(), GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "INSERT INTO dialogue_heads (person, audience, thread, item_source, hidden_from_parents, hidden_from_youth, first,
           last_at, messages, office_at, answered, has_letter, organisation)
         SELECT t.person, :1, t.id, :2, :3, :4, :5, :6, :7, :8, :9, t.kind = 'letter', t.organisation
         FROM dialogue_threads t WHERE t.person = :person AND t.id = :10",
    );
    let (Some(first), Some(last)) = (seen.first(), seen.last()) else { return Ok(()) };
    let marks = audience.marks();
    let office_at = seen.iter().filter(|it| it.from_office).map(|it| it.shown_at).max();
    let key = args![audience as i64, first.source.bit(), marks.hidden_from_parents, marks.hidden_from_youth];
    let count = i64::try_from(seen.len()).unwrap_or(i64::MAX);
    let head = args![first.id, last.sent_at, count, office_at, last.from_office, thread];
    tx.execute(&SQL, [key, head].concat()).await.map(drop)
}
