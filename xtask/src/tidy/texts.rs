//! Every service speaks the three languages, key by key.

use std::collections::BTreeSet;

use super::Finding;
use crate::tree::Tree;

const LANGUAGES: [&str; 3] = ["nb", "nn", "en"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut folders: BTreeSet<String> =
        tree.services().into_iter().map(|service| format!("services/src/{service}/texts")).collect();
    let beside = tree.files.iter().filter_map(|file| file.path.rsplit_once('/'));
    folders.extend(
        beside
            .filter(|(folder, name)| name.ends_with(".ftl") && !folder.contains("/tests/"))
            .map(|(folder, _)| folder.to_owned()),
    );
    folders.iter().flat_map(|folder| folder_of_texts(tree, folder)).collect()
}

fn folder_of_texts(tree: &Tree, folder: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut keys = Vec::new();
    for language in LANGUAGES {
        let path = format!("{folder}/{language}.ftl");
        match tree.file(&path) {
            Some(file) => keys.push((path, keys_of(&file.text))),
            None => found.push(Finding::in_path(&path, "missing: nb, nn and en are complete, or the service waits")),
        }
    }
    let all: BTreeSet<&str> = keys.iter().flat_map(|(_, keys)| keys.iter().copied()).collect();
    for (path, own) in &keys {
        for key in all.difference(own) {
            found.push(Finding::in_path(path, format!("`{key}` is missing: the other languages have it")));
        }
    }
    found
}

fn keys_of(text: &str) -> BTreeSet<&str> {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-'))
        .filter_map(|line| Some(line.split_once('=')?.0.trim()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_without_values_attributes_and_comments() {
        let text = "# title\ninbox-title = Innboks\n    .label = x = y\ninbox-empty =\n    Ingen\n";
        assert_eq!(keys_of(text), BTreeSet::from(["inbox-title", "inbox-empty"]));
    }
}
