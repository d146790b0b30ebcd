//! A transaction on either engine.

use crate::{DbError, Row, Sql, Value, lite, load, postgres};

/// An open transaction. It commits when the job given to [`crate::Db::write`] returns `Ok`, else nothing of it remains.
pub struct Tx(pub(crate) EngineTx);

pub(crate) enum EngineTx {
    Lite(lite::Connection),
    Pg(postgres::Lease),
}

impl Tx {
    /// Runs a statement and says how many rows it touched.
    pub async fn execute(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<u64, DbError> {
        let text = sql.into().text();
        load::asked();
        match &mut self.0 {
            EngineTx::Lite(conn) => conn.execute(text.as_str(), &args),
            EngineTx::Pg(lease) => lease.execute(text, &args).await,
        }
    }

    /// All rows of an answer.
    pub async fn fetch_all(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let text = sql.into().text();
        load::asked();
        match &mut self.0 {
            EngineTx::Lite(conn) => conn.rows(text.as_str(), &args),
            EngineTx::Pg(lease) => lease.rows(text, &args).await,
        }
    }

    /// The first row of an answer, or `None`.
    pub async fn fetch_optional(&mut self, sql: impl Into<Sql>, args: Vec<Value>) -> Result<Option<Row>, DbError> {
        Ok(self.fetch_all(sql, args).await?.into_iter().next())
    }

    /// The first row of an answer, held until the transaction ends: others may read it, and nobody changes it meanwhile.
    /// SQLite's one writer holds every row as it is.
    pub async fn fetch_held(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Option<Row>, DbError> {
        match &self.0 {
            EngineTx::Lite(_) => self.fetch_optional(sql, args).await,
            EngineTx::Pg(_) => self.fetch_optional(format!("{sql} FOR SHARE"), args).await,
        }
    }

    /// Runs several statements without values, as migrations are.
    pub(crate) async fn script(&mut self, sql: String) -> Result<(), DbError> {
        match &mut self.0 {
            EngineTx::Lite(conn) => conn.script(&sql),
            EngineTx::Pg(lease) => lease.script(&sql).await,
        }
    }

    /// A control statement of SQLite's writer.
    pub(crate) async fn control(&mut self, sql: &'static str) -> Result<(), DbError> {
        match &mut self.0 {
            EngineTx::Lite(conn) => conn.execute(sql, &[]).map(drop),
            EngineTx::Pg(lease) => lease.script(sql).await,
        }
    }

    /// Whether the transaction still stands; a fault of the disk may have ended SQLite's.
    pub(crate) fn is_open(&self) -> bool {
        match &self.0 {
            EngineTx::Lite(conn) => conn.in_transaction(),
            EngineTx::Pg(_) => true,
        }
    }
}
