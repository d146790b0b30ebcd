//! The outbox with its texts, for the demo alone: its people are nobody, and their letters stay in the house.

use access::args;
use db::Row;
use jiff::Timestamp;

use crate::{
    ChannelKind, Letter, NotifyError, Worker,
    history::ADDRESS,
    letter::{News, Parcel},
    outbox::{self, Claimed},
    place::Place,
};

/// A letter that has gone or is to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    pub channel: ChannelKind,
    /// To a device: by its name.
    pub letter: Letter,
    /// When it went, or when it may go at the earliest.
    pub at: Timestamp,
    pub sent: bool,
}

impl Worker {
    /// The newest letters, at most `limit` rows of the outbox. One that waits is shown as it would go now.
    pub async fn outgoing(&self, limit: i64) -> Result<Vec<Outgoing>, NotifyError> {
        let sql =
            "SELECT person, id, notice, recipient, event, attempts, made_at, device, state, due_at, ended_at, address,
               channel
             FROM letters WHERE state IN ('waiting', 'sent') ORDER BY made_at DESC, id LIMIT $1";
        let mut all: Vec<Outgoing> = Vec::new();
        for row in self.notices.db().fetch_all(sql, args![limit]).await? {
            let Some(outgoing) = self.read(&row).await? else { continue };
            let same = |other: &Outgoing| (other.channel, &other.letter.id) == (outgoing.channel, &outgoing.letter.id);
            if !all.iter().any(same) {
                all.push(outgoing);
            }
        }
        Ok(all)
    }

    async fn read(&self, row: &Row) -> Result<Option<Outgoing>, NotifyError> {
        let Some(channel) = ChannelKind::parse(&row.text(12)?) else { return Ok(None) };
        let claimed = outbox::read(row, channel)?;
        let sent = row.text(8)? == "sent";
        let at = if sent { row.opt_time(10)?.unwrap_or(claimed.made_at) } else { row.time(9)? };
        let seen = if sent { self.gone(&claimed, row.opt_bytes(11)?).await? } else { self.look(&claimed).await?.ok() };
        let Some((place, news)) = seen else { return Ok(None) };
        let shown = place.shown.clone();
        let letter = self.compose(channel, &Parcel { letters: vec![claimed], place, news }).await?;
        Ok(Some(Outgoing { channel, letter: Letter { to: shown, keys: None, ..letter }, at, sent }))
    }

    async fn gone(&self, letter: &Claimed, address: Option<Vec<u8>>) -> Result<Option<(Place, News)>, NotifyError> {
        let (Some(address), Some(news)) = (address, self.news(letter).await?) else { return Ok(None) };
        let plain = self.notices.keyring().person(letter.person).await?.open(ADDRESS, &address)?;
        let shown = String::from_utf8_lossy(&plain).into_owned();
        let contact = self.notices.contacts().contact(letter.recipient).await?;
        let language = contact.and_then(|contact| contact.language);
        let shared = match letter.device {
            Some(device) => device.to_string(),
            None => people::same_mailbox(&shown),
        };
        Ok(Some((Place { to: shown.clone(), keys: None, shared, shown, language }, news)))
    }
}
