//! Copies of the embedded database while it runs, and the proof that a copy equals its source (O1, O6).

use std::{collections::BTreeMap, path::Path};

use crate::{Db, DbError, Engine, Row, args};

/// What a table holds: how many rows, and a hash over them whatever order they are stored in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableDigest {
    pub rows: u64,
    /// The sum of the rows' SHA-256, hexadecimal: it needs no room, however many they are.
    pub hash: String,
}

impl Db {
    /// Writes a consistent copy to `target`, a file that must not exist. Readers and writers go on meanwhile.
    ///
    /// # Errors
    /// [`DbError::Address`] for PostgreSQL, which is copied with its own tools (docs/guides/operate.md).
    pub async fn backup_to(&self, target: &Path) -> Result<(), DbError> {
        let exists = std::io::Error::new(std::io::ErrorKind::AlreadyExists, "the backup file exists already");
        if target.exists() {
            return Err(exists.into());
        }
        // A name that is not the backup's until the copy is whole and on disk.
        let partial = target.with_extension("partial");
        let _ = std::fs::remove_file(&partial);
        self.vacuum_into(&partial).await?;
        std::fs::File::open(&partial)?.sync_all()?;
        std::fs::rename(&partial, target)?;
        Ok(())
    }

    /// A digest of every table, by name: two databases are equal when these are.
    pub async fn digest(&self) -> Result<BTreeMap<String, TableDigest>, DbError> {
        let mut digests = BTreeMap::new();
        for (table, columns) in self.tables().await? {
            let columns = columns.join(", ");
            let sql = format!("SELECT {columns} FROM {table}");
            let (rows, sum) = self.scan(sql, args![], (0, [0; 32]), add_row).await?;
            let hash = sum.iter().map(|byte| format!("{byte:02x}")).collect();
            digests.insert(table, TableDigest { rows, hash });
        }
        Ok(digests)
    }

    /// Tables and their columns, both in order of name, whichever engine it is.
    pub(crate) async fn tables(&self) -> Result<BTreeMap<String, Vec<String>>, DbError> {
        let sql = match self.engine() {
            Engine::Sqlite => {
                "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
                 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
            }
            Engine::Postgres => {
                "SELECT table_name::text, column_name::text FROM information_schema.columns
                 WHERE table_schema = current_schema() ORDER BY 1, 2"
            }
        };
        let mut tables = BTreeMap::<String, Vec<String>>::new();
        for row in self.fetch_all(sql, args![]).await? {
            tables.entry(row.text(0)?).or_default().push(row.text(1)?);
        }
        Ok(tables)
    }
}

/// Counts a row and adds its fingerprint to the sum, a whole number of 256 bits.
fn add_row((rows, sum): &mut (u64, [u8; 32]), row: Row) -> Result<(), DbError> {
    *rows += 1;
    let mut carry = 0;
    for (byte, other) in sum.iter_mut().zip(row.fingerprint()?).rev() {
        let both = u16::from(*byte) + u16::from(other) + carry;
        *byte = (both & 0xff) as u8;
        carry = both >> 8;
    }
    Ok(())
}
