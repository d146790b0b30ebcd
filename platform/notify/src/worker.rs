//! Tells people and sends letters. Any number of processes may work side by side: each letter is one's at a time.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use access::Policy;
use futures_util::{StreamExt, future::try_join_all, stream};
use jiff::{SignedDuration, Timestamp};
use records::Organisations;
use uuid::Uuid;

use crate::{
    Channel, ChannelKind, Fault, Notices, NotifyError, Patience, Wording,
    letter::Parcel,
    outbox::{self, Claimed, End},
    way::Way,
};

/// Letters of one channel that are under way at once.
const AT_ONCE: usize = 4;
/// How long a letter is this process's: longer than any one takes.
const CLAIM: SignedDuration = SignedDuration::from_mins(5);
/// The longest that one letter may take.
const LONGEST: Duration = Duration::from_secs(120);

/// What does the work of notices in one process.
pub struct Worker {
    pub(crate) notices: Notices,
    /// None: people are told in the portal alone.
    ways: Vec<Way>,
    pub(crate) wording: Arc<dyn Wording>,
    pub(crate) organisations: Organisations,
    pub(crate) policy: fn(&str) -> Option<&'static Policy>,
    pub(crate) patience: Patience,
}

impl Worker {
    /// `policy`: the service of an id, as the gate knows it.
    pub fn new(
        notices: Notices,
        channels: Vec<Arc<dyn Channel>>,
        wording: Arc<dyn Wording>,
        organisations: Organisations,
        policy: fn(&str) -> Option<&'static Policy>,
    ) -> Self {
        let ways = channels.into_iter().map(Way::new).collect();
        Self { notices, ways, wording, organisations, policy, patience: Patience::default() }
    }

    /// Tells people of what waits, and sends the letters that are due. Says how much there was to do: with more than
    /// nothing it is worth asking again at once.
    ///
    /// # Errors
    /// A fault of the database: everything that is not done stays as it is.
    pub async fn run(&self) -> Result<usize, NotifyError> {
        let open: Vec<ChannelKind> = self.ways.iter().map(Way::kind).collect();
        let told = self.notices.spread(self.policy, &open).await?;
        let sent = try_join_all(self.ways.iter().map(|way| self.send(way))).await?;
        Ok(told + sent.into_iter().sum::<usize>())
    }

    async fn send(&self, way: &Way) -> Result<usize, NotifyError> {
        let now = self.now();
        if way.opens(now) > now {
            return Ok(0);
        }
        let claim = self.notices.random().uuid(now);
        let letters = outbox::claim(self.notices.db(), way.kind(), claim, now, now + CLAIM).await?;
        let count = letters.len();
        let mut events: BTreeMap<Uuid, Vec<Claimed>> = BTreeMap::new();
        letters.into_iter().for_each(|letter| events.entry(letter.event).or_default().push(letter));
        stream::iter(events.into_values())
            .for_each_concurrent(AT_ONCE, |letters| async move {
                if let Err(fault) = self.dispatch(way, claim, letters).await {
                    tracing::error!(%fault, "letters wait: what they are about cannot be read now");
                }
            })
            .await;
        Ok(count)
    }

    /// The letters of one event. Facts are asked for again: what was so when it happened need not be so any more.
    async fn dispatch(&self, way: &Way, claim: Uuid, letters: Vec<Claimed>) -> Result<(), NotifyError> {
        let mut parcels: BTreeMap<String, Parcel> = BTreeMap::new();
        for letter in letters {
            match self.look(&letter).await? {
                Ok((place, news)) => {
                    let parcel = parcels.entry(place.shared.clone());
                    parcel.or_insert_with(|| Parcel { letters: Vec::new(), place, news }).letters.push(letter);
                }
                Err(reason) => self.end(claim, &[letter], &End::Dropped { reason }).await?,
            }
        }
        for parcel in parcels.into_values() {
            self.hand_over(way, claim, parcel).await?;
        }
        Ok(())
    }

    async fn hand_over(&self, way: &Way, claim: Uuid, parcel: Parcel) -> Result<(), NotifyError> {
        let (db, now) = (self.notices.db(), self.now());
        let due_at = way.opens(now);
        if due_at > now {
            return self.end(claim, &parcel.letters, &End::Released { due_at }).await;
        }
        let letter = self.compose(way.kind(), &parcel).await?;
        if outbox::has_gone(db, way.kind(), &letter.id).await? {
            return self.end(claim, &parcel.letters, &self.sent(&parcel).await?).await;
        }
        if !outbox::address(db, claim, &parcel.letters, &letter.id, now + CLAIM).await? {
            return Ok(());
        }
        let taken = tokio::time::timeout(LONGEST, way.channel.deliver(&letter)).await;
        let taken = taken.unwrap_or_else(|_| Err(Fault::Later("no answer in time".to_owned())));
        let end = self.outcome(way, taken.map(drop), &parcel).await?;
        self.end(claim, &parcel.letters, &end).await
    }

    /// The channel has them.
    async fn sent(&self, parcel: &Parcel) -> Result<End, NotifyError> {
        let subject = parcel.letters.first().map(|letter| letter.person).ok_or(NotifyError::Taken)?;
        let key = self.notices.keyring().person(subject).await?;
        Ok(End::Sent { address: key.seal(crate::history::ADDRESS, parcel.place.shown.as_bytes()) })
    }

    /// What becomes of the letters after the channel's answer.
    async fn outcome(&self, way: &Way, taken: Result<(), Fault>, parcel: &Parcel) -> Result<End, NotifyError> {
        let now = self.now();
        match taken {
            Ok(()) => {
                way.note_up(now);
                self.sent(parcel).await
            }
            Err(Fault::Down(reason)) => Ok(self.leave_alone(way, &reason, None)),
            Err(Fault::Rest(asked, reason)) => Ok(self.leave_alone(way, &reason, Some(asked))),
            Err(Fault::Gone) => {
                for letter in &parcel.letters {
                    if let Some(device) = letter.device {
                        self.notices.forget_device(letter.recipient, device).await?;
                    }
                }
                Ok(End::Dropped { reason: "no_device" })
            }
            Err(Fault::Never(reason)) => Ok(End::Dead { attempts: attempts(parcel), reason }),
            Err(Fault::Later(reason)) => {
                let attempts = attempts(parcel);
                let made_at = parcel.letters.first().map_or(now, |letter| letter.made_at);
                if self.patience.is_out(attempts, made_at, now) {
                    return Ok(End::Dead { attempts, reason });
                }
                let pause = crate::backoff::pause(attempts, self.notices.random());
                Ok(End::Again { attempts, due_at: way.kind().opens(now + pause), reason })
            }
        }
    }

    fn leave_alone(&self, way: &Way, reason: &str, asked: Option<SignedDuration>) -> End {
        way.note_down(self.now(), reason, asked, self.notices.random());
        End::Released { due_at: way.opens(self.now()) }
    }

    async fn end(&self, claim: Uuid, letters: &[Claimed], end: &End) -> Result<(), NotifyError> {
        let (db, now) = (self.notices.db(), self.now());
        let dead = letters.first().filter(|_| matches!(end, End::Dead { .. }));
        let instead = dead.and_then(|letter| self.notices.instead_of(letter.channel));
        let instead = instead.map(|way| (way, self.notices.random().clone()));
        outbox::end(db, claim, letters, end, now, instead).await?;
        if matches!(end, End::Dropped { .. } | End::Dead { .. }) {
            // The next rung need not wait for a device that will not answer.
            for letter in letters.iter().filter(|letter| letter.channel == ChannelKind::Push) {
                outbox::hasten(db, letter, ChannelKind::Email.opens(now)).await?;
            }
        }
        Ok(())
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.notices.gate().clock().now()
    }
}

fn attempts(parcel: &Parcel) -> i64 {
    parcel.letters.first().map_or(1, |letter| letter.attempts + 1)
}
