//! A row of either engine, read by column position.

use jiff::Timestamp;
use rusqlite::types;
use sqlx::{Row as _, TypeInfo, ValueRef};
use uuid::Uuid;

use crate::{DbError, PersonId};

/// One row of an answer. Columns are read by position, in the order the statement names them.
pub struct Row(pub(crate) EngineRow);

pub(crate) enum EngineRow {
    Lite(Box<[types::Value]>),
    Pg(sqlx::postgres::PgRow),
}

macro_rules! read {
    ($($(#[$doc:meta])* $name:ident, $optional:ident: $type:ty = $expected:literal, $pattern:pat => $value:expr;)*) => {$(
        $(#[$doc])*
        pub fn $name(&self, index: usize) -> Result<$type, DbError> {
            self.$optional(index)?.ok_or(DbError::Column { index, expected: $expected })
        }

        /// The same where the column may be NULL.
        pub fn $optional(&self, index: usize) -> Result<Option<$type>, DbError> {
            let wrong = || DbError::Column { index, expected: $expected };
            match &self.0 {
                // SQLite's values carry their own type, and an expression has no declared one to check against.
                EngineRow::Lite(cells) => match cells.get(index).ok_or_else(wrong)? {
                    types::Value::Null => Ok(None),
                    $pattern => Ok(Some($value)),
                    _ => Err(wrong()),
                },
                EngineRow::Pg(row) => row.try_get(index).map_err(|_| wrong()),
            }
        }
    )*};
}

impl Row {
    read! {
        /// A TEXT column.
        text, opt_text: String = "text", types::Value::Text(it) => it.clone();
        /// A BIGINT column.
        int, opt_int: i64 = "a whole number", types::Value::Integer(it) => *it;
        /// A DOUBLE PRECISION column.
        real, opt_real: f64 = "a number", types::Value::Real(it) => *it;
        /// A BOOLEAN column.
        bool, opt_bool: bool = "yes or no", types::Value::Integer(it) => *it != 0;
        /// A BYTEA column.
        bytes, opt_bytes: Vec<u8> = "bytes", types::Value::Blob(it) => it.clone();
    }

    /// A TEXT column without a copy, as long as the row lives.
    pub fn str(&self, index: usize) -> Result<&str, DbError> {
        self.opt_str(index)?.ok_or(DbError::Column { index, expected: "text" })
    }

    fn opt_str(&self, index: usize) -> Result<Option<&str>, DbError> {
        let wrong = || DbError::Column { index, expected: "text" };
        match &self.0 {
            EngineRow::Lite(cells) => match cells.get(index).ok_or_else(wrong)? {
                types::Value::Null => Ok(None),
                types::Value::Text(text) => Ok(Some(text)),
                _ => Err(wrong()),
            },
            EngineRow::Pg(row) => row.try_get(index).map_err(|_| wrong()),
        }
    }

    /// A BYTEA column without a copy, as long as the row lives.
    pub fn blob(&self, index: usize) -> Result<&[u8], DbError> {
        let wrong = || DbError::Column { index, expected: "bytes" };
        match &self.0 {
            EngineRow::Lite(cells) => match cells.get(index) {
                Some(types::Value::Blob(bytes)) => Ok(bytes),
                _ => Err(wrong()),
            },
            EngineRow::Pg(row) => row.try_get(index).map_err(|_| wrong()),
        }
    }

    /// An internal person id in a TEXT column.
    pub fn person(&self, index: usize) -> Result<PersonId, DbError> {
        self.uuid(index).map(PersonId)
    }

    /// A UUID in a TEXT column.
    pub fn uuid(&self, index: usize) -> Result<Uuid, DbError> {
        self.opt_uuid(index)?.ok_or(DbError::Column { index, expected: "an id" })
    }

    /// A UUID in a TEXT column that may be NULL.
    pub fn opt_uuid(&self, index: usize) -> Result<Option<Uuid>, DbError> {
        let wrong = || DbError::Column { index, expected: "an id" };
        let text = self.opt_str(index).map_err(|_| wrong())?;
        text.map(|text| Uuid::parse_str(text).map_err(|_| wrong())).transpose()
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

    /// SHA-256 over all columns, each with its length, the same for equal rows of either engine.
    pub(crate) fn fingerprint(&self) -> Result<Vec<u8>, DbError> {
        let columns = match &self.0 {
            EngineRow::Lite(cells) => cells.len(),
            EngineRow::Pg(row) => row.len(),
        };
        let mut context = aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256);
        for index in 0..columns {
            let bytes = self.canonical(index)?;
            context.update(&(bytes.len() as u64).to_le_bytes());
            context.update(&bytes);
        }
        Ok(context.finish().as_ref().to_vec())
    }

    /// A column as bytes that do not depend on the engine: a truth is a whole number of 0 or 1.
    fn canonical(&self, index: usize) -> Result<Vec<u8>, DbError> {
        let row = match &self.0 {
            EngineRow::Lite(cells) => {
                return Ok(match &cells[index] {
                    types::Value::Null => b"null".to_vec(),
                    types::Value::Text(it) => it.clone().into_bytes(),
                    types::Value::Blob(it) => it.clone(),
                    types::Value::Real(it) => it.to_string().into_bytes(),
                    types::Value::Integer(it) => it.to_string().into_bytes(),
                });
            }
            EngineRow::Pg(row) => row,
        };
        let raw = row.try_get_raw(index).map_err(|_| DbError::Column { index, expected: "a column" })?;
        if raw.is_null() {
            return Ok(b"null".to_vec());
        }
        Ok(match raw.type_info().name() {
            "TEXT" | "VARCHAR" => self.text(index)?.into_bytes(),
            "BYTEA" => self.bytes(index)?,
            "BOOL" => i64::from(self.bool(index)?).to_string().into_bytes(),
            "FLOAT8" => self.real(index)?.to_string().into_bytes(),
            _ => self.int(index)?.to_string().into_bytes(),
        })
    }
}
