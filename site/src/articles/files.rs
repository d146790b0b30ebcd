//! Where articles are read from: a folder, or the starter articles inside the executable.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

use rust_embed::RustEmbed;
use thiserror::Error;

/// The starter articles, for a portal whose operator has none of their own.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../content"]
struct Starter;

/// The files of a site by their path from its root, with `/` between folders.
#[derive(Clone, Debug, Default)]
pub struct Files(BTreeMap<String, Vec<u8>>);

/// Why the files could not be read.
#[derive(Debug, Error)]
pub enum FilesError {
    #[error("{} cannot be read: {fault}", path.display())]
    Read { path: PathBuf, fault: io::Error },
    #[error("{} has more than {MOST} files", .0.display())]
    TooMany(PathBuf),
    #[error("{} is larger than {} MB", .0.display(), LARGEST / 1024 / 1024)]
    TooLarge(PathBuf),
}

/// More are a folder named by mistake.
const MOST: usize = 20_000;
/// A figure or an article, in bytes.
const LARGEST: u64 = 4 * 1024 * 1024;

impl Files {
    /// The starter articles.
    pub fn starter() -> Self {
        let file = |name: &str| Some((name.to_owned(), Starter::get(name)?.data.into_owned()));
        Self(Starter::iter().filter_map(|name| file(&name)).collect())
    }

    /// Every file under a folder but hidden ones.
    pub fn in_folder(root: &Path) -> Result<Self, FilesError> {
        let mut files = Self::default();
        files.add(root, "")?;
        Ok(files)
    }

    pub fn of(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self(files.into_iter().collect())
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The words of a file; `None` where there is none, or none in UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(self.0.get(path)?).ok()
    }

    fn add(&mut self, folder: &Path, above: &str) -> Result<(), FilesError> {
        let unread = |fault| FilesError::Read { path: folder.to_owned(), fault };
        for entry in std::fs::read_dir(folder).map_err(unread)? {
            let entry = entry.map_err(unread)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let path = format!("{above}{name}");
            let kind = entry.metadata().map_err(unread)?;
            if kind.is_dir() {
                self.add(&entry.path(), &format!("{path}/"))?;
            } else {
                self.read(&entry.path(), path, kind.len())?;
            }
        }
        Ok(())
    }

    fn read(&mut self, file: &Path, path: String, size: u64) -> Result<(), FilesError> {
        if size > LARGEST {
            return Err(FilesError::TooLarge(file.to_owned()));
        }
        if self.0.len() >= MOST {
            return Err(FilesError::TooMany(file.to_owned()));
        }
        let bytes = std::fs::read(file).map_err(|fault| FilesError::Read { path: file.to_owned(), fault })?;
        self.0.insert(path, bytes);
        Ok(())
    }
}
