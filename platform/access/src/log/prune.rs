//! Retention: whole months of the log go when their time is out; their signed seals stay (I5).

use std::collections::BTreeSet;

use db::{Db, DbError, args};
use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};

/// How long lines are kept after the end of their month. At least three years (EHDS, Regulation (EU) 2025/327 art. 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    pub months: i32,
}

impl Default for Retention {
    /// Five years: the citizen can look back over all of what a Norwegian claim for compensation may need at first.
    fn default() -> Self {
        Self { months: 60 }
    }
}

impl Retention {
    /// The newest month, as `2026-11`, that is out of time at `now`; that one and all before it may go.
    pub fn last_due(self, now: Timestamp) -> String {
        let this_month = now.to_zoned(TimeZone::UTC).date().first_of_month();
        let due: Date = this_month.saturating_sub(Span::new().months(self.months.max(1) + 1));
        format!("{:04}-{:02}", due.year(), due.month())
    }
}

/// Seals whose lines go in one transaction: tens of thousands of lines, which hold up writers for a moment only.
const SEALS_AT_ONCE: i64 = 20;

/// What staff stated in the lines of a seal.
const WORDS_OF_SEAL: &str = "DELETE FROM usage_log_words WHERE (person, line) IN
                             (SELECT person, id FROM usage_log WHERE seal = $1 AND actor_kind = 'staff')";

/// Removes the lines of every month that is due, the oldest first, and says how many months went.
///
/// # Errors
/// A fault of the database; what went before it is gone, and the next run goes on there.
pub async fn prune(db: &Db, retention: Retention, now: Timestamp) -> Result<usize, DbError> {
    let last_due = retention.last_due(now);
    let mut months = BTreeSet::new();
    loop {
        let due = "SELECT number, segment FROM usage_seals WHERE segment <= $1 AND NOT pruned ORDER BY number LIMIT $2";
        let seals = db.fetch_all(due, args![&last_due, SEALS_AT_ONCE]).await?;
        if seals.is_empty() {
            return Ok(months.len());
        }
        let mut numbers = Vec::with_capacity(seals.len());
        for seal in &seals {
            numbers.push(seal.int(0)?);
            months.insert(seal.text(1)?);
        }
        let removed = db.write::<_, DbError, _>(move |tx| {
            Box::pin(async move {
                for number in numbers {
                    tx.execute(WORDS_OF_SEAL, args![number]).await?;
                    tx.execute("DELETE FROM usage_log WHERE seal = $1", args![number]).await?;
                    tx.execute("UPDATE usage_seals SET pruned = $2 WHERE number = $1", args![number, true]).await?;
                }
                Ok(())
            })
        });
        removed.await?;
    }
}
