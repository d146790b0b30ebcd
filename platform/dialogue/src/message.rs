//! One message as pages show it, and the files that came with it.

use access::rules::Flags;
use access::{Allowed, GateError, See};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use db::{DbError, PersonId, Row};
use fhir::json::Node;
use jiff::Timestamp;
use jiff::civil::Date;
use records::Record;
use uuid::Uuid;

use crate::attachment::{FileKind, safe_name};
use crate::communication::{self, Communication};
use crate::files;

/// A message with what has happened to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    pub id: Uuid,
    pub from_office: bool,
    /// Who wrote it here; `None` where an organisation's system sent it.
    pub author: Option<PersonId>,
    /// The writer in words: whoever acts for the citizen, or somebody of the office.
    pub writer: Option<String>,
    pub sent_at: Timestamp,
    pub flags: Flags,
    pub subject: Option<String>,
    pub text: String,
    pub attachments: Vec<Attached>,
    pub asks_confirmation: bool,
    pub answer_by: Option<Date>,
    pub confirmed_at: Option<Timestamp>,
    /// Gone by post (L8).
    pub posted_at: Option<Timestamp>,
    /// First read by the citizen's side.
    pub opened_at: Option<Timestamp>,
    pub read_by_office_at: Option<Timestamp>,
    /// Who of the citizen's side has read it: told to the office.
    pub receipts: Vec<Receipt>,
}

/// That somebody has read a message. No names: `oneself`, `parent` or `power`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub reader_is: String,
    pub read_at: Timestamp,
}

/// A file as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// From 0, among the attachments of the message.
    pub number: usize,
    pub name: String,
    /// Bytes, where it is known.
    pub size: Option<u64>,
}

/// A file as it is fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: String,
    /// `None` where its content is nothing that is known here.
    pub kind: Option<FileKind>,
    pub bytes: Vec<u8>,
}

/// The columns that [`Message::read`] reads, in their order.
macro_rules! columns {
    () => {
        "m.id, m.from_office, m.author, m.sent_at, m.hidden_from_parents, m.hidden_from_youth, m.asks_confirmation,
         m.answer_by, m.confirmed_at, m.posted_at, m.opened_at,
         (SELECT MIN(r.read_at) FROM dialogue_receipts r
          WHERE r.person = m.person AND r.message = m.id AND r.reader_is = 'office')"
    };
}
pub(crate) use columns;

impl Message {
    /// From a row and its Communication.
    pub(crate) fn read(row: &Row, record: &Record) -> Result<Self, DbError> {
        let view = Communication::read(&record.body).unwrap_or_default();
        let attached = |(number, it): (usize, &communication::Reference)| Attached {
            number,
            name: it.title.clone().unwrap_or_else(|| (number + 1).to_string()),
            size: it.size,
        };
        Ok(Self {
            id: row.uuid(0)?,
            from_office: row.bool(1)?,
            author: row.opt_text(2)?.and_then(|it| it.parse().ok()),
            writer: view.sender,
            sent_at: row.time(3)?,
            flags: Flags { hidden_from_parents: row.bool(4)?, hidden_from_youth: row.bool(5)? },
            subject: view.subject,
            text: view.text,
            attachments: view.attachments.iter().enumerate().map(attached).collect(),
            asks_confirmation: row.bool(6)?,
            answer_by: row.opt_text(7)?.and_then(|it| it.parse().ok()),
            confirmed_at: row.opt_time(8)?,
            posted_at: row.opt_time(9)?,
            opened_at: row.opt_time(10)?,
            read_by_office_at: row.opt_time(11)?,
            receipts: Vec::new(),
        })
    }
}

/// A file of a message that the reader sees; for staff, of their own organisation's.
pub async fn file(allowed: &Allowed<See>, message: Uuid, number: usize) -> Result<Option<File>, GateError> {
    let Some(record) = records::find(allowed, crate::TYPE, message).await? else { return Ok(None) };
    if !crate::staff::is_theirs(allowed, &record.organisation) {
        return Ok(None);
    }
    let Some(view) = Communication::read(&record.body).filter(Communication::is_message) else { return Ok(None) };
    let Some(reference) = view.attachments.get(number) else { return Ok(None) };
    let data = match reference.binary {
        Some(id) => binary(allowed, &record.organisation, id).await?,
        None => communication::inline_data(&record.body, number),
    };
    Ok(data.and_then(|data| decoded(reference, number, &data)))
}

/// The base64 in a Binary of the same organisation.
async fn binary(allowed: &Allowed<See>, organisation: &str, id: Uuid) -> Result<Option<String>, GateError> {
    let found = records::find(allowed, files::TYPE, id).await?.filter(|it| it.organisation == organisation);
    Ok(found.and_then(|it| Node::parse(&it.body).ok()?.text_of("data").map(str::to_owned)))
}

fn decoded(reference: &communication::Reference, number: usize, data: &str) -> Option<File> {
    let data: String = data.split_ascii_whitespace().collect();
    let bytes = STANDARD.decode(data).ok()?;
    let kind = FileKind::of(&bytes);
    let name = reference.title.clone().unwrap_or_else(|| (number + 1).to_string());
    let name = match kind {
        Some(kind) => safe_name(&name, kind),
        // What nobody knows is saved under a name that nothing opens by itself.
        None => format!("vedlegg-{}.bin", number + 1),
    };
    Some(File { name, kind, bytes })
}
