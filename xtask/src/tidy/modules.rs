//! Every Rust file is part of a crate: one that no `mod` names is never compiled, and its tests never run.

use std::collections::BTreeSet;

use super::{Finding, Tree};

/// Files that a folder's other files are declared in.
const ROOTS: [&str; 3] = ["lib.rs", "main.rs", "mod.rs"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let declared: BTreeSet<String> =
        tree.files.iter().filter(|file| is_root(&file.path)).flat_map(declarations).collect();
    let sources = tree.files.iter().filter(|file| file.path.ends_with(".rs") && !is_root(&file.path));
    sources
        .filter(|file| in_a_module_tree(tree, &file.path) && !declared.contains(&file.path))
        .map(|file| {
            Finding::in_path(&file.path, "no `mod` names this file: it is not compiled and its tests do not run")
        })
        .collect()
}

/// The paths that a root file's `mod x;` lines lead to.
fn declarations(root: &crate::tree::File) -> Vec<String> {
    let folder = folder(&root.path);
    let names = root.text.lines().filter_map(|line| {
        let line = line.trim().trim_start_matches("pub(crate) ").trim_start_matches("pub ");
        line.strip_prefix("mod ")?.strip_suffix(';')
    });
    names.map(|name| format!("{folder}/{name}.rs")).collect()
}

/// Whether the file's folder has a root; others (compile-fail cases, scripts) stand for themselves.
fn in_a_module_tree(tree: &Tree, path: &str) -> bool {
    let folder = folder(path);
    tree.files.iter().any(|file| is_root(&file.path) && self::folder(&file.path) == folder)
}

fn is_root(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| ROOTS.contains(&name))
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
