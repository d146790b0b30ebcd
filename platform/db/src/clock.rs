//! Time and randomness as values that are passed in, so that every rule can be tested at its boundary (I8).

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};
use uuid::Uuid;

/// The one place that reads the machine's clock. Cheap to clone.
#[derive(Clone)]
pub struct Clock(Source);

#[derive(Clone)]
enum Source {
    System,
    /// Microseconds since the Unix epoch, moved by the test or the demo that owns it.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands at `at` until it is moved by [`Clock::set`].
    pub fn standing_at(at: Timestamp) -> Self {
        Self(Source::Set(Arc::new(AtomicI64::new(at.as_microsecond()))))
    }

    /// Moves a standing clock, in all its clones. A system clock stays as it is.
    pub fn set(&self, at: Timestamp) {
        if let Source::Set(micros) = &self.0 {
            micros.store(at.as_microsecond(), Ordering::SeqCst);
        }
    }

    /// Now, in whole microseconds: what the databases store.
    #[allow(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    pub fn now(&self) -> Timestamp {
        let micros = match &self.0 {
            Source::System => Timestamp::now().as_microsecond(),
            Source::Set(micros) => micros.load(Ordering::SeqCst),
        };
        Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The date in Norway (Europe/Oslo), by which ages and deadlines are counted.
    pub fn today(&self) -> Date {
        oslo(self.now()).date()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Source::System => "Clock(system)",
            Source::Set(_) => "Clock(set)",
        })
    }
}

/// The first moment of a day in Norway (Europe/Oslo): on days when the clock is moved, too.
pub fn start_of_day(day: Date) -> Timestamp {
    // A date at the end of the calendar has no such moment: then it lies before all others.
    day.to_zoned(oslo(Timestamp::UNIX_EPOCH).time_zone().clone()).map_or(Timestamp::MIN, |start| start.timestamp())
}

/// A moment as the wall clock in Norway shows it (Europe/Oslo).
pub fn oslo(at: Timestamp) -> Zoned {
    at.to_zoned(TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC))
}

/// Randomness as a value: the operating system's, or a fixed stream in tests and the demo.
#[derive(Clone)]
pub struct Random(Stream);

#[derive(Clone)]
enum Stream {
    System,
    /// A counter hashed with the seed: the same ids in every run. Never for keys of real people.
    Seeded(u64, Arc<AtomicI64>),
}

impl Random {
    /// The operating system's secure randomness.
    pub fn system() -> Self {
        Self(Stream::System)
    }

    /// A stream that is the same for the same seed: for tests and the demo's ids, never for secrets.
    pub fn seeded(seed: u64) -> Self {
        Self(Stream::Seeded(seed, Arc::new(AtomicI64::new(0))))
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut out = [0u8; N];
        match &self.0 {
            Stream::System => {
                aws_lc_rs::rand::fill(&mut out).expect("the operating system gives random bytes");
            }
            Stream::Seeded(seed, count) => {
                for chunk in out.chunks_mut(32) {
                    let n = count.fetch_add(1, Ordering::SeqCst);
                    let input = [seed.to_le_bytes(), n.to_le_bytes()].concat();
                    let block = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &input);
                    chunk.copy_from_slice(&block.as_ref()[..chunk.len()]);
                }
            }
        }
        out
    }

    /// A UUIDv7 made at `at`: ids sort by time.
    pub fn uuid(&self, at: Timestamp) -> Uuid {
        let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes::<10>()).into_uuid()
    }
}

impl fmt::Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Random")
    }
}
