//! Where signed heads go outside the database, so that one who can change the database cannot change the past.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
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

/// Bytes at the end of the file that hold its last line for sure.
const LONGEST_END: u64 = 4096;

/// A file that heads are appended to. Put it on another disk or machine than the database.
#[derive(Clone, Debug)]
pub struct HeadFile(PathBuf);

impl HeadFile {
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Whether a head could be appended, without appending one: the rights are there, and so is the folder.
    pub fn can_append(&self) -> io::Result<()> {
        OpenOptions::new().create(true).append(true).open(&self.0).map(drop)
    }

    /// Appends heads and flushes them to the disk. A line that was cut off, when the disk was full or the power went, is
    /// taken away first: its seal stands in the database and is written again.
    pub fn append(&self, heads: &[Head]) -> io::Result<()> {
        let mut file = OpenOptions::new().create(true).read(true).append(true).open(&self.0)?;
        let (_, whole) = end(&mut file)?;
        if whole < file.metadata()?.len() {
            file.set_len(whole)?;
        }
        let mut lines = Vec::new();
        for head in heads {
            serde_json::to_writer(&mut lines, head).map_err(io::Error::other)?;
            lines.push(b'\n');
        }
        file.write_all(&lines)?;
        file.sync_data()
    }

    /// The head that was written last. Reads the end of the file only: it grows by a line every few seconds.
    ///
    /// # Errors
    /// As [`HeadFile::read`].
    pub fn last(&self) -> io::Result<Option<Head>> {
        let Some(mut file) = self.open()? else { return Ok(None) };
        let (text, _) = end(&mut file)?;
        text.lines().next_back().map(|line| serde_json::from_str(line).map_err(io::Error::other)).transpose()
    }

    /// Every head in the order they were written, one at a time; none when there is no file yet. A line that was cut off
    /// is none. A line that is no head, because the file was changed, is an error.
    pub fn read(&self) -> io::Result<impl Iterator<Item = io::Result<Head>> + Send + use<>> {
        let lines = match self.open()? {
            Some(mut file) => {
                let (_, whole) = end(&mut file)?;
                file.seek(SeekFrom::Start(0))?;
                Some(BufReader::new(file.take(whole)).lines())
            }
            None => None,
        };
        Ok(lines.into_iter().flatten().map(|line| serde_json::from_str(&line?).map_err(io::Error::other)))
    }

    fn open(&self) -> io::Result<Option<File>> {
        match File::open(&self.0) {
            Ok(file) => Ok(Some(file)),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(fault) => Err(fault),
        }
    }
}

/// The whole lines at the end of the file, and where in the file they end.
fn end(file: &mut File) -> io::Result<(String, u64)> {
    let length = file.seek(SeekFrom::End(0))?;
    let start = length.saturating_sub(LONGEST_END);
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(LONGEST_END).read_to_end(&mut bytes)?;
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let text = String::from_utf8_lossy(&bytes[..whole]).into_owned();
    Ok((text, if whole == 0 && start > 0 { length } else { start + whole as u64 }))
}
