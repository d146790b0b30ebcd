//! Leases: of several processes that stand beside each other, one does a job at a time.

use jiff::{SignedDuration, Timestamp};

use crate::{Db, DbError, args};

/// How far the clocks of two machines may lie apart.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_secs(10);

impl Db {
    /// Takes or extends the lease `name` for `holder` until `now + length`, and says whether it is held.
    ///
    /// A holder that dies loses it when its time is out. One that lasts longer than `length` from now was taken by a
    /// clock that has since been set back: it would stand in the way for as long as the jump was.
    pub async fn take_lease(
        &self,
        name: &'static str,
        holder: &str,
        now: Timestamp,
        length: SignedDuration,
    ) -> Result<bool, DbError> {
        let (holder, until, void) = (holder.to_owned(), now + length, now + length + CLOCKS_DIFFER);
        let sql = "INSERT INTO leases (name, holder, until_at) VALUES ($1, $2, $3)
                   ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_at = excluded.until_at
                   WHERE leases.holder = excluded.holder OR leases.until_at < $4 OR leases.until_at > $5";
        self.write(move |tx| {
            Box::pin(async move { tx.execute(sql, args![name, holder, until, now, void]).await.map(|rows| rows > 0) })
        })
        .await
    }

    /// Until when a lease is held, by anybody; `None` when it never was.
    pub async fn lease_until(&self, name: &str) -> Result<Option<Timestamp>, DbError> {
        let row = self.fetch_optional("SELECT until_at FROM leases WHERE name = $1", args![name]).await?;
        row.map(|row| row.time(0)).transpose()
    }
}
