//! Limits on how often somebody may ask, that hold across processes and cost ordinary use no query (docs/decisions/rate-limits.md).
//!
//! `window` is pure: what is counted, and when the next one may come. This file shares the counts.

mod address;
mod window;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use tracing::warn;

use crate::{Clock, Db, DbError, Keyring, Tx, args};
pub use address::ClientAddress;
use window::Count;

/// Keys remembered by a process; beyond it those that have asked least are forgotten first.
const MOST_KEYS: usize = 100_000;

/// How often one key may ask in a sliding window of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// So many in a window, at once or spread; at least 1.
    pub hits: u32,
    pub window: SignedDuration,
}

impl Limit {
    /// So many a minute.
    pub const fn per_minute(hits: u32) -> Self {
        Self { hits, window: SignedDuration::from_mins(1) }
    }

    /// How many a process counts for itself before it tells the others.
    fn chunk(self) -> u32 {
        (self.hits / 8).max(1)
    }
}

/// Whether one more is within a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Within,
    /// One more would be too many until so much time has passed: whole seconds, at least one.
    Over(Duration),
}

/// A place taken by [`Limiter::take`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    key: String,
    start: Timestamp,
}

impl Place {
    async fn free(&self, tx: &mut Tx) -> Result<(), DbError> {
        let sql = "UPDATE shared_counts SET hits = hits - 1 WHERE key = $1 AND window_at = $2 AND hits > 0";
        tx.execute(sql, args![&self.key, self.start]).await.map(drop)
    }
}

/// Counts by key, in memory, shared with other processes in chunks. Cheap to clone.
#[derive(Clone)]
pub struct Limiter {
    db: Db,
    keyring: Keyring,
    clock: Clock,
    counts: Arc<Mutex<HashMap<(&'static str, String), Count>>>,
}

impl Limiter {
    pub fn new(db: Db, keyring: Keyring, clock: Clock) -> Self {
        Self { db, keyring, clock, counts: Arc::default() }
    }

    /// Counts one more of `key` among those of `kind`, unless this process knows that to be too many.
    ///
    /// When the database does not answer, this process goes by what it has counted itself.
    pub async fn hit(&self, kind: &'static str, key: &str, limit: Limit) -> Verdict {
        let now = self.clock.now();
        let (verdict, told) =
            self.with(kind, key, limit, now, |count| (count.hit(limit, now), count.take_chunk(limit)));
        let Some(told) = told else { return verdict };
        let start = window::start(limit, now);
        match self.share(kind, key, limit, start, told).await {
            Ok((before, current)) => self.with(kind, key, limit, now, |count| {
                count.learn(start, before, current);
                count.verdict_after(limit, now)
            }),
            Err(fault) => {
                warn!(%fault, kind, "counts could not be shared: this process goes by its own");
                verdict
            }
        }
    }

    /// The same where there may be no limit.
    pub async fn hit_some(&self, kind: &'static str, key: &str, limit: Option<Limit>) -> Verdict {
        match limit {
            Some(limit) => self.hit(kind, key, limit).await,
            None => Verdict::Within,
        }
    }

    /// Takes one of the places of `key` among those of `kind`, exactly: asked of the database each time, so that however
    /// many ask at once, in however many processes, no more than the limit get one. `None` where all are taken.
    ///
    /// # Errors
    /// A fault of the database: then no place was taken.
    pub async fn take(&self, kind: &'static str, key: &str, limit: Limit) -> Result<Option<Place>, DbError> {
        let now = self.clock.now();
        let place = Place { key: self.keyring.lookup(kind, key), start: window::start(limit, now) };
        let (until, taken) = (place.start + limit.window * 2, place.clone());
        let job = self.db.write(move |tx| {
            Box::pin(async move {
                let (before, current) = add(tx, &taken.key, limit, taken.start, until, 1).await?;
                let within = Count::told(limit, now, before, current).verdict_after(limit, now) == Verdict::Within;
                if !within {
                    taken.free(tx).await?;
                }
                Ok::<_, DbError>(within)
            })
        });
        Ok(job.await?.then_some(place))
    }

    /// Gives back a place that was taken for something that turned out not to count.
    ///
    /// # Errors
    /// A fault of the database: then the place stays taken.
    pub async fn give_back(&self, place: Place) -> Result<(), DbError> {
        self.db.write(move |tx| Box::pin(async move { place.free(tx).await })).await
    }

    /// Adds `told` to what all processes have counted; gives the sums of the window before and of this one.
    async fn share(
        &self,
        kind: &'static str,
        key: &str,
        limit: Limit,
        start: Timestamp,
        told: u32,
    ) -> Result<(u64, u64), DbError> {
        let (key, until) = (self.keyring.lookup(kind, key), start + limit.window * 2);
        let job = self.db.write(move |tx| Box::pin(async move { add(tx, &key, limit, start, until, told).await }));
        job.await
    }

    fn with<T>(
        &self,
        kind: &'static str,
        key: &str,
        limit: Limit,
        now: Timestamp,
        ask: impl FnOnce(&mut Count) -> T,
    ) -> T {
        let mut counts = self.lock();
        make_room(&mut counts, now);
        ask(counts.entry((kind, key.to_owned())).or_insert_with(|| Count::new(limit, now)))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<(&'static str, String), Count>> {
        // A count is whole after every line that changes it: a panic elsewhere leaves nothing half done.
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds `told` to the row of a key and window, which this transaction holds from then on; gives the sums of the window
/// before and of this one.
async fn add(
    tx: &mut Tx,
    key: &str,
    limit: Limit,
    start: Timestamp,
    until: Timestamp,
    told: u32,
) -> Result<(u64, u64), DbError> {
    let add = "INSERT INTO shared_counts (key, window_at, hits, until_at) VALUES ($1, $2, $3, $4)
               ON CONFLICT (key, window_at) DO UPDATE SET hits = shared_counts.hits + excluded.hits";
    let read = "SELECT window_at, hits FROM shared_counts WHERE key = $1 AND window_at IN ($2, $3)";
    tx.execute(add, args![key, start, told, until]).await?;
    let mut sums = (0, 0);
    for row in tx.fetch_all(read, args![key, start - limit.window, start]).await? {
        let hits = u64::try_from(row.int(1)?).unwrap_or(0);
        if row.time(0)? == start { sums.1 = hits } else { sums.0 = hits }
    }
    Ok(sums)
}

/// Forgets windows that are over, and when that is not enough, those who have asked little.
fn make_room(counts: &mut HashMap<(&'static str, String), Count>, now: Timestamp) {
    if counts.len() < MOST_KEYS {
        return;
    }
    counts.retain(|_, count| !count.is_over(now));
    if counts.len() >= MOST_KEYS {
        counts.retain(|_, count| count.is_shared());
    }
    if counts.len() >= MOST_KEYS {
        counts.clear();
    }
}
