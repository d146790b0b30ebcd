//! Statements on what is about nobody, beside a person's or by themselves: they cannot reach a personal table (I4).

use db::{Row, TableClasses, Tx, Value};
use futures_util::future::BoxFuture;

use crate::{Gate, GateError, PersonTx};

/// A transaction that refuses statements which name a personal table.
pub struct SharedTx<'t> {
    tx: &'t mut Tx,
    classes: &'t TableClasses,
}

impl SharedTx<'_> {
    /// Runs a statement and says how many rows it touched.
    pub async fn execute(&mut self, sql: &'static str, args: Vec<Value>) -> Result<u64, GateError> {
        self.check(sql)?;
        Ok(self.tx.execute(sql, args).await?)
    }

    /// All rows of an answer.
    pub async fn fetch_all(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Vec<Row>, GateError> {
        self.check(sql)?;
        Ok(self.tx.fetch_all(sql, args).await?)
    }

    /// The first row of an answer, or `None`.
    pub async fn fetch_optional(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Option<Row>, GateError> {
        Ok(self.fetch_all(sql, args).await?.into_iter().next())
    }

    fn check(&self, sql: &'static str) -> Result<(), GateError> {
        let mut words = sql.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        if words.any(|word| self.classes.personal.contains(word)) {
            return Err(GateError::Statement(format!("it names a personal table: {sql}")));
        }
        Ok(())
    }
}

impl PersonTx<'_> {
    /// The same transaction for what is about nobody and commits with the person's.
    pub fn shared(&mut self) -> SharedTx<'_> {
        let (tx, classes) = self.parts();
        SharedTx { tx, classes }
    }
}

impl Gate {
    /// Runs a change of what is about nobody in one transaction.
    ///
    /// # Errors
    /// What the change returns, or the fault of the commit: then nothing of it remains.
    pub async fn share<T, E, F>(&self, change: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<GateError> + From<db::DbError> + Send + 'static,
        F: for<'a, 't> FnOnce(&'a mut SharedTx<'t>) -> BoxFuture<'a, Result<T, E>> + Clone + Send + 'static,
    {
        let gate = self.clone();
        self.db()
            .write(move |tx| {
                Box::pin(async move {
                    let mut tx = SharedTx { tx, classes: gate.classes() };
                    change(&mut tx).await
                })
            })
            .await
    }
}
