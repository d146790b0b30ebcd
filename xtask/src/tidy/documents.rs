//! Links between documents lead somewhere, and the map names only rooms that exist.

use super::Finding;
use crate::tree::{File, Tree};

const MAPS: [&str; 2] = ["ARCHITECTURE.md", "CONTRIBUTING.md"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    // Articles are checked by the site itself: their links are of another kind.
    let documents = tree.files.iter().filter(|file| file.path.ends_with(".md") && !file.path.starts_with("content/"));
    let comments = tree.files.iter().filter(|file| file.is_rust() && !file.path.starts_with("xtask/"));
    let mut found: Vec<Finding> = documents.flat_map(|file| document(tree, file)).collect();
    found.extend(comments.flat_map(|file| cited(tree, file)));
    found.extend(names(tree, "ARCHITECTURE.md", |line| line));
    found.extend(names(tree, "GLOSSARY.md", |line| line.split('|').nth(2).unwrap_or_default()));
    found
}

/// Types in code marks that no Rust file knows any more. `part` cuts out what is to be looked at in a line.
fn names(tree: &Tree, document: &str, part: fn(&str) -> &str) -> Vec<Finding> {
    let Some(file) = tree.file(document) else { return Vec::new() };
    let known = |name: &str| tree.files.iter().any(|file| file.is_rust() && file.text.contains(name));
    file.lines()
        .flat_map(|(at, line)| part(line).split('`').skip(1).step_by(2).map(move |code| (at, code)))
        .map(|(at, code)| (at, code.rsplit("::").next().unwrap_or(code)))
        .filter(|(_, name)| is_type(name) && !known(name))
        .map(|(at, name)| Finding::at(file, at, format!("no code knows `{name}` any more: name what is there now")))
        .collect()
}

/// `PersonId`, and neither `NORN_FORANS` nor `helsevei`.
fn is_type(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(char::is_alphanumeric)
        && name.contains(|c: char| c.is_ascii_lowercase())
}

/// Documents that comments send their reader to.
fn cited(tree: &Tree, file: &File) -> Vec<Finding> {
    let comments = file.lines().filter(|(_, line)| line.trim_start().starts_with("//"));
    comments
        .flat_map(|(at, line)| line.split([' ', '(', ')', '`', ',', ';', ':']).map(move |word| (at, word)))
        .map(|(at, word)| (at, word.trim_end_matches('.')))
        .filter(|(_, word)| word.ends_with(".md") && !tree.paths.iter().any(|path| path.ends_with(word)))
        .map(|(at, word)| Finding::at(file, at, format!("`{word}` is not here: the reader cannot look it up")))
        .collect()
}

fn document(tree: &Tree, file: &File) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut is_code = false;
    for (at, line) in file.lines() {
        is_code ^= line.starts_with("```");
        let prose = if is_code { String::new() } else { line.split('`').step_by(2).collect() };
        for target in links(&prose).filter(|target| !leads_out(target)) {
            if !exists(tree, &beside(&file.path, target)) {
                found.push(Finding::at(file, at, format!("`{target}` leads nowhere")));
            }
        }
        if MAPS.contains(&file.path.as_str()) {
            for place in places(line).filter(|place| !exists(tree, place)) {
                found.push(Finding::at(
                    file,
                    at,
                    format!("`{place}` does not exist: a map that lies is worse than none"),
                ));
            }
        }
    }
    found
}

fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next())
}

fn leads_out(target: &str) -> bool {
    target.is_empty() || target.contains("://") || target.starts_with("mailto:")
}

/// Paths in code marks that begin in a top folder of the repository: `platform/access`.
fn places(line: &str) -> impl Iterator<Item = &str> {
    let tops = ["services/", "platform/", "portal/", "demo/", "e2e/", "bench/", "docs/", "xtask/", "scripts/"];
    line.split('`')
        .skip(1)
        .step_by(2)
        .filter(move |code| tops.iter().any(|top| code.starts_with(top)) && !code.contains(['*', '{', ' ', '…', 'N']))
        .map(|code| code.trim_end_matches('/'))
}

/// `target` as seen from the folder of the document at `path`.
fn beside(path: &str, target: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn exists(tree: &Tree, path: &str) -> bool {
    let inside = format!("{path}/");
    tree.paths.iter().any(|other| other == path || other.starts_with(&inside))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_seen_from_their_document() {
        assert_eq!(beside("docs/guides/add-a-rule.md", "../decisions/sqlx.md"), "docs/decisions/sqlx.md");
        assert_eq!(links("see [a](b.md#c) and [d](e.md)").collect::<Vec<_>>(), ["b.md", "e.md"]);
    }

    #[test]
    fn places_are_paths_in_code_marks() {
        assert_eq!(places("the gate (`platform/access/`), `make test`").collect::<Vec<_>>(), ["platform/access"]);
    }
}
