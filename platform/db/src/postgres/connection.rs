//! A connection that is lent out, with its statements and its transaction.

use std::sync::Arc;

use sqlx::{
    AssertSqlSafe, SqlStr,
    postgres::{PgConnection, Postgres},
    query::Query,
};
use tokio::sync::OwnedSemaphorePermit;

use super::pool::Inner;
use crate::{DbError, Row, Value, row::EngineRow};

/// A lent connection. [`Lease::give_back`] alone returns it: one that is dropped, because its work failed or was left in
/// the middle, is closed, and the server undoes what was open.
pub(crate) struct Lease {
    conn: PgConnection,
    pool: Arc<Inner>,
    /// It has been idle: the server may have gone since.
    used_before: bool,
    /// A statement failed in the open transaction: PostgreSQL keeps nothing of it, even when told to commit.
    failed: bool,
    lost: bool,
    /// The server has said that it undid the transaction because it met another (deadlock, serialization).
    met_another: bool,
    _room: OwnedSemaphorePermit,
}

impl Lease {
    pub(super) fn new(conn: PgConnection, pool: Arc<Inner>, room: OwnedSemaphorePermit, used_before: bool) -> Self {
        Self { conn, pool, used_before, failed: false, lost: false, met_another: false, _room: room }
    }

    /// All rows of an answer outside a transaction. Asked a second time where the connection proves to be gone.
    pub async fn read(&mut self, sql: SqlStr, args: &[Value]) -> Result<Vec<Row>, DbError> {
        let first = self.rows(sql.clone(), args).await;
        if !self.lost || !self.used_before {
            return first;
        }
        self.renew().await?;
        self.rows(sql, args).await
    }

    /// Begins a transaction, on a new connection where this one proves to be gone.
    pub async fn begin(&mut self) -> Result<(), DbError> {
        let first = self.script("BEGIN").await;
        if !self.lost || !self.used_before {
            return first;
        }
        self.renew().await?;
        self.script("BEGIN").await
    }

    /// # Errors
    /// Also where a statement failed before, whatever was made of its error.
    pub async fn commit(&mut self) -> Result<(), DbError> {
        if self.failed {
            return Err(DbError::Engine("a statement of the transaction failed".into()));
        }
        self.script("COMMIT").await
    }

    pub async fn roll_back(&mut self) -> Result<(), DbError> {
        self.script("ROLLBACK").await
    }

    pub async fn rows(&mut self, sql: SqlStr, args: &[Value]) -> Result<Vec<Row>, DbError> {
        let rows = bound(sql, args).fetch_all(&mut self.conn).await;
        let rows = self.heed(rows)?;
        Ok(rows.into_iter().map(|row| Row(EngineRow::Pg(row))).collect())
    }

    pub async fn execute(&mut self, sql: SqlStr, args: &[Value]) -> Result<u64, DbError> {
        let done = bound(sql, args).execute(&mut self.conn).await;
        Ok(self.heed(done)?.rows_affected())
    }

    /// Runs statements without values.
    pub async fn script(&mut self, sql: &str) -> Result<(), DbError> {
        let done = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut self.conn).await;
        self.heed(done).map(drop)
    }

    /// Gives each row of a long answer to `step` as it comes.
    pub async fn each_row(
        &mut self,
        sql: SqlStr,
        args: &[Value],
        mut step: impl FnMut(Row) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        use futures_util::TryStreamExt;
        let mut rows = bound(sql, args).fetch(&mut self.conn);
        while let Some(row) = rows.try_next().await? {
            step(Row(EngineRow::Pg(row)))?;
        }
        Ok(())
    }

    /// Returns a connection on which nothing is open.
    pub fn give_back(self) {
        if !self.lost {
            self.pool.put_back(self.conn);
        }
    }

    /// Whether what failed may be done again, all of it. Never so where the connection was lost: then it may be kept.
    pub fn met_another(&self) -> bool {
        self.met_another && !self.lost
    }

    async fn renew(&mut self) -> Result<(), DbError> {
        self.pool.forget_idle();
        self.conn = self.pool.connect().await?;
        (self.used_before, self.failed, self.lost) = (false, false, false);
        Ok(())
    }

    fn heed<T>(&mut self, outcome: Result<T, sqlx::Error>) -> Result<T, DbError> {
        outcome.map_err(|fault| {
            self.failed = true;
            self.lost |= is_lost(&fault);
            let fault = DbError::from(fault);
            self.met_another |= matches!(fault, DbError::Conflict);
            fault
        })
    }
}

/// The connection is of no more use: cut, or ended by the server.
fn is_lost(fault: &sqlx::Error) -> bool {
    match fault {
        sqlx::Error::Database(fault) => {
            fault.code().is_some_and(|code| code.starts_with("57P") || code.starts_with("08"))
        }
        sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::Tls(_) => true,
        _ => false,
    }
}

fn bound(sql: SqlStr, args: &[Value]) -> Query<'_, Postgres, <Postgres as sqlx::Database>::Arguments> {
    args.iter().fold(sqlx::query(sql), |query, value| match value {
        Value::Text(it) => query.bind(it.as_deref()),
        Value::Int(it) => query.bind(it),
        Value::Real(it) => query.bind(it),
        Value::Bool(it) => query.bind(it),
        Value::Bytes(it) => query.bind(it.as_deref()),
    })
}
