//! A transaction on either engine.

use sqlx::{PgTransaction, SqliteConnection};

use crate::{DbError, Row, Sql, Value, row::EngineRow, value::bind_all};

/// An open transaction. It commits when the job given to [`crate::Db::write`] returns `Ok`, else nothing of it remains.
pub struct Tx(pub(crate) EngineTx);

pub(crate) enum EngineTx {
    Lite(SqliteConnection),
    Pg(PgTransaction<'static>),
}

impl Tx {
    /// Runs a statement and says how many rows it touched.
    pub async fn execute(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<u64, DbError> {
        let text = sql.into().text();
        Ok(match &mut self.0 {
            EngineTx::Lite(conn) => bind_all!(sqlx::query(text), args).execute(conn).await?.rows_affected(),
            EngineTx::Pg(tx) => bind_all!(sqlx::query(text), args).execute(&mut **tx).await?.rows_affected(),
        })
    }

    /// All rows of an answer.
    pub async fn fetch_all(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let text = sql.into().text();
        Ok(match &mut self.0 {
            EngineTx::Lite(conn) => {
                let rows = bind_all!(sqlx::query(text), args).fetch_all(conn).await?;
                rows.into_iter().map(|row| Row(EngineRow::Lite(row))).collect()
            }
            EngineTx::Pg(tx) => {
                let rows = bind_all!(sqlx::query(text), args).fetch_all(&mut **tx).await?;
                rows.into_iter().map(|row| Row(EngineRow::Pg(row))).collect()
            }
        })
    }

    /// The first row of an answer, or `None`.
    pub async fn fetch_optional(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<Option<Row>, DbError> {
        let text = sql.into().text();
        Ok(match &mut self.0 {
            EngineTx::Lite(conn) => {
                bind_all!(sqlx::query(text), args).fetch_optional(conn).await?.map(|row| Row(EngineRow::Lite(row)))
            }
            EngineTx::Pg(tx) => {
                bind_all!(sqlx::query(text), args).fetch_optional(&mut **tx).await?.map(|row| Row(EngineRow::Pg(row)))
            }
        })
    }

    /// Runs several statements without values, as migrations are.
    pub(crate) async fn script(&mut self, sql: String) -> Result<(), DbError> {
        let script = sqlx::raw_sql(sqlx::AssertSqlSafe(sql));
        match &mut self.0 {
            EngineTx::Lite(conn) => script.execute(conn).await.map(drop)?,
            EngineTx::Pg(tx) => script.execute(&mut **tx).await.map(drop)?,
        }
        Ok(())
    }

    /// A control statement of SQLite's writer.
    pub(crate) async fn control(&mut self, sql: &'static str) -> Result<(), DbError> {
        self.execute(sql, Vec::new()).await.map(drop)
    }
}
