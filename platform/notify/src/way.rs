//! A channel as one process knows it: with how it has failed of late.

use std::sync::{Arc, Mutex, PoisonError};

use db::Random;
use jiff::{SignedDuration, Timestamp};

use crate::{Channel, ChannelKind, backoff};

/// A way out, left alone for a while when it does not work.
pub(crate) struct Way {
    pub channel: Arc<dyn Channel>,
    down: Mutex<Down>,
}

/// How the channel has failed, if it has.
#[derive(Clone, Copy, Default)]
struct Down {
    failures: i64,
    until: Option<Timestamp>,
}

impl Way {
    pub fn new(channel: Arc<dyn Channel>) -> Self {
        Self { channel, down: Mutex::default() }
    }

    pub fn kind(&self) -> ChannelKind {
        self.channel.kind()
    }

    /// The first moment from `now` on at which a letter may go: when the hours and the channel allow it.
    pub fn opens(&self, now: Timestamp) -> Timestamp {
        let rested = self.lock().until.map_or(now, |until| until.max(now));
        self.kind().opens(rested)
    }

    /// It works. The rest that it asked for meanwhile, by its answer to another letter, it gets all the same.
    pub fn note_up(&self, now: Timestamp) {
        let mut down = self.lock();
        if down.until.is_none_or(|until| until <= now) {
            *down = Down::default();
        }
    }

    /// It is left alone: longer each time, and for as long as it asks.
    pub fn note_down(&self, now: Timestamp, reason: &str, asked: Option<SignedDuration>, random: &Random) {
        let mut down = self.lock();
        if down.until.is_none_or(|until| until <= now) {
            down.failures += 1;
            let own = backoff::pause(down.failures, random) / 4;
            let until = now + asked.map_or(own, |asked| asked.max(SignedDuration::from_secs(1)));
            down.until = Some(until);
            tracing::warn!(channel = self.kind().as_str(), reason, %until, "letters wait: the channel does not work");
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Down> {
        self.down.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
