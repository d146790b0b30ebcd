//! What a table looks like on either engine: its columns, their types and its key.

use std::collections::BTreeMap;

use super::CopyError;
use crate::{Db, DbError, Engine, Row, Value, args};

/// A table that both databases have.
#[derive(Clone)]
pub(super) struct Table {
    pub name: String,
    /// In order of name.
    pub columns: Vec<Column>,
    /// Places of the key's columns among `columns`, in the key's order.
    pub key: Vec<usize>,
}

#[derive(Clone)]
pub(super) struct Column {
    pub name: String,
    pub kind: Kind,
    /// Place in the primary key, from 1; 0 outside of it.
    key: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Int,
    Real,
    Bool,
    Bytes,
}

impl Kind {
    fn named(name: &str) -> Self {
        match name.to_ascii_uppercase().as_str() {
            "INTEGER" | "BIGINT" => Self::Int,
            "REAL" | "DOUBLE PRECISION" => Self::Real,
            "BLOB" | "BYTEA" => Self::Bytes,
            "BOOLEAN" => Self::Bool,
            _ => Self::Text,
        }
    }

    /// A column as a value for the other database.
    pub fn value(self, row: &Row, index: usize) -> Result<Value, DbError> {
        Ok(match self {
            Self::Text => Value::Text(row.opt_text(index)?),
            Self::Int => Value::Int(row.opt_int(index)?),
            Self::Real => Value::Real(row.opt_real(index)?),
            Self::Bool => Value::Bool(row.opt_bool(index)?),
            Self::Bytes => Value::Bytes(row.opt_bytes(index)?),
        })
    }
}

/// The tables of both, which must have the same columns.
pub(super) async fn both(source: &Db, target: &Db) -> Result<Vec<Table>, CopyError> {
    let (ours, mut theirs) = (of(source).await?, of(target).await?);
    let mut tables = Vec::new();
    for (name, mut columns) in ours {
        let others = theirs.remove(&name).unwrap_or_default();
        let same = columns.len() == others.len() && columns.iter().zip(&others).all(|(a, b)| a.name == b.name);
        if !same {
            return Err(CopyError::OtherShape(name));
        }
        for (column, other) in columns.iter_mut().zip(&others) {
            // SQLite keeps a truth as a whole number: the other side knows better.
            column.kind = if other.kind == Kind::Bool { Kind::Bool } else { column.kind };
        }
        let mut key: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].key > 0).collect();
        key.sort_by_key(|at| columns[*at].key);
        tables.push(Table { name, columns, key });
    }
    match theirs.into_keys().next() {
        Some(name) => Err(CopyError::OtherShape(name)),
        None => Ok(tables),
    }
}

async fn of(db: &Db) -> Result<BTreeMap<String, Vec<Column>>, DbError> {
    let sql = match db.engine() {
        Engine::Sqlite => {
            "SELECT m.name, c.name, c.type, c.pk FROM sqlite_master m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
        }
        Engine::Postgres => {
            "SELECT c.table_name::text, c.column_name::text, c.data_type::text, COALESCE(k.ordinal_position, 0)::bigint
             FROM information_schema.columns c
             LEFT JOIN information_schema.key_column_usage k
               ON k.table_schema = c.table_schema AND k.table_name = c.table_name AND k.column_name = c.column_name
              AND k.constraint_name IN (SELECT constraint_name FROM information_schema.table_constraints
                                        WHERE table_schema = current_schema() AND constraint_type = 'PRIMARY KEY')
             WHERE c.table_schema = current_schema() ORDER BY c.table_name, c.column_name COLLATE \"C\""
        }
    };
    let mut tables = BTreeMap::<String, Vec<Column>>::new();
    for row in db.fetch_all(sql, args![]).await? {
        let column = Column { name: row.text(1)?, kind: Kind::named(&row.text(2)?), key: row.int(3)? };
        tables.entry(row.text(0)?).or_default().push(column);
    }
    for columns in tables.values_mut() {
        columns.sort_by(|a, b| a.name.cmp(&b.name));
    }
    Ok(tables)
}
