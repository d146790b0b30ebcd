//! Retention: whole months of the log go when their time is out; their signed seals stay (I5).

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

/// Removes the lines of every month that is due, a month in a transaction, and says how many months went.
///
/// # Errors
/// A fault of the database; months before it are gone.
pub async fn prune(db: &Db, retention: Retention, now: Timestamp) -> Result<usize, DbError> {
    let due = "SELECT DISTINCT segment FROM usage_seals WHERE segment <= $1 AND NOT pruned ORDER BY segment";
    let months = db.fetch_all(due, args![retention.last_due(now)]).await?;
    for month in &months {
        let segment = month.text(0)?;
        db.write::<_, DbError, _>(move |tx| {
            Box::pin(async move {
                let lines = "DELETE FROM usage_log WHERE seal IN (SELECT number FROM usage_seals WHERE segment = $1)";
                tx.execute(lines, args![&segment]).await?;
                let marked = "UPDATE usage_seals SET pruned = $2 WHERE segment = $1";
                tx.execute(marked, args![&segment, true]).await
            })
        })
        .await?;
    }
    Ok(months.len())
}
