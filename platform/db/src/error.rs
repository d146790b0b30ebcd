//! What can go wrong with the database, told so that the operator can mend it and a stranger learns nothing.

use thiserror::Error;

/// A fault of the database or its keys. The text holds no values from statements, so it may be logged.
#[derive(Debug, Error)]
pub enum DbError {
    /// The engine refused or could not be reached.
    #[error("the database failed: {0}")]
    Engine(String),
    /// A unique key is taken already.
    #[error("a row with this key exists already")]
    Exists,
    /// Two transactions met; the same call may succeed when it is made again.
    #[error("the transaction met another and was rolled back")]
    Conflict,
    /// Another process holds the database file.
    #[error("another process holds the database")]
    Busy,
    /// Nothing more can be stored until there is room.
    #[error("the disk of the database is full")]
    Full,
    /// The setting names no engine we know.
    #[error("the database address must start with sqlite: or postgres://")]
    Address,
    /// A column held something else than the code expects.
    #[error("column {index} cannot be read as {expected}")]
    Column { index: usize, expected: &'static str },
    /// The writer has stopped: the process is on its way down.
    #[error("the database writer has stopped")]
    Closed,
    /// A migration that was applied has since been changed.
    #[error("migration {0} was applied with another text: migrations are never edited, add a new one")]
    MigrationChanged(String),
    /// The database lacks migrations that this program needs.
    #[error("the database lacks {0} migration(s): run `helsevei migrate`")]
    NotMigrated(usize),
    /// The person's key is gone: erased, or never made.
    #[error("the person has no key")]
    NoKey,
    /// Stored bytes do not open with the key they should: a changed byte, or another master key.
    #[error("stored data does not open with its key")]
    Sealed,
    /// The master key does not fit this database.
    #[error("the master key does not fit this database: {0}")]
    MasterKey(&'static str),
    /// A file could not be read or written.
    #[error("{0}")]
    File(#[from] std::io::Error),
}

impl DbError {
    /// The same fault for another who waited for the same work. What cannot be copied becomes its text.
    pub fn shared(&self) -> Self {
        match self {
            Self::Engine(text) => Self::Engine(text.clone()),
            Self::Exists => Self::Exists,
            Self::Conflict => Self::Conflict,
            Self::Busy => Self::Busy,
            Self::Full => Self::Full,
            Self::Closed => Self::Closed,
            other => Self::Engine(other.to_string()),
        }
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        let Some(fault) = error.as_database_error() else {
            return Self::Engine(error.to_string());
        };
        if fault.is_unique_violation() {
            return Self::Exists;
        }
        match fault.code().as_deref() {
            Some("40001" | "40P01") => return Self::Conflict,
            Some("53100") => return Self::Full,
            _ => {}
        }
        // The engine's message names tables and constraints; PostgreSQL keeps values in a detail that is left out here.
        Self::Engine(fault.message().to_owned())
    }
}
