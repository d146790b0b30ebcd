//! Chance that falls the same way for the same seed. For synthetic people only, never for secrets.

use jiff::{Span, civil::Date};
use people::PersonId;

/// 2026-01-01T00:00:00Z in milliseconds: the time in the ids of synthetic people, one millisecond apart.
const FIRST_ID: u64 = 1_767_225_600_000;

/// A SplitMix64 generator (Steele, Lea and Flood 2014): 64 bits of state, one step a throw.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// 0 to `end` less one; `end` above 0.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        // Multiplying instead of dividing; the unevenness at these sizes is below one in 2^40.
        ((u128::from(self.throw()) * u128::from(end)) >> 64) as u64
    }

    /// `first` to `last`, both included.
    pub(crate) fn between(&mut self, first: i32, last: i32) -> i32 {
        let width = u64::from(last.abs_diff(first)) + 1;
        first + self.below(width) as i32
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len() as u64) as usize]
    }

    pub(crate) fn in_hundred(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    /// The birth date of one whose age is `years` on `today`, any day of that year of life.
    pub(crate) fn birth_date(&mut self, years: i32, today: Date) -> Date {
        let days = self.between(1, 364);
        today.saturating_sub(Span::new().years(years)).saturating_sub(Span::new().days(days))
    }

    /// The id of synthetic person number `n`. Ids sort by number, so that a bulk load appends.
    pub(crate) fn person_id(&mut self, n: u64) -> PersonId {
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.throw().to_le_bytes());
        PersonId(uuid::Builder::from_unix_timestamp_millis(FIRST_ID + n, &random).into_uuid())
    }
}
