//! Where the open site's articles come from, and how new ones take their place while the portal runs (O5).

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use site::{
    Files, Open, OpenError, OpenSite,
    articles::{BundleError, FilesError, unpack},
};
use thiserror::Error;
use tokio::task::{JoinHandle, spawn_blocking};
use tracing::{error, info};
use web::Portal;

/// Where articles lie.
#[derive(Clone, Debug, Default)]
pub enum Articles {
    /// Inside the executable.
    #[default]
    Starter,
    /// In a folder that is written in: read anew whenever a file changes.
    Folder(PathBuf),
    /// In a signed bundle: read anew whenever another is put in its place.
    Bundle { file: PathBuf, public_key: String },
}

/// Why articles were not taken into use.
#[derive(Debug, Error)]
pub enum ArticlesError {
    #[error(transparent)]
    Files(#[from] FilesError),
    #[error("{}: {fault}", file.display())]
    Read { file: PathBuf, fault: io::Error },
    #[error("{}: {fault}", file.display())]
    Bundle { file: PathBuf, fault: BundleError },
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// How often it is looked whether something has changed.
const LOOK: Duration = Duration::from_secs(2);

impl Articles {
    /// The open site with these articles.
    pub fn open(&self, portal: &Portal) -> Result<OpenSite, ArticlesError> {
        Ok(OpenSite::new(self.read(portal)?))
    }

    /// Puts changed articles in their place until the task is ended. What has a fault is told in the log, and what stands
    /// goes on standing.
    pub fn watch(self, site: OpenSite, portal: Portal) -> JoinHandle<()> {
        // On a thread of its own kind: all articles are read, rendered and indexed at once, and pages must not wait for it.
        tokio::spawn(async move {
            let articles = Arc::new(self);
            let mut seen = articles.changed_at();
            while seen.is_some() {
                tokio::time::sleep(LOOK).await;
                let now = articles.changed_at().or(seen);
                if now != seen {
                    seen = now;
                    let (articles, site, portal) = (articles.clone(), site.clone(), portal.clone());
                    let _ = spawn_blocking(move || articles.put_in_place(&site, &portal)).await;
                }
            }
        })
    }

    fn put_in_place(&self, site: &OpenSite, portal: &Portal) {
        match self.read(portal) {
            Ok(open) => {
                info!(articles = open.library.articles().count(), "other articles have been taken into use");
                site.replace(open);
            }
            Err(fault) => error!(%fault, "the changed articles are not taken into use; the old ones stand"),
        }
    }

    fn read(&self, portal: &Portal) -> Result<Open, ArticlesError> {
        let files = match self {
            Self::Starter => Files::starter(),
            Self::Folder(folder) => Files::in_folder(folder)?,
            Self::Bundle { file, public_key } => {
                let bundle = fs::read(file).map_err(|fault| ArticlesError::Read { file: file.clone(), fault })?;
                unpack(&bundle, public_key).map_err(|fault| ArticlesError::Bundle { file: file.clone(), fault })?
            }
        };
        Ok(Open::read(&files, services::ALL, portal.texts())?)
    }

    /// When the newest of the files was written, and how many there are; `None` for what cannot change.
    fn changed_at(&self) -> Option<(SystemTime, usize)> {
        match self {
            Self::Starter => None,
            Self::Folder(folder) => newest(folder).ok(),
            Self::Bundle { file, .. } => Some((fs::metadata(file).and_then(|it| it.modified()).ok()?, 1)),
        }
    }
}

fn newest(folder: &Path) -> io::Result<(SystemTime, usize)> {
    let mut last = (fs::metadata(folder)?.modified()?, 0);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (at, count) = match entry.metadata()? {
            kind if kind.is_dir() => newest(&entry.path())?,
            kind => (kind.modified()?, 1),
        };
        last = (last.0.max(at), last.1 + count);
    }
    Ok(last)
}
