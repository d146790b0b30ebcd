//! The database that is copied into: empty at first, marked while it is filled, a database at the end.

use jiff::Timestamp;

use super::{CopyError, LAST, shape::Table};
use crate::{Db, DbError, Schema, Tx, args};

/// The lease that says: this is half a copy.
const MARK: &str = "copy_under_way";

/// Makes the tables of an empty database, or empties those of an interrupted copy.
pub(super) async fn prepare(target: &Db, schemas: &[Schema], now: Timestamp) -> Result<(), CopyError> {
    let tables: Vec<String> = target.tables().await?.into_keys().collect();
    if tables.is_empty() {
        target.migrate(schemas, now).await?;
        return Ok(mark(target).await?);
    }
    if is_marked(target, &tables).await? {
        return Ok(empty(target, tables).await?);
    }
    for table in tables.iter().filter(|table| *table != "schema_migrations") {
        let first = target.fetch_optional(format!("SELECT 1 FROM {table} LIMIT 1"), args![]).await?;
        if first.is_some() {
            return Err(CopyError::NotEmpty(table.clone()));
        }
    }
    target.check_migrated(schemas).await?;
    Ok(mark(target).await?)
}

/// From now on no portal starts on it: it has no migrations to show.
pub(super) async fn mark(target: &Db) -> Result<(), DbError> {
    target
        .write(|tx| {
            Box::pin(async move {
                tx.execute("DELETE FROM schema_migrations", args![]).await?;
                let mark =
                    "INSERT INTO leases (name, holder, until_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";
                tx.execute(mark, args![MARK, "helsevei move", 0_i64]).await.map(drop)
            })
        })
        .await
}

async fn is_marked(target: &Db, tables: &[String]) -> Result<bool, DbError> {
    if !tables.iter().any(|table| table == "leases") {
        return Ok(false);
    }
    Ok(target.fetch_optional("SELECT 1 FROM leases WHERE name = $1", args![MARK]).await?.is_some())
}

async fn empty(target: &Db, tables: Vec<String>) -> Result<(), DbError> {
    for table in tables.into_iter().filter(|table| table != "leases") {
        target
            .write(move |tx| {
                Box::pin(async move { tx.execute(format!("DELETE FROM {table}"), args![]).await.map(drop) })
            })
            .await?;
    }
    Ok(())
}

/// Copies what makes it a database, in one transaction, and takes the mark away.
pub(super) async fn finish(source: &mut Tx, target: &Db, tables: &[Table]) -> Result<(), DbError> {
    let mut inserts = Vec::new();
    for table in tables.iter().filter(|table| LAST.contains(&table.name.as_str())) {
        let mut after = None;
        while let Some(page) = table.page(source, after.as_deref()).await? {
            after = page.last().map(|row| table.key_of(row));
            inserts.push(table.insert(&page));
        }
    }
    target
        .write(|tx| {
            Box::pin(async move {
                for table in LAST {
                    tx.execute(format!("DELETE FROM {table}"), args![]).await?;
                }
                for insert in inserts {
                    insert.run(tx).await?;
                }
                Ok(())
            })
        })
        .await
}
