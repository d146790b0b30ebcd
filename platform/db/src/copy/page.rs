//! A page of rows, read in the order of their key and written as one statement.

use super::shape::Table;
use crate::{DbError, Tx, Value, marks};

/// Rows in memory at a time.
const PAGE: usize = 200;

/// A statement with its values.
#[derive(Clone)]
pub(super) struct Insert {
    sql: String,
    values: Vec<Value>,
}

impl Insert {
    pub async fn run(self, tx: &mut Tx) -> Result<(), DbError> {
        tx.execute(self.sql, self.values).await.map(drop)
    }
}

impl Table {
    /// The rows after the one whose key is `after`; `None` when there are no more.
    pub async fn page(&self, tx: &mut Tx, after: Option<&[Value]>) -> Result<Option<Vec<Vec<Value>>>, DbError> {
        let rows = tx.fetch_all(self.select(after.is_some()), after.unwrap_or_default().to_vec()).await?;
        let values =
            |row| self.columns.iter().enumerate().map(move |(at, column)| column.kind.value(row, at)).collect();
        let page = rows.iter().map(values).collect::<Result<Vec<_>, _>>()?;
        Ok(Some(page).filter(|page| !page.is_empty()))
    }

    pub fn key_of(&self, row: &[Value]) -> Vec<Value> {
        self.key.iter().map(|at| row[*at].clone()).collect()
    }

    pub fn insert(&self, page: &[Vec<Value>]) -> Insert {
        let mut sql = format!("INSERT INTO {} ({}) VALUES ", self.name, self.names(0..self.columns.len()));
        for line in 0..page.len() {
            let first = line * self.columns.len() + 1;
            sql.push_str(if line == 0 { "(" } else { ", (" });
            sql.push_str(&marks(first, self.columns.len()));
            sql.push(')');
        }
        Insert { sql, values: page.concat() }
    }

    fn select(&self, after: bool) -> String {
        let (columns, key) = (self.names(0..self.columns.len()), self.names(self.key.iter().copied()));
        let from = if after { format!(" WHERE ({key}) > ({})", marks(1, self.key.len())) } else { String::new() };
        format!("SELECT {columns} FROM {}{from} ORDER BY {key} LIMIT {PAGE}", self.name)
    }

    fn names(&self, which: impl Iterator<Item = usize>) -> String {
        which.map(|at| self.columns[at].name.as_str()).collect::<Vec<_>>().join(", ")
    }
}
