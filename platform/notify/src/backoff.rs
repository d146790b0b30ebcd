//! How long to wait before the next attempt, and when to give up.

use db::Random;
use jiff::{SignedDuration, Timestamp};

/// How long a letter is tried.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Refusals of one letter, after which it is dead.
    pub attempts: i64,
    /// Age at which a refused letter is dead, whatever the number of attempts.
    pub age: SignedDuration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { attempts: 12, age: SignedDuration::from_hours(72) }
    }
}

impl Patience {
    /// Whether to give up after so many attempts on a letter that was made at `made_at`.
    pub fn is_out(&self, attempts: i64, made_at: Timestamp, now: Timestamp) -> bool {
        attempts >= self.attempts || now.duration_since(made_at) >= self.age
    }
}

/// The first wait; each is twice as long as the one before.
const FIRST: i64 = 60;
const LONGEST: i64 = 2 * 3600;

/// The wait after the `failures`-th failure in a row (from 1): doubled each time up to two hours, and somewhere between
/// half of that and all of it, so that what failed together does not come back together.
pub fn pause(failures: i64, random: &Random) -> SignedDuration {
    let doublings = u32::try_from(failures - 1).unwrap_or(0).min(16);
    let whole = FIRST.saturating_mul(1 << doublings).min(LONGEST) * 1_000;
    let part = i64::from(u32::from_le_bytes(random.bytes::<4>())) * (whole / 2) / i64::from(u32::MAX);
    SignedDuration::from_millis(whole / 2 + part)
}
