//! A transaction on either engine.

use sqlx::PgTransaction;

use crate::{DbError, Row, Sql, Value, lite, row::EngineRow, value::bind_all};

/// An open transaction. It commits when the job given to [`crate::Db::write`] returns `Ok`, else nothing of it remains.
pub struct Tx(pub(crate) EngineTx);

pub(crate) enum EngineTx {
    Lite(lite::Connection),
    Pg(PgTransaction<'static>),
}

impl Tx {
    /// Runs a statement and says how many rows it touched.
    pub async fn execute(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<u64, DbError> {
        let text = sql.into().text();
        match &mut self.0 {
            EngineTx::Lite(conn) => conn.execute(text.as_str(), &args),
            EngineTx::Pg(tx) => Ok(bind_all!(sqlx::query(text), args).execute(&mut **tx).await?.rows_affected()),
        }
    }

    /// All rows of an answer.
    pub async fn fetch_all(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let text = sql.into().text();
        match &mut self.0 {
            EngineTx::Lite(conn) => conn.rows(text.as_str(), &args),
            EngineTx::Pg(tx) => {
                let rows = bind_all!(sqlx::query(text), args).fetch_all(&mut **tx).await?;
                Ok(rows.into_iter().map(|row| Row(EngineRow::Pg(row))).collect())
            }
        }
    }

    /// The first row of an answer, or `None`.
    pub async fn fetch_optional(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<Option<Row>, DbError> {
        Ok(self.fetch_all(sql, args).await?.into_iter().next())
    }

    /// Runs several statements without values, as migrations are.
    pub(crate) async fn script(&mut self, sql: String) -> Result<(), DbError> {
        match &mut self.0 {
            EngineTx::Lite(conn) => conn.script(&sql),
            EngineTx::Pg(tx) => Ok(sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut **tx).await.map(drop)?),
        }
    }

    /// A control statement of SQLite's writer.
    pub(crate) async fn control(&mut self, sql: &'static str) -> Result<(), DbError> {
        self.execute(sql, Vec::new()).await.map(drop)
    }

    /// Whether the transaction still stands; a fault of the disk may have ended SQLite's.
    pub(crate) fn is_open(&self) -> bool {
        match &self.0 {
            EngineTx::Lite(conn) => conn.in_transaction(),
            EngineTx::Pg(_) => true,
        }
    }
}
