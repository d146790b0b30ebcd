//! The files of the repository as text, named from its root.

use std::{path::PathBuf, process::Command};

/// One text file.
pub struct File {
    /// Relative to the repository, with `/`.
    pub path: String,
    pub text: String,
}

impl File {
    /// The lines with their numbers, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(at, line)| (at + 1, line))
    }

    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The service whose folder the file lies in.
    pub fn service(&self) -> Option<&str> {
        let (service, _) = self.path.strip_prefix("services/src/")?.split_once('/')?;
        Some(service)
    }
}

/// Every tracked or new text file, ignored ones left out.
pub struct Tree {
    pub files: Vec<File>,
    /// All paths, binary files included.
    pub paths: Vec<String>,
}

/// The repository's folder.
pub fn root() -> PathBuf {
    let mut folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    folder.pop();
    folder
}

impl Tree {
    pub fn read() -> Result<Self, String> {
        let listed = Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard"])
            .current_dir(root())
            .output()
            .map_err(|error| format!("git does not start: {error}"))?;
        let mut paths: Vec<String> = String::from_utf8_lossy(&listed.stdout).lines().map(str::to_owned).collect();
        paths.retain(|path| root().join(path).is_file());
        let read = |path: &String| {
            let text = std::fs::read_to_string(root().join(path)).ok()?;
            Some(File { path: path.clone(), text })
        };
        Ok(Self { files: paths.iter().filter_map(read).collect(), paths })
    }

    /// The ids of the services: the folders of services/src.
    pub fn services(&self) -> Vec<&str> {
        let mut services: Vec<&str> = self.files.iter().filter_map(File::service).collect();
        services.sort_unstable();
        services.dedup();
        services
    }

    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}
