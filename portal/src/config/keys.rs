//! Master keys in files: made by command, read at the start.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use db::{DbError, MasterKey, Random};

use super::{ConfigError, Keys};

/// The keys of the settings, the current one first.
///
/// # Errors
/// [`ConfigError::Refused`] that names the file and what is wrong with it.
pub fn load_master_keys(keys: &Keys) -> Result<Vec<MasterKey>, ConfigError> {
    std::iter::once(&keys.master_file).chain(&keys.previous_files).map(|path| load(path)).collect()
}

fn load(path: &Path) -> Result<MasterKey, ConfigError> {
    let text = fs::read_to_string(path).map_err(|fault| ConfigError::File { path: path.to_owned(), fault })?;
    MasterKey::from_hex(&text)
        .map_err(|fault: DbError| ConfigError::Refused(vec![format!("{}: {fault}", path.display())]))
}

/// Writes a new key to a file that must not exist, readable by its owner alone.
pub fn new_key_file(path: &Path, random: &Random) -> io::Result<()> {
    let key: String = random.bytes::<32>().iter().map(|byte| format!("{byte:02x}")).collect();
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "{key}")?;
    file.sync_all()
}
