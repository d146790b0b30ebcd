//! Migrations from all crates and services, merged by their time stamps, and the classes of their columns.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use aws_lc_rs::digest::{SHA256, digest};
use jiff::Timestamp;
use serde::Deserialize;

use crate::{Db, DbError, Engine, Tx, args};

/// The tables of one crate or service: its migrations and the classes of its columns.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// The crate or service, for messages.
    pub name: &'static str,
    pub migrations: &'static [Migration],
    /// The text of `columns.toml`.
    pub columns: &'static str,
}

/// One step of a schema. Never edited once landed: expand now, contract in a later one.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// `20261121T1000_create_keys`: sorts by time over all services.
    pub name: &'static str,
    /// PostgreSQL's DDL with TEXT, BIGINT, BOOLEAN, BYTEA and DOUBLE PRECISION only.
    pub sql: &'static str,
}

/// The tables of this crate.
pub const SCHEMA: Schema = Schema {
    name: "db",
    migrations: &[
        Migration {
            name: "20261121T1000_create_keys_and_leases",
            sql: include_str!("../migrations/20261121T1000_create_keys_and_leases.sql"),
        },
        Migration {
            name: "20261122T0200_create_first_uses_and_counts",
            sql: include_str!("../migrations/20261122T0200_create_first_uses_and_counts.sql"),
        },
    ],
    columns: include_str!("../migrations/columns.toml"),
};

impl Db {
    /// Applies what is missing of `schemas` and of this crate, in one transaction, and says what it applied.
    ///
    /// # Errors
    /// [`DbError::MigrationChanged`] when an applied migration has another text now.
    pub async fn migrate(&self, schemas: &[Schema], now: Timestamp) -> Result<Vec<&'static str>, DbError> {
        let engine = self.engine();
        let wanted = merged(schemas);
        self.write(move |tx| {
            Box::pin(async move {
                prepare(tx, engine).await?;
                let applied = applied(tx).await?;
                let mut done = Vec::new();
                for migration in wanted {
                    if is_applied(&applied, &migration)? {
                        continue;
                    }
                    tx.script(dialect(migration.sql, engine)).await?;
                    let row = args![migration.name, now, checksum(migration.sql)];
                    tx.execute("INSERT INTO schema_migrations (name, applied_at, checksum) VALUES ($1, $2, $3)", row)
                        .await?;
                    done.push(migration.name);
                }
                Ok(done)
            })
        })
        .await
    }

    /// Whether the database answers and has been migrated at all: what a load balancer asks again and again.
    pub async fn answers(&self) -> bool {
        let first = self.fetch_optional("SELECT name FROM schema_migrations LIMIT 1", args![]).await;
        matches!(first, Ok(Some(_)))
    }

    /// Refuses a database that lacks any of `schemas`' migrations.
    ///
    /// # Errors
    /// [`DbError::NotMigrated`] with how many are missing.
    pub async fn check_migrated(&self, schemas: &[Schema]) -> Result<(), DbError> {
        let wanted = merged(schemas);
        let rows = self.fetch_all("SELECT name, checksum FROM schema_migrations", args![]).await;
        let Ok(rows) = rows else { return Err(DbError::NotMigrated(wanted.len())) };
        let applied =
            rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect::<Result<BTreeMap<_, _>, DbError>>()?;
        let mut missing = 0;
        for migration in &wanted {
            missing += usize::from(!is_applied(&applied, migration)?);
        }
        if missing == 0 { Ok(()) } else { Err(DbError::NotMigrated(missing)) }
    }
}

/// All migrations, ours included, ordered by name and so by time.
fn merged(schemas: &[Schema]) -> Vec<Migration> {
    let mut all: Vec<Migration> =
        std::iter::once(&SCHEMA).chain(schemas).flat_map(|schema| schema.migrations).copied().collect();
    all.sort_by_key(|migration| migration.name);
    all
}

async fn prepare(tx: &mut Tx, engine: Engine) -> Result<(), DbError> {
    if engine == Engine::Postgres {
        // Several processes may start at once: the second waits here and then finds everything applied.
        tx.fetch_all("SELECT pg_advisory_xact_lock(20261121)::text", args![]).await?;
    }
    let table = "CREATE TABLE IF NOT EXISTS schema_migrations (
        name TEXT NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL, checksum TEXT NOT NULL)";
    tx.execute(table, args![]).await.map(drop)
}

async fn applied(tx: &mut Tx) -> Result<BTreeMap<String, String>, DbError> {
    let rows = tx.fetch_all("SELECT name, checksum FROM schema_migrations", args![]).await?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

fn is_applied(applied: &BTreeMap<String, String>, migration: &Migration) -> Result<bool, DbError> {
    match applied.get(migration.name) {
        None => Ok(false),
        Some(sum) if *sum == checksum(migration.sql) => Ok(true),
        Some(_) => Err(DbError::MigrationChanged(migration.name.to_owned())),
    }
}

fn checksum(sql: &str) -> String {
    digest(&SHA256, sql.as_bytes()).as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// PostgreSQL's DDL as SQLite wants it: its own type names, strict, and rows stored in the order of their key.
fn dialect(sql: &str, engine: Engine) -> String {
    if engine == Engine::Postgres {
        return sql.to_owned();
    }
    sql.replace("BIGINT", "INTEGER")
        .replace("BOOLEAN", "INTEGER")
        .replace("BYTEA", "BLOB")
        .replace("DOUBLE PRECISION", "REAL")
        .replace("\n);", "\n) STRICT, WITHOUT ROWID;")
}

/// What kind of data a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnClass {
    /// Tells who somebody is. Sealed under the person's key.
    Identity,
    /// Tells of somebody's health. Sealed under the person's key.
    Health,
    /// Telephone, e-mail, address.
    Contact,
    /// Ids, times, states: what the machinery works by.
    Technical,
}

/// How long what goes with its person is kept.
const GOES: [&str; 3] = ["with_person", "year", "day"];

/// Which tables hold personal data, and which of those hold items with visibility marks.
#[derive(Clone, Debug, Default)]
pub struct TableClasses {
    pub personal: HashSet<String>,
    pub items: HashSet<String>,
    /// Personal tables that hold nothing but what goes when somebody is no longer a user: every column is kept
    /// `with_person`, or at the longest for a `year` or a `day`.
    pub erased: BTreeSet<String>,
    /// (table, column) of every classed column.
    pub columns: BTreeMap<(String, String), ColumnClass>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Column {
        class: ColumnClass,
        retention: String,
    },
    Table {
        #[serde(default)]
        personal: bool,
        #[serde(default)]
        items: bool,
    },
}

impl TableClasses {
    /// Reads the `columns.toml` of every schema, this crate's included.
    ///
    /// # Errors
    /// A sentence that names the schema and what is wrong in its file.
    pub fn read(schemas: &[Schema]) -> Result<Self, String> {
        let mut classes = Self::default();
        for schema in std::iter::once(&SCHEMA).chain(schemas) {
            let tables: BTreeMap<String, BTreeMap<String, Line>> =
                toml::from_str(schema.columns).map_err(|fault| format!("columns.toml of {}: {fault}", schema.name))?;
            for (table, lines) in tables {
                classes.add(&table, lines)?;
            }
        }
        Ok(classes)
    }

    fn add(&mut self, table: &str, lines: BTreeMap<String, Line>) -> Result<(), String> {
        let personal = lines.values().any(|line| matches!(line, Line::Table { personal: true, .. }));
        let goes = |line: &Line| !matches!(line, Line::Column { retention, .. } if !GOES.contains(&retention.as_str()));
        if personal && lines.values().all(goes) {
            self.erased.insert(table.to_owned());
        }
        for (name, line) in lines {
            match line {
                Line::Table { personal, items } => {
                    personal.then(|| self.personal.insert(table.to_owned()));
                    items.then(|| self.items.insert(table.to_owned()));
                }
                Line::Column { retention, .. } if retention.is_empty() => {
                    return Err(format!("{table}.{name} has no retention"));
                }
                Line::Column { class, .. } => {
                    self.columns.insert((table.to_owned(), name), class);
                }
            }
        }
        Ok(())
    }

    /// The columns that stand in the database and in no `columns.toml`, as `table.column`.
    pub async fn unclassed(&self, db: &Db) -> Result<Vec<String>, DbError> {
        let mut missing = Vec::new();
        for (table, columns) in db.tables().await? {
            let unclassed =
                columns.iter().filter(|column| !self.columns.contains_key(&(table.clone(), (*column).clone())));
            missing.extend(unclassed.map(|column| format!("{table}.{column}")));
        }
        Ok(missing)
    }
}
