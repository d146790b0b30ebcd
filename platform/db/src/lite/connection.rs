//! One connection to the embedded database.

use std::{path::Path, time::Duration};

use rusqlite::{CachedStatement, OpenFlags, config::DbConfig, ffi, types};

use crate::{DbError, Row, Value, row::EngineRow};

/// How long a statement waits for another process that holds the file.
const PATIENCE: Duration = Duration::from_secs(10);
/// Prepared statements that are kept: more than the program has.
const STATEMENTS: usize = 512;

/// A commit has reached the disk when it returns. The journal is copied into the database every 16 MB: a page that many
/// commits change is then copied once.
const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                        PRAGMA wal_autocheckpoint = 4000;";
/// Readers' pages go at each commit of another; a large cache would not help them.
const READING: &str = "PRAGMA query_only = ON;";
/// 32 MB of pages, that the writer alone changes and so need not read again; what a savepoint may need back, in memory.
const WRITING: &str = "PRAGMA cache_size = -32000; PRAGMA cache_spill = OFF; PRAGMA temp_store = MEMORY;";

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Reading,
    Writing,
}

/// A connection with its prepared statements. Used by one thread at a time.
pub(crate) struct Connection(rusqlite::Connection);

impl Connection {
    /// Opens the file, made when missing.
    pub fn open(path: &Path, purpose: Purpose) -> Result<Self, DbError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = rusqlite::Connection::open_with_flags(path, flags)?;
        conn.busy_timeout(PATIENCE)?;
        conn.set_prepared_statement_cache_capacity(STATEMENTS);
        // Else a statement is compiled anew whenever a value is bound that statistics might have something to say about.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        conn.execute_batch(SETTINGS)?;
        conn.execute_batch(if purpose == Purpose::Reading { READING } else { WRITING })?;
        Ok(Self(conn))
    }

    /// Runs a statement and gives each row of its answer to `each`, until it fails.
    pub fn each_row(
        &self,
        sql: &str,
        args: &[Value],
        mut each: impl FnMut(Row) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        let mut statement = self.0.prepare_cached(sql)?;
        bind(&mut statement, args)?;
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            let cells = (0..columns).map(|index| row.get_ref(index).map(types::Value::try_from));
            let cells = cells.map(|cell| cell?.map_err(|_| rusqlite::Error::InvalidQuery));
            each(Row(EngineRow::Lite(cells.collect::<Result<_, _>>()?)))?;
        }
        Ok(())
    }

    /// All rows of an answer.
    pub fn rows(&self, sql: &str, args: &[Value]) -> Result<Vec<Row>, DbError> {
        let mut all = Vec::new();
        self.each_row(sql, args, |row| {
            all.push(row);
            Ok(())
        })?;
        Ok(all)
    }

    /// Runs a statement and says how many rows it changed.
    pub fn execute(&self, sql: &str, args: &[Value]) -> Result<u64, DbError> {
        self.each_row(sql, args, |_| Ok(()))?;
        Ok(self.0.changes())
    }

    /// Runs several statements without values.
    pub fn script(&self, sql: &str) -> Result<(), DbError> {
        Ok(self.0.execute_batch(sql)?)
    }

    /// Whether a transaction is open. SQLite ends one by itself when the disk is full or fails.
    pub fn in_transaction(&self) -> bool {
        !self.0.is_autocommit()
    }
}

/// Binds `$3` to the third value wherever it stands: SQLite itself would number names in the order it meets them.
fn bind(statement: &mut CachedStatement<'_>, args: &[Value]) -> Result<(), DbError> {
    for index in 1..=statement.parameter_count() {
        let name = statement.parameter_name(index).and_then(|name| name.strip_prefix('$'));
        let number = name.and_then(|number| number.parse::<usize>().ok()).unwrap_or(index);
        let value = number.checked_sub(1).and_then(|at| args.get(at));
        statement.raw_bind_parameter(index, value.ok_or(rusqlite::Error::InvalidParameterCount(args.len(), index))?)?;
    }
    Ok(())
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<types::ToSqlOutput<'_>> {
        let value = match self {
            Self::Text(it) => it.as_deref().map(|text| types::ValueRef::Text(text.as_bytes())),
            Self::Int(it) => it.map(types::ValueRef::Integer),
            Self::Real(it) => it.map(types::ValueRef::Real),
            Self::Bool(it) => it.map(|truth| types::ValueRef::Integer(truth.into())),
            Self::Bytes(it) => it.as_deref().map(types::ValueRef::Blob),
        };
        Ok(types::ToSqlOutput::Borrowed(value.unwrap_or(types::ValueRef::Null)))
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        let (fault, message) = match error {
            rusqlite::Error::SqliteFailure(fault, message) => (fault, message),
            // Its own text repeats the statement.
            rusqlite::Error::SqlInputError { error, msg, .. } => (error, Some(msg)),
            other => return Self::Engine(other.to_string()),
        };
        match (fault.extended_code, fault.code) {
            (ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY, _) => Self::Exists,
            (_, ffi::ErrorCode::DatabaseBusy | ffi::ErrorCode::DatabaseLocked) => Self::Busy,
            // Memory that readers and writer share is a file too.
            (ffi::SQLITE_IOERR_SHMSIZE, _) | (_, ffi::ErrorCode::DiskFull) => Self::Full,
            (code, ffi::ErrorCode::SystemIoFailure) => Self::Engine(format!("the disk failed (code {code})")),
            // SQLite's message names tables, columns and syntax, never values.
            (code, _) => Self::Engine(message.unwrap_or_else(|| format!("code {code}"))),
        }
    }
}
