//! Moves a whole database into another of either engine, table by table, and proves that nothing was lost (O1, O6).

mod page;
mod shape;
mod target;

use std::{collections::BTreeMap, sync::Arc};

use jiff::Timestamp;
use thiserror::Error;

use crate::{Db, DbError, Engine, Schema, TableDigest, Tx, args};
use shape::Table;

/// Copied last and together: until they are there, no portal takes the copy for a database.
const LAST: [&str; 2] = ["leases", "schema_migrations"];

/// How far the copy is.
#[derive(Clone, Copy, Debug)]
pub struct Copied<'a> {
    pub table: &'a str,
    /// Rows so far, of all tables.
    pub rows: u64,
    /// Rows in all.
    pub of: u64,
}

/// Why a database was not copied. The source is as it was.
#[derive(Debug, Error)]
pub enum CopyError {
    #[error(transparent)]
    Database(#[from] DbError),
    /// Something renews its leases or holds its locks.
    #[error("the source is in use: stop every portal that runs on it, and run this again")]
    InUse,
    #[error("the target holds data (in {0}): name an empty database")]
    NotEmpty(String),
    /// Made by another version of the program.
    #[error("the target has other tables than the source (see {0}): name an empty database")]
    OtherShape(String),
    #[error("the copy differs from its source in {0} and is not to be used: run this again")]
    Differs(String),
}

type Progress = Arc<dyn Fn(Copied<'_>) + Send + Sync>;

impl Db {
    /// Copies everything into `target`, which must be empty or hold a copy that was interrupted: that one is begun anew.
    /// Nothing can be written to the source meanwhile. Holds two hundred rows in memory at a time.
    ///
    /// # Errors
    /// [`CopyError`]; what is in the target then cannot be taken for a database, and the same call cleans it away.
    pub async fn copy_to(
        &self,
        target: &Self,
        schemas: &[Schema],
        now: Timestamp,
        progress: impl Fn(Copied<'_>) + Send + Sync + 'static,
    ) -> Result<BTreeMap<String, TableDigest>, CopyError> {
        target::prepare(target, schemas, now).await?;
        let tables = shape::both(self, target).await?;
        let (source, target) = (self.clone(), target.clone());
        let progress: Progress = Arc::new(progress);
        self.write(move |tx| {
            Box::pin(async move {
                hold(tx, source.engine(), &tables).await?;
                rows(tx, &target, &tables, &progress).await?;
                target::finish(tx, &target, &tables).await?;
                prove(&source, &target).await
            })
        })
        .await
    }
}

/// Keeps all others from writing to the source. SQLite's transaction does so by itself.
async fn hold(tx: &mut Tx, engine: Engine, tables: &[Table]) -> Result<(), CopyError> {
    if engine == Engine::Postgres {
        let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
        tx.execute("SET LOCAL lock_timeout = '5s'", args![]).await?;
        let lock = format!("LOCK TABLE {} IN SHARE MODE", names.join(", "));
        tx.execute(lock, args![]).await.map_err(|_| CopyError::InUse)?;
    }
    Ok(())
}

async fn rows(tx: &mut Tx, target: &Db, tables: &[Table], progress: &Progress) -> Result<(), CopyError> {
    let mut of = 0;
    for table in tables {
        let counted = tx.fetch_optional(format!("SELECT COUNT(*) FROM {}", table.name), args![]).await?;
        of += counted.map_or(Ok(0), |row| row.int(0))?.unsigned_abs();
    }
    let mut rows = 0;
    for table in tables.iter().filter(|table| !LAST.contains(&table.name.as_str())) {
        let mut after = None;
        while let Some(page) = table.page(tx, after.as_deref()).await? {
            rows += page.len() as u64;
            after = page.last().map(|row| table.key_of(row));
            let insert = table.insert(&page);
            target.write::<_, DbError, _>(|tx| Box::pin(async move { insert.run(tx).await })).await?;
            progress(Copied { table: &table.name, rows, of });
        }
    }
    Ok(())
}

/// Compares row by row; a copy that differs is made unusable again.
async fn prove(source: &Db, target: &Db) -> Result<BTreeMap<String, TableDigest>, CopyError> {
    let (ours, theirs) = (source.digest().await?, target.digest().await?);
    match ours.iter().find(|(table, digest)| theirs.get(*table) != Some(digest)) {
        None => Ok(ours),
        Some((table, _)) => {
            target::mark(target).await?;
            Err(CopyError::Differs(table.clone()))
        }
    }
}
