//! The house rules as checks: each finding says where, what and why.

mod documents;
mod files;
mod migrations;
mod modules;
mod numbers;
mod slices;
mod templates;
mod texts;

use crate::tree::{File, Tree};

/// One broken rule.
pub struct Finding {
    place: String,
    /// What is wrong, and why the house has the rule.
    message: String,
}

impl Finding {
    fn at(file: &File, line: usize, message: impl Into<String>) -> Self {
        Self { place: format!("{}:{line}", file.path), message: message.into() }
    }

    fn in_path(path: &str, message: impl Into<String>) -> Self {
        Self { place: path.to_owned(), message: message.into() }
    }
}

const CHECKS: [fn(&Tree) -> Vec<Finding>; 8] = [
    files::check,
    slices::check,
    texts::check,
    templates::check,
    migrations::check,
    modules::check,
    numbers::check,
    documents::check,
];

/// Checks the whole tree; the error lists the findings.
pub fn run() -> Result<(), String> {
    let tree = Tree::read()?;
    let findings: Vec<Finding> = CHECKS.iter().flat_map(|check| check(&tree)).collect();
    if findings.is_empty() {
        println!("tidy: {} files, all in order", tree.paths.len());
        return Ok(());
    }
    for Finding { place, message } in &findings {
        println!("{place}: {message}");
    }
    Err(format!("tidy: {} to mend", findings.len()))
}
