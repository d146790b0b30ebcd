//! What may be used once, across processes and restarts: ids of proofs, assertions, orders.

use aws_lc_rs::digest::{SHA256, digest};
use jiff::Timestamp;

use crate::{Db, DbError, args, keys::hex};

impl Db {
    /// Whether this is the first use of `key` among those of `kind`. It is remembered until `until`, on disk before this
    /// returns; after that the key may come again.
    ///
    /// Only a hash of the key is stored. Of two processes that ask at once, one is told yes.
    pub async fn first_use(
        &self,
        kind: &'static str,
        key: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, DbError> {
        let key = hex(digest(&SHA256, key.as_bytes()).as_ref());
        let sql = "INSERT INTO first_uses (kind, key, until_at) VALUES ($1, $2, $3)
                   ON CONFLICT (kind, key) DO UPDATE SET until_at = excluded.until_at WHERE first_uses.until_at < $4";
        self.write(move |tx| {
            Box::pin(async move { tx.execute(sql, args![kind, key, until, now]).await.map(|rows| rows > 0) })
        })
        .await
    }

    /// Forgets uses and shared counts whose time is out, and says how many rows that were.
    pub async fn purge_uses_and_counts(&self, now: Timestamp) -> Result<u64, DbError> {
        self.write(move |tx| {
            Box::pin(async move {
                let uses = tx.execute("DELETE FROM first_uses WHERE until_at < $1", args![now]).await?;
                let counts = tx.execute("DELETE FROM shared_counts WHERE until_at < $1", args![now]).await?;
                Ok(uses + counts)
            })
        })
        .await
    }
}
