//! Sessions that nobody can use or be recognised by any more are removed.

use db::DbError;

use super::{Sessions, store};

/// Rows in one transaction: other writers wait for it.
const BATCH: i64 = 500;

impl Sessions {
    /// Removes them and says how many. A job runs it now and then; twice does no harm.
    pub async fn purge(&self) -> Result<u64, DbError> {
        let before = self.clock.now() - self.limits.remembered;
        let mut removed = 0;
        loop {
            let batch = store::purge(&self.db, before, BATCH).await?;
            removed += batch;
            if batch == 0 {
                return Ok(removed);
            }
        }
    }
}
