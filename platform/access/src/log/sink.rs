//! Where signed heads go outside the database, so that one who can change the database cannot change the past.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufRead, BufReader, Write},
    path::PathBuf,
};

use serde::{Deserialize, Serialize};

/// The signed head of a seal: one line of JSON in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub number: i64,
    /// The month of the lines, `2026-11` (UTC).
    pub segment: String,
    /// How many lines the seal covers.
    pub lines: i64,
    /// Every line up to this moment is in this seal or an earlier one. Microseconds since the epoch.
    pub up_to_at: i64,
    /// SHA-256 over the previous hash and the lines, hexadecimal.
    pub hash: String,
    /// Ed25519 over the fields above, hexadecimal.
    pub signature: String,
}

/// A file that heads are appended to. Put it on another disk or machine than the database.
#[derive(Clone, Debug)]
pub struct HeadFile(PathBuf);

impl HeadFile {
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Appends a head and flushes it to the disk.
    pub fn append(&self, head: &Head) -> io::Result<()> {
        let mut file = OpenOptions::new().create(true).append(true).open(&self.0)?;
        let mut line = serde_json::to_string(head).map_err(io::Error::other)?;
        line.push('\n');
        file.write_all(line.as_bytes())?;
        file.sync_data()
    }

    /// Every head in the order they were written; none when there is no file yet.
    ///
    /// # Errors
    /// A line that is no head: the file was changed, or cut in the middle of a line.
    pub fn read(&self) -> io::Result<Vec<Head>> {
        let file = match File::open(&self.0) {
            Ok(file) => file,
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(fault) => return Err(fault),
        };
        BufReader::new(file).lines().map(|line| serde_json::from_str(&line?).map_err(io::Error::other)).collect()
    }
}
