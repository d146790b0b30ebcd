//! What every file keeps: a first sentence, a size, an honest name, no loose ends.

use super::Finding;
use crate::tree::{File, Tree};

const MOST_LINES: usize = 400;
const DRAWERS: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "manager", "misc", "shared"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for path in &tree.paths {
        found.extend(drawer(path));
        found.extend(second_test_binary(path));
    }
    for file in &tree.files {
        if file.is_rust() {
            found.extend(first_sentence(file));
            found.extend(too_long(file));
            found.extend(module_beside_its_folder(tree, file));
        }
        found.extend(loose_ends(file));
        found.extend(machine_paths(file));
    }
    found
}

fn drawer(path: &str) -> Option<Finding> {
    let parts = path.split('/').map(|part| part.split('.').next().unwrap_or(part));
    let name = parts.into_iter().find(|part| DRAWERS.contains(part))?;
    Some(Finding::in_path(path, format!("`{name}` collects leftovers: name the file after what it holds")))
}

fn second_test_binary(path: &str) -> Option<Finding> {
    let (_, test) = path.split_once("/tests/")?;
    (test.ends_with(".rs") && !test.contains('/'))
        .then(|| Finding::in_path(path, "move it into tests/it: each further test binary is linked anew"))
}

fn first_sentence(file: &File) -> Option<Finding> {
    (!file.text.starts_with("//! "))
        .then(|| Finding::at(file, 1, "open with one `//!` sentence that says what the file is for"))
}

fn too_long(file: &File) -> Option<Finding> {
    let lines = file.text.lines().count();
    (lines > MOST_LINES)
        .then(|| Finding::at(file, lines, format!("{lines} lines: over {MOST_LINES} nobody reads it whole, split it")))
}

fn module_beside_its_folder(tree: &Tree, file: &File) -> Option<Finding> {
    let folder = format!("{}/", file.path.strip_suffix(".rs")?);
    tree.files.iter().any(|other| other.is_rust() && other.path.starts_with(&folder)).then(|| {
        Finding::at(file, 1, "a module with parts lies in its folder as mod.rs, so that it moves as one piece")
    })
}

fn loose_ends(file: &File) -> Vec<Finding> {
    if file.path.starts_with("xtask/src/tidy/") || file.path.ends_with(".lock") {
        return Vec::new();
    }
    let marks = ["TODO", "FIXME", "XXX"];
    let is_mark = |word: &str| marks.contains(&word);
    file.lines()
        .filter(|(_, line)| line.split(|c: char| !c.is_alphanumeric()).any(is_mark))
        .map(|(at, _)| Finding::at(file, at, "finish it or open an issue: a mark in the code is never read again"))
        .collect()
}

fn machine_paths(file: &File) -> Vec<Finding> {
    if file.path.starts_with("xtask/src/tidy/") {
        return Vec::new();
    }
    file.lines()
        .filter(|(_, line)| ["/root/", "/home/", "/tmp/"].iter().any(|folder| names_folder(line, folder)))
        .map(|(at, _)| Finding::at(file, at, "a path of one machine: take it from the environment or a setting"))
        .collect()
}

/// Whether `folder` begins an absolute path in the line: nothing of a longer path or an address before it.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + folder.len()..].chars().next();
        !before.is_some_and(|c| c.is_alphanumeric() || "._-}".contains(c)) && after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_a_machine_is_known_from_an_address() {
        assert!(names_folder(&format!("open {}kari", "/home/"), "/home/"));
        assert!(!names_folder(&format!("https://example.no{}kari", "/home/"), "/home/"));
        assert!(!names_folder("${TMPDIR:-/tmp}/x", "/tmp/"));
    }

    #[test]
    fn drawers_are_found_as_folder_and_as_file() {
        assert!(drawer("services/src/utils/mod.rs").is_some());
        assert!(drawer("platform/web/src/common.rs").is_some());
        assert!(drawer("platform/web/src/uncommon.rs").is_none());
    }
}
