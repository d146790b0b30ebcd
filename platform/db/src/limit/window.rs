//! A sliding count over two windows: all of this one, and of the one before the part that still lies within reach.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::{Limit, Verdict};

/// What one process knows of one key.
#[derive(Clone, Debug)]
pub(super) struct Count {
    start: Timestamp,
    length: SignedDuration,
    /// Hits of the window before, by all.
    before: u64,
    /// Hits of this window by all, as last told; with what this process has told itself.
    shared: u64,
    /// Hits of this window here that nobody else knows of.
    own: u32,
}

/// When the window that `now` lies in began: the same in all processes.
pub(super) fn start(limit: Limit, now: Timestamp) -> Timestamp {
    let length = micros(limit.window);
    let at = now.as_microsecond();
    Timestamp::from_microsecond(at - at.rem_euclid(length)).unwrap_or(now)
}

fn micros(length: SignedDuration) -> i64 {
    i64::try_from(length.as_micros()).unwrap_or(i64::MAX).max(1)
}

impl Count {
    pub(super) fn new(limit: Limit, now: Timestamp) -> Self {
        Self { start: start(limit, now), length: limit.window, before: 0, shared: 0, own: 0 }
    }

    /// What all have counted together, for one that keeps no count of its own.
    pub(super) fn told(limit: Limit, now: Timestamp, before: u64, current: u64) -> Self {
        Self { before, shared: current, ..Self::new(limit, now) }
    }

    /// Counts one more if it is within the limit.
    pub(super) fn hit(&mut self, limit: Limit, now: Timestamp) -> Verdict {
        let verdict = self.verdict(limit, now);
        self.own += u32::from(verdict == Verdict::Within);
        verdict
    }

    /// Whether one more is within the limit.
    pub(super) fn verdict(&mut self, limit: Limit, now: Timestamp) -> Verdict {
        self.turn(limit, now);
        self.judge(u64::from(limit.hits), 1, now)
    }

    /// Whether the one that was just counted still is, after others have told of theirs.
    pub(super) fn verdict_after(&mut self, limit: Limit, now: Timestamp) -> Verdict {
        self.turn(limit, now);
        self.judge(u64::from(limit.hits), 0, now)
    }

    /// The hits to tell others of, once there are enough. They count as told from now on.
    pub(super) fn take_chunk(&mut self, limit: Limit) -> Option<u32> {
        if self.own < limit.chunk() {
            return None;
        }
        let told = std::mem::take(&mut self.own);
        self.shared += u64::from(told);
        Some(told)
    }

    /// What all have counted, ours included. Sums only grow: an older answer that comes late changes nothing.
    pub(super) fn learn(&mut self, start: Timestamp, before: u64, current: u64) {
        if start == self.start {
            self.before = self.before.max(before);
            self.shared = self.shared.max(current);
        }
    }

    /// Whether nothing of it counts any more.
    pub(super) fn is_over(&self, now: Timestamp) -> bool {
        now >= self.start + self.length * 2 || now < self.start
    }

    /// Whether it has been told to others: it comes back when it is forgotten here.
    pub(super) fn is_shared(&self) -> bool {
        self.shared > 0
    }

    /// Goes on to the window that `now` lies in. A clock set back begins anew.
    fn turn(&mut self, limit: Limit, now: Timestamp) {
        let start = start(limit, now);
        if start == self.start && limit.window == self.length {
            return;
        }
        let follows = self.start + self.length == start && limit.window == self.length;
        let before = if follows { self.shared + u64::from(self.own) } else { 0 };
        *self = Self { before, ..Self::new(limit, now) };
    }

    /// Whether `more` fit, else for how long not: until enough of the window before has slid out of reach, or of this
    /// one when it has become the one before.
    fn judge(&self, limit: u64, more: u64, now: Timestamp) -> Verdict {
        let length = micros(self.length) as f64;
        let passed = (now.as_microsecond() - self.start.as_microsecond()) as f64;
        let current = self.shared + u64::from(self.own);
        let room = limit as f64 - more as f64;
        let reach = self.before as f64 * (1.0 - passed / length);
        // The last digits of a fraction refuse nobody.
        if current as f64 + reach <= room + 1e-6 {
            return Verdict::Within;
        }
        let wait = if current as f64 > room {
            length - passed + length * (1.0 - room / current as f64)
        } else {
            length * (1.0 - (room - current as f64) / self.before as f64) - passed
        };
        Verdict::Over(Duration::from_secs((wait / 1e6).ceil().max(1.0) as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN: Limit = Limit::per_minute(10);

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).expect("a moment")
    }

    #[test]
    fn a_window_lets_so_many_in_and_says_when_the_next_may_come() {
        let mut count = Count::new(TEN, at(0));
        for _ in 0..10 {
            assert_eq!(count.hit(TEN, at(5)), Verdict::Within);
        }
        let Verdict::Over(wait) = count.hit(TEN, at(5)) else { panic!("an eleventh") };
        assert_eq!(count.verdict(TEN, at(5 + wait.as_secs() as i64)), Verdict::Within);
        assert_ne!(count.verdict(TEN, at(5 + wait.as_secs() as i64 - 2)), Verdict::Within);
    }

    #[test]
    fn what_others_tell_of_counts_and_an_old_answer_changes_nothing() {
        let mut count = Count::new(TEN, at(0));
        assert_eq!(count.hit(TEN, at(1)), Verdict::Within);
        assert_eq!(count.take_chunk(TEN), Some(1));
        count.learn(at(0), 0, 10);
        count.learn(at(0), 0, 3);
        assert_ne!(count.hit(TEN, at(2)), Verdict::Within);
        assert_eq!(count.take_chunk(TEN), None, "what was refused is not counted");
    }

    #[test]
    fn a_clock_set_back_locks_nobody_out() {
        let mut count = Count::new(TEN, at(6_000));
        (0..10).for_each(|_| assert_eq!(count.hit(TEN, at(6_000)), Verdict::Within));
        assert_eq!(count.hit(TEN, at(0)), Verdict::Within);
    }
}
