//! Migrations of all services run in one order: their names begin with a time no other has.

use std::collections::HashMap;

use super::Finding;
use crate::tree::Tree;

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut taken: HashMap<&str, &str> = HashMap::new();
    let mut found = Vec::new();
    for path in tree.paths.iter().filter(|path| path.contains("/migrations/") && path.ends_with(".sql")) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let Some(time) = time_of(name) else {
            found.push(Finding::in_path(path, "name it 20261121T1200_create_threads.sql: time, verb, object"));
            continue;
        };
        if let Some(other) = taken.insert(time, path) {
            found.push(Finding::in_path(path, format!("same time as {other}: their order would be chance")));
        }
    }
    found
}

/// `20261121T1200` of `20261121T1200_create_threads.sql`.
fn time_of(name: &str) -> Option<&str> {
    let (time, rest) = name.split_once('_')?;
    let (date, clock) = time.split_once('T')?;
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    (digits(date, 8) && digits(clock, 4) && rest.contains('_')).then_some(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_time_verb_and_object() {
        assert_eq!(time_of("20261121T1200_create_threads.sql"), Some("20261121T1200"));
        assert_eq!(time_of("0001_create_threads.sql"), None);
        assert_eq!(time_of("20261121T1200_threads.sql"), None);
    }
}
