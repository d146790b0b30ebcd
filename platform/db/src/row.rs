//! A row of either engine, read by column position.

use jiff::Timestamp;
use sqlx::Row as _;
use uuid::Uuid;

use crate::{DbError, PersonId};

/// One row of an answer. Columns are read by position, in the order the statement names them.
pub struct Row(pub(crate) EngineRow);

pub(crate) enum EngineRow {
    Lite(sqlx::sqlite::SqliteRow),
    Pg(sqlx::postgres::PgRow),
}

macro_rules! read {
    ($($(#[$doc:meta])* $name:ident, $optional:ident: $type:ty = $expected:literal;)*) => {$(
        $(#[$doc])*
        pub fn $name(&self, index: usize) -> Result<$type, DbError> {
            self.$optional(index)?.ok_or(DbError::Column { index, expected: $expected })
        }

        /// The same where the column may be NULL.
        pub fn $optional(&self, index: usize) -> Result<Option<$type>, DbError> {
            match &self.0 {
                // SQLite's values carry their own type, and an expression has no declared one to check against.
                EngineRow::Lite(row) => row.try_get_unchecked(index),
                EngineRow::Pg(row) => row.try_get(index),
            }
            .map_err(|_| DbError::Column { index, expected: $expected })
        }
    )*};
}

impl Row {
    read! {
        /// A TEXT column.
        text, opt_text: String = "text";
        /// A BIGINT column.
        int, opt_int: i64 = "a whole number";
        /// A DOUBLE PRECISION column.
        real, opt_real: f64 = "a number";
        /// A BOOLEAN column.
        bool, opt_bool: bool = "yes or no";
        /// A BYTEA column.
        bytes, opt_bytes: Vec<u8> = "bytes";
    }

    /// An internal person id in a TEXT column.
    pub fn person(&self, index: usize) -> Result<PersonId, DbError> {
        self.uuid(index).map(PersonId)
    }

    /// A UUID in a TEXT column.
    pub fn uuid(&self, index: usize) -> Result<Uuid, DbError> {
        Uuid::parse_str(&self.text(index)?).map_err(|_| DbError::Column { index, expected: "an id" })
    }

    /// A UUID in a TEXT column that may be NULL.
    pub fn opt_uuid(&self, index: usize) -> Result<Option<Uuid>, DbError> {
        let expected = "an id";
        self.opt_text(index)?
            .map(|text| Uuid::parse_str(&text).map_err(|_| DbError::Column { index, expected }))
            .transpose()
    }

    /// A moment in a BIGINT column (microseconds, UTC).
    pub fn time(&self, index: usize) -> Result<Timestamp, DbError> {
        self.opt_time(index)?.ok_or(DbError::Column { index, expected: "a time" })
    }

    /// A moment that may be NULL.
    pub fn opt_time(&self, index: usize) -> Result<Option<Timestamp>, DbError> {
        let expected = "a time";
        self.opt_int(index)?
            .map(|micros| Timestamp::from_microsecond(micros).map_err(|_| DbError::Column { index, expected }))
            .transpose()
    }
}
