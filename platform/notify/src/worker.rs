//! Tells people and sends letters. Any number of processes may work side by side: each letter is one's at a time.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use access::{Policy, args};
use futures_util::{StreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use people::same_mailbox;
use records::Organisations;
use uuid::Uuid;

use crate::{
    Channel, Class, Fault, Kin, Letter, Notices, NotifyError, Patience, Said, Wording,
    audience::{About, Mailbox},
    backoff,
    event::SENDER,
    outbox::{self, Claimed, End},
    window,
};

/// Letters that are under way at once.
const AT_ONCE: usize = 4;
/// How long a letter is this process's: longer than any one takes.
const CLAIM: SignedDuration = SignedDuration::from_mins(5);
/// With less than this left, a claim is renewed before the letter is handed over.
const MARGIN: SignedDuration = SignedDuration::from_mins(3);
/// The longest that one letter may take.
const LONGEST: Duration = Duration::from_secs(120);

/// What does the work of notices in one process.
pub struct Worker {
    pub(crate) notices: Notices,
    /// `None`: people are told in the portal alone.
    channel: Option<Arc<dyn Channel>>,
    wording: Arc<dyn Wording>,
    organisations: Organisations,
    policy: fn(&str) -> Option<&'static Policy>,
    patience: Patience,
    down: Mutex<Down>,
}

/// How the channel has failed, if it has.
#[derive(Clone, Copy, Default)]
struct Down {
    failures: i64,
    until: Option<Timestamp>,
}

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
}

/// Letters to one mailbox: one goes out for them all.
pub(crate) struct Parcel {
    pub letters: Vec<Claimed>,
    pub mailbox: Mailbox,
    pub news: News,
}

/// Letters that were taken together, by whom and until when.
#[derive(Clone, Copy)]
struct Claim {
    id: Uuid,
    until: Timestamp,
}

impl Worker {
    /// `policy`: the service of an id, as the gate knows it.
    pub fn new(
        notices: Notices,
        channel: Option<Arc<dyn Channel>>,
        wording: Arc<dyn Wording>,
        organisations: Organisations,
        policy: fn(&str) -> Option<&'static Policy>,
    ) -> Self {
        let (patience, down) = (Patience::default(), Mutex::default());
        Self { notices, channel, wording, organisations, policy, patience, down }
    }

    /// Tells people of what waits, and sends the letters that are due. Says how much there was to do: with more than
    /// nothing it is worth asking again at once.
    ///
    /// # Errors
    /// A fault of the database: everything that is not done stays as it is.
    pub async fn run(&self) -> Result<usize, NotifyError> {
        let told = self.notices.spread(self.policy, self.channel.as_deref()).await?;
        let sent = match &self.channel {
            Some(channel) => self.send(&**channel).await?,
            None => 0,
        };
        Ok(told + sent)
    }

    async fn send(&self, channel: &dyn Channel) -> Result<usize, NotifyError> {
        let now = self.now();
        if window::opens(now) > now || self.is_down(now) {
            return Ok(0);
        }
        let claim = Claim { id: self.notices.random().uuid(now), until: now + CLAIM };
        let letters = outbox::claim(self.notices.db(), claim.id, now, claim.until).await?;
        let count = letters.len();
        let mut events: BTreeMap<Uuid, Vec<Claimed>> = BTreeMap::new();
        letters.into_iter().for_each(|letter| events.entry(letter.event).or_default().push(letter));
        stream::iter(events.into_values())
            .for_each_concurrent(AT_ONCE, |letters| async move {
                if let Err(fault) = self.dispatch(channel, claim, letters).await {
                    tracing::error!(%fault, "letters wait: what they are about cannot be read now");
                }
            })
            .await;
        Ok(count)
    }

    /// The letters of one event. Facts are asked for again: what was so when it happened need not be so any more.
    async fn dispatch(&self, channel: &dyn Channel, claim: Claim, letters: Vec<Claimed>) -> Result<(), NotifyError> {
        let mut parcels: BTreeMap<String, Parcel> = BTreeMap::new();
        for letter in letters {
            match self.look(&letter).await? {
                Ok((mailbox, news)) => {
                    let parcel = parcels.entry(same_mailbox(&mailbox.address));
                    parcel.or_insert_with(|| Parcel { letters: Vec::new(), mailbox, news }).letters.push(letter);
                }
                Err(reason) => self.end(claim, &[letter], &End::Dropped { reason }).await?,
            }
        }
        for (mailbox, parcel) in parcels {
            self.hand_over(channel, claim, &mailbox, parcel).await?;
        }
        Ok(())
    }

    /// Where a letter goes, or why it goes nowhere.
    pub(crate) async fn look(&self, letter: &Claimed) -> Result<Result<(Mailbox, News), &'static str>, NotifyError> {
        let Some(news) = self.news(letter).await? else { return Ok(Err("gone")) };
        let Some(policy) = (self.policy)(&news.service) else { return Ok(Err("gone")) };
        let (item, class) = (news.item, news.class);
        let about = About { subject: letter.person, policy, item, class, kind: &news.kind, kin: news.kin };
        Ok(match self.notices.hearer(&about, letter.recipient).await? {
            Some(hearer) => hearer.email.map(|mailbox| (mailbox, news)).map_err(|why| why.as_str()),
            None => Err("not_allowed"),
        })
    }

    pub(crate) async fn news(&self, letter: &Claimed) -> Result<Option<News>, NotifyError> {
        let sql = "SELECT service, class, item, organisation, sender, unnamed, kind, kin, named FROM notices
             WHERE person = $1 AND id = $2";
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
            kind: row.text(6)?,
            kin: Kin::of_column(row.opt_text(7)?.as_deref()),
            named: row.opt_bool(8)?.unwrap_or(false),
        }))
    }

    async fn hand_over(
        &self,
        channel: &dyn Channel,
        claim: Claim,
        mailbox: &str,
        parcel: Parcel,
    ) -> Result<(), NotifyError> {
        let now = self.now();
        if self.is_down(now) || window::opens(now) > now {
            return self.end(claim, &parcel.letters, &End::Released { due_at: window::opens(now) }).await;
        }
        let until = now + CLAIM;
        let short = claim.until.duration_since(now) < MARGIN;
        if short && !outbox::keep(self.notices.db(), claim.id, &parcel.letters, until).await? {
            return Ok(());
        }
        let letter = self.compose(mailbox, &parcel).await?;
        let taken = tokio::time::timeout(LONGEST, channel.deliver(&letter)).await;
        let taken = taken.unwrap_or_else(|_| Err(Fault::Later("no answer in time".to_owned())));
        let end = self.outcome(taken.map(drop), &parcel).await?;
        self.end(claim, &parcel.letters, &end).await
    }

    pub(crate) async fn compose(&self, mailbox: &str, parcel: &Parcel) -> Result<Letter, NotifyError> {
        let Some(first) = parcel.letters.first() else { return Err(NotifyError::Taken) };
        let sender = self.sender(first, &parcel.news).await?;
        let News { service, kind, named, .. } = &parcel.news;
        let said = Said { sender: sender.as_deref(), event: named.then_some((service, kind)) };
        let text = self.wording.letter(parcel.mailbox.language.as_deref(), said);
        let id = message_id(&self.notices, first.event, mailbox);
        let to = parcel.mailbox.address.clone();
        Ok(Letter { to, id, language: text.language, subject: text.subject, text: text.text })
    }

    /// Who is named. Never one that is sensitive, and nobody where the place could tell where a protected person is (R8).
    async fn sender(&self, letter: &Claimed, news: &News) -> Result<Option<String>, NotifyError> {
        let register = self.notices.gate().register();
        let subject = register.person(letter.person).await?;
        if news.unnamed || subject.is_none_or(|person| person.protection.is_protected()) {
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

    /// What becomes of the letters after the channel's answer.
    async fn outcome(&self, taken: Result<(), Fault>, parcel: &Parcel) -> Result<End, NotifyError> {
        let now = self.now();
        let first = parcel.letters.first();
        let attempts = first.map_or(1, |letter| letter.attempts + 1);
        match taken {
            Ok(()) => {
                self.set_down(Down::default());
                let subject = first.map(|letter| letter.person).ok_or(NotifyError::Taken)?;
                let key = self.notices.keyring().person(subject).await?;
                Ok(End::Sent { address: key.seal(crate::history::ADDRESS, parcel.mailbox.address.as_bytes()) })
            }
            Err(Fault::Down(reason)) => {
                let due_at = self.note_down(now, &reason);
                Ok(End::Released { due_at: window::opens(due_at) })
            }
            Err(Fault::Never(reason)) => Ok(End::Dead { attempts, reason }),
            Err(Fault::Later(reason)) => {
                let made_at = first.map_or(now, |letter| letter.made_at);
                if self.patience.is_out(attempts, made_at, now) {
                    return Ok(End::Dead { attempts, reason });
                }
                let due_at = window::opens(now + backoff::pause(attempts, self.notices.random()));
                Ok(End::Again { attempts, due_at, reason })
            }
        }
    }

    /// The channel is left alone for a while: longer each time.
    fn note_down(&self, now: Timestamp, reason: &str) -> Timestamp {
        let mut down = self.down.lock().unwrap_or_else(PoisonError::into_inner);
        if down.until.is_none_or(|until| until <= now) {
            down.failures += 1;
            let until = now + backoff::pause(down.failures, self.notices.random()) / 4;
            down.until = Some(until);
            tracing::warn!(reason, %until, "letters wait: the channel does not work");
        }
        down.until.unwrap_or(now)
    }

    fn is_down(&self, now: Timestamp) -> bool {
        self.down.lock().unwrap_or_else(PoisonError::into_inner).until.is_some_and(|until| now < until)
    }

    fn set_down(&self, state: Down) {
        *self.down.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }

    async fn end(&self, claim: Claim, letters: &[Claimed], end: &End) -> Result<(), NotifyError> {
        Ok(outbox::end(self.notices.db(), claim.id, letters, end, self.now()).await?)
    }

    fn now(&self) -> Timestamp {
        self.notices.gate().clock().now()
    }
}

/// The same for one event and mailbox, and telling of neither.
fn message_id(notices: &Notices, event: Uuid, mailbox: &str) -> String {
    let hash = notices.keyring().lookup("letter", &format!("{event} {mailbox}"));
    hash.chars().take(32).collect()
}
