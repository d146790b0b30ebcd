//! What keeps a service whole in its folder (I1, I2, I4).

use super::Finding;
use crate::tree::{File, Tree};

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = dependencies(tree);
    let services = tree.services();
    let tables = tables_of_services(tree);
    for file in tree.files.iter().filter(|file| file.is_rust()) {
        found.extend(sql_outside_the_store(file));
        if let Some(service) = file.service() {
            found.extend(names_a_service(file, service, &services));
            found.extend(names_a_table(file, service, &tables));
        }
    }
    found
}

/// I4: services reach rows only through an `Allowed`, so they cannot even name the database.
fn dependencies(tree: &Tree) -> Vec<Finding> {
    let Some(manifest) = tree.file("services/Cargo.toml") else { return Vec::new() };
    let mut in_dependencies = false;
    let mut found = Vec::new();
    for (at, line) in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.trim() == "[dependencies]";
        }
        let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
        if in_dependencies && ["db", "rusqlite", "sqlx"].contains(&name) {
            found.push(Finding::at(manifest, at, "services never see the database: rows come through `Allowed` (I4)"));
        }
    }
    found
}

/// I2: whoever changes a table finds every statement on it in one file.
fn sql_outside_the_store(file: &File) -> Vec<Finding> {
    let rooms = ["services/src/", "platform/web/", "portal/src/", "demo/"];
    if file.name() == "store.rs" || !rooms.iter().any(|room| file.path.starts_with(room)) {
        return Vec::new();
    }
    file.lines()
        .filter(|(_, line)| !line.trim_start().starts_with("//") && holds_sql(line))
        .map(|(at, _)| Finding::at(file, at, "SQL belongs in store.rs, where the next change looks for it (I2)"))
        .collect()
}

fn holds_sql(line: &str) -> bool {
    ["SELECT ", "INSERT INTO ", "DELETE FROM ", "CREATE TABLE "].iter().any(|verb| line.contains(verb))
        || (line.contains("UPDATE ") && line.contains(" SET "))
}

/// I1: a service that knows another can no longer be changed alone.
fn names_a_service(file: &File, own: &str, services: &[&str]) -> Vec<Finding> {
    let named = |line: &str| {
        let reaches = |other: &str| words(line).any(|word| word == other) && line.contains(&format!("crate::{other}"));
        services.iter().filter(|other| **other != own).find(|other| reaches(other))
    };
    file.lines()
        .filter_map(|(at, line)| Some((at, named(line)?)))
        .map(|(at, other)| {
            Finding::at(file, at, format!("names the service `{other}`: what both need moves to platform/ (I1)"))
        })
        .collect()
}

fn names_a_table(file: &File, own: &str, tables: &[(String, String)]) -> Vec<Finding> {
    let foreign = |line: &str| {
        let table = tables.iter().find(|(service, table)| service != own && words(line).any(|word| word == table))?;
        holds_clause(line).then(|| table.clone())
    };
    file.lines()
        .filter_map(|(at, line)| Some((at, foreign(line)?)))
        .map(|(at, (service, table))| {
            Finding::at(file, at, format!("reads `{table}` of `{service}`: ask it through its `Service` value (I1)"))
        })
        .collect()
}

fn holds_clause(line: &str) -> bool {
    ["FROM ", "JOIN ", "INTO ", "UPDATE "].iter().any(|clause| line.contains(clause))
}

/// Service and table of every `CREATE TABLE` in a service's migrations.
fn tables_of_services(tree: &Tree) -> Vec<(String, String)> {
    let migrations = tree.files.iter().filter(|file| file.path.ends_with(".sql"));
    let mut tables = Vec::new();
    for file in migrations {
        let Some(service) = file.service() else { continue };
        for (_, line) in file.lines() {
            if let Some(rest) = line.trim_start().strip_prefix("CREATE TABLE ")
                && let Some(table) = words(rest).next()
            {
                tables.push((service.to_owned(), table.to_owned()));
            }
        }
    }
    tables
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.into(), text: text.into() }
    }

    #[test]
    fn a_service_that_reaches_into_another_is_found() {
        let reaching = file("services/src/inbox/mod.rs", "use crate::appointments::store;");
        assert_eq!(names_a_service(&reaching, "inbox", &["appointments", "inbox"]).len(), 1);
        assert!(names_a_service(&reaching, "appointments", &["appointments", "inbox"]).is_empty());
    }

    #[test]
    fn another_services_table_is_found_in_sql_alone() {
        let tables = [("inbox".to_owned(), "threads".to_owned())];
        let reading = file("services/src/a/store.rs", "\"SELECT id FROM threads WHERE person = :person\"\n// threads");
        assert_eq!(names_a_table(&reading, "a", &tables).len(), 1);
    }

    #[test]
    fn sql_is_allowed_in_the_store_alone() {
        let text = "let sql = \"SELECT 1 FROM t\";";
        assert_eq!(sql_outside_the_store(&file("services/src/a/pages/list.rs", text)).len(), 1);
        assert!(sql_outside_the_store(&file("services/src/a/store.rs", text)).is_empty());
    }
}
