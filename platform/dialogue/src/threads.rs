//! One conversation with its messages, to the citizen's side and to the office's.

use std::collections::HashMap;

use access::rules::Flags;
use access::{Allowed, GateError, PersonalSql, See};
use db::{DbError, Row, args};
use jiff::Timestamp;
use records::Record;
use uuid::Uuid;

use crate::message::{Message, Receipt, columns};
use crate::{Page, Thread, heads, staff};

/// A conversation as its reader sees it: nothing that is hidden from them is counted, shown or dated.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    pub thread: Thread,
    /// Its id for [`crate::write`], [`crate::answer`] and the like; not an address: it tells of the first message.
    pub key: Uuid,
    /// The latest last, at most a page of them.
    pub messages: Vec<Message>,
}

impl Conversation {
    /// The marks of one of its messages that the office cannot take away (R4).
    pub fn kept(&self, message: &Message) -> Flags {
        let first = self.messages.iter().find(|it| it.id == self.key && it.id != message.id);
        staff::kept((message.from_office, message.flags), first.map(|it| it.flags))
    }
}

/// The conversation that a message is in: `page` counts from the latest message.
pub async fn thread(allowed: &Allowed<See>, message: Uuid, page: Page) -> Result<Option<Conversation>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(concat!(
        "SELECT ",
        columns!(),
        " FROM dialogue_messages m WHERE m.person = :person AND :visible(m) AND m.thread = :1
          ORDER BY m.sent_at DESC, m.id DESC LIMIT :2 OFFSET :3"
    ));
    let Some((key, thread)) = heads::of_message(allowed, message).await? else { return Ok(None) };
    if !staff::is_theirs(allowed, &thread.organisation) {
        return Ok(None);
    }
    let mut rows = allowed.fetch_all(&SQL, args![key, page.size, page.skip]).await?;
    rows.reverse();
    let messages = messages(allowed, &rows).await?;
    Ok(Some(Conversation { thread, key, messages }))
}

/// As [`thread`], for the office: with who of the citizen's side has read what.
pub async fn at_work(allowed: &Allowed<See>, message: Uuid, page: Page) -> Result<Option<Conversation>, GateError> {
    let Some(mut conversation) = thread(allowed, message, page).await? else { return Ok(None) };
    let mut receipts = receipts(allowed, conversation.key).await?;
    for message in &mut conversation.messages {
        message.receipts = receipts.remove(&message.id).unwrap_or_default();
    }
    Ok(Some(conversation))
}

async fn messages(allowed: &Allowed<See>, rows: &[Row]) -> Result<Vec<Message>, GateError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.uuid(0)).collect::<Result<_, _>>()?;
    let found = records::find_some(allowed, crate::TYPE, &ids).await?;
    let found: HashMap<Uuid, Record> = found.into_iter().map(|record| (record.id, record)).collect();
    let read = |row: &Row| Ok(found.get(&row.uuid(0)?).map(|record| Message::read(row, record)).transpose()?);
    rows.iter().filter_map(|row| read(row).transpose()).collect()
}

async fn receipts(allowed: &Allowed<See>, thread: Uuid) -> Result<HashMap<Uuid, Vec<Receipt>>, GateError> {
    static SQL: PersonalSql = PersonalSql::new(
        "SELECT r.message, r.reader_is, MIN(r.read_at) FROM dialogue_receipts r
         JOIN dialogue_messages m ON m.person = r.person AND m.id = r.message
         WHERE r.person = :person AND :visible(m) AND m.thread = :1 AND m.from_office AND r.reader_is <> 'office'
         GROUP BY r.message, r.reader_is ORDER BY 3",
    );
    let mut all: HashMap<Uuid, Vec<Receipt>> = HashMap::new();
    for row in allowed.fetch_all(&SQL, args![thread]).await? {
        let (message, receipt) = receipt(&row)?;
        all.entry(message).or_default().push(receipt);
    }
    Ok(all)
}

fn receipt(row: &Row) -> Result<(Uuid, Receipt), DbError> {
    let read_at: Timestamp = row.time(2)?;
    Ok((row.uuid(0)?, Receipt { reader_is: row.text(1)?, read_at }))
}
