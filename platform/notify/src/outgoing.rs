//! The outbox with its texts, for the demo alone: its people are nobody, and their letters stay in the house.

use access::args;
use db::Row;
use jiff::Timestamp;
use people::same_mailbox;

use crate::{
    Letter, NotifyError, Worker,
    audience::Mailbox,
    history::ADDRESS,
    outbox::{self, Claimed},
    worker::{News, Parcel},
};

/// A letter that has gone or is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    pub letter: Letter,
    /// When it went, or when it may go at the earliest.
    pub at: Timestamp,
    pub sent: bool,
}

impl Worker {
    /// The newest letters, at most `limit` rows of the outbox. One that waits is shown as it would go now.
    pub async fn outgoing(&self, limit: i64) -> Result<Vec<Outgoing>, NotifyError> {
        let sql = "SELECT person, id, notice, recipient, event, attempts, made_at, state, due_at, ended_at, address
                   FROM letters WHERE state IN ('waiting', 'sent') ORDER BY made_at DESC, id LIMIT $1";
        let mut all: Vec<Outgoing> = Vec::new();
        for row in self.notices.db().fetch_all(sql, args![limit]).await? {
            let Some(outgoing) = self.read(&row).await? else { continue };
            if !all.iter().any(|other| other.letter.id == outgoing.letter.id) {
                all.push(outgoing);
            }
        }
        Ok(all)
    }

    async fn read(&self, row: &Row) -> Result<Option<Outgoing>, NotifyError> {
        let claimed = outbox::read(row)?;
        let sent = row.text(7)? == "sent";
        let at = if sent { row.opt_time(9)?.unwrap_or(claimed.made_at) } else { row.time(8)? };
        let seen = if sent { self.gone(&claimed, row.opt_bytes(10)?).await? } else { self.look(&claimed).await?.ok() };
        let Some((mailbox, news)) = seen else { return Ok(None) };
        let key = same_mailbox(&mailbox.address);
        let letter = self.compose(&key, &Parcel { letters: vec![claimed], mailbox, news }).await?;
        Ok(Some(Outgoing { letter, at, sent }))
    }

    async fn gone(&self, letter: &Claimed, address: Option<Vec<u8>>) -> Result<Option<(Mailbox, News)>, NotifyError> {
        let (Some(address), Some(news)) = (address, self.news(letter).await?) else { return Ok(None) };
        let plain = self.notices.keyring().person(letter.person).await?.open(ADDRESS, &address)?;
        let contact = self.notices.contacts().contact(letter.recipient).await?;
        let language = contact.and_then(|contact| contact.language);
        Ok(Some((Mailbox { address: String::from_utf8_lossy(&plain).into_owned(), language }, news)))
    }
}
