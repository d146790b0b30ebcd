//! A letter when it is about to go: whether it may still, where to, and what it says.

use access::args;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    ChannelKind, Class, Kin, Letter, NotifyError, Said, Worker, audience::About, event::SENDER, message,
    outbox::Claimed, place::Place, reports,
};

/// What a letter is about, as it stands now.
pub(crate) struct News {
    service: String,
    kind: String,
    class: Class,
    item: Uuid,
    organisation: Option<String>,
    sender: Option<Vec<u8>>,
    unnamed: bool,
    kin: Kin,
    named: bool,
    /// The item is hidden from somebody.
    hidden: bool,
    /// Why nothing more need be sent of it.
    settled: Option<&'static str>,
}

/// Letters to one place: one goes out for them all.
pub(crate) struct Parcel {
    pub letters: Vec<Claimed>,
    pub place: Place,
    pub news: News,
}

impl Worker {
    /// Where a letter goes, or why it goes nowhere.
    pub(crate) async fn look(&self, letter: &Claimed) -> Result<Result<(Place, News), &'static str>, NotifyError> {
        let Some(mut news) = self.news(letter).await? else { return Ok(Err("gone")) };
        if let Some(why) = news.settled {
            return Ok(Err(why));
        }
        let Some(policy) = (self.policy)(&news.service) else { return Ok(Err("gone")) };
        let (item, class) = (news.item, news.class);
        let about = About { subject: letter.person, policy, item, class, kind: &news.kind, kin: news.kin };
        let Some(hearer) = self.notices.hearer(&about, letter.recipient).await? else {
            self.forget_the_dead(letter).await?;
            return Ok(Err("not_allowed"));
        };
        news.hidden = hearer.hidden;
        let place = self.notices.place(&hearer, letter.channel, letter.device).await?;
        Ok(place.map(|place| (place, news)).map_err(|why| why.as_str()))
    }

    /// One who has died is told nothing, and their devices are forgotten.
    async fn forget_the_dead(&self, letter: &Claimed) -> Result<(), NotifyError> {
        let person = self.notices.gate().register().person(letter.recipient).await?;
        if person.is_some_and(|person| person.is_dead()) {
            self.notices.forget_devices(letter.recipient).await?;
        }
        Ok(())
    }

    pub(crate) async fn news(&self, letter: &Claimed) -> Result<Option<News>, NotifyError> {
        let sql = "SELECT n.service, n.class, n.item, n.organisation, n.sender, n.unnamed, n.at, n.read_at,
                          (SELECT MIN(l.delivered_at) FROM letters l
                           WHERE l.person = n.person AND l.notice = n.id AND l.channel = 'push'),
                          n.kind, n.kin, n.named
                   FROM notices n WHERE n.person = $1 AND n.id = $2";
        let Some(row) = self.notices.db().fetch_optional(sql, args![letter.person, letter.notice]).await? else {
            return Ok(None);
        };
        Ok(Some(News {
            service: row.text(0)?,
            class: Class::of_column(row.int(1)?),
            item: row.uuid(2)?,
            organisation: row.opt_text(3)?,
            sender: row.opt_bytes(4)?,
            unnamed: row.bool(5)?,
            kind: row.text(9)?,
            kin: Kin::of_column(row.opt_text(10)?.as_deref()),
            named: row.opt_bool(11)?.unwrap_or(false),
            hidden: false,
            settled: settled(letter.channel, row.time(6)?, row.opt_time(7)?, row.opt_time(8)?),
        }))
    }

    pub(crate) async fn compose(&self, channel: ChannelKind, parcel: &Parcel) -> Result<Letter, NotifyError> {
        let Some(first) = parcel.letters.first() else { return Err(NotifyError::Taken) };
        let sender = self.sender(channel, first, &parcel.news).await?;
        let (place, News { service, kind, named, .. }) = (&parcel.place, &parcel.news);
        let event = (*named && !on_lock_screen(channel, &parcel.news)).then_some((service.as_str(), kind.as_str()));
        let said = Said { sender: sender.as_deref(), event };
        let text = message::fitting(&*self.wording, channel, place.language.as_deref(), said);
        // The same for one event and place, and telling of neither.
        let hash = self.notices.keyring().lookup("letter", &format!("{} {}", first.event, place.shared));
        let id = hash.chars().take(reports::ID).collect();
        let (to, keys) = (place.to.clone(), place.keys.clone());
        Ok(Letter { to, keys, id, language: text.language, subject: text.subject, text: text.text })
    }

    /// Who is named. Never one that is sensitive, nobody where the place could tell where a protected person is (R8), and
    /// nobody on a screen that others see before it is unlocked, where the item is hidden from somebody (R4).
    async fn sender(&self, channel: ChannelKind, letter: &Claimed, news: &News) -> Result<Option<String>, NotifyError> {
        if news.unnamed || on_lock_screen(channel, news) {
            return Ok(None);
        }
        let subject = self.notices.gate().register().person(letter.person).await?;
        if subject.is_none_or(|person| person.protection.is_protected()) {
            return Ok(None);
        }
        if let Some(sealed) = &news.sender {
            let name = self.notices.keyring().person(letter.person).await?.open(SENDER, sealed)?;
            return Ok(Some(String::from_utf8_lossy(&name).into_owned()));
        }
        match &news.organisation {
            Some(organisation) => Ok(self.organisations.name(organisation).await?),
            None => Ok(None),
        }
    }
}

/// Whether others may see what is hidden from somebody before the screen is unlocked.
fn on_lock_screen(channel: ChannelKind, news: &News) -> bool {
    news.hidden && channel != ChannelKind::Email
}

/// Why a rung is not taken any more: the notice was read after it came, or a device has shown it. One who did it
/// themself has read it from its first moment, and gets the receipt that they asked for.
fn settled(
    channel: ChannelKind,
    at: Timestamp,
    read_at: Option<Timestamp>,
    shown_at: Option<Timestamp>,
) -> Option<&'static str> {
    if read_at.is_some_and(|read_at| read_at > at) {
        return Some("read");
    }
    (channel != ChannelKind::Push && shown_at.is_some()).then_some("delivered")
}
