//! The generated documents are those in `docs/generated`.

use std::{collections::BTreeSet, fmt::Write, path::Path};

use clients::{API_PATH, TOKEN_PATH};

/// Compares `text` with docs/generated/`name`, or writes it when `HELSEVEI_UPDATE` is set (`make update`).
fn compare(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/generated").join(name);
    if std::env::var_os("HELSEVEI_UPDATE").is_some() {
        std::fs::write(&path, text).expect("docs/generated can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "docs/generated/{name} differs from the code: `make update` writes it anew");
}

#[test]
fn the_generated_schema_is_up_to_date() {
    let mut migrations: Vec<_> =
        portal::house::schemas().iter().chain([&db::SCHEMA]).flat_map(|schema| schema.migrations).copied().collect();
    migrations.sort_by_key(|migration| migration.name);
    let mut text =
        String::from("-- All migrations in their order, as PostgreSQL reads them. Written by `make update`.\n");
    for migration in migrations {
        let _ = write!(text, "\n-- {}\n\n{}\n", migration.name, migration.sql.trim());
    }
    compare("schema.sql", &text);
}

#[test]
fn the_generated_list_of_addresses_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut addresses = BTreeSet::new();
    for room in [
        "desk/src",
        "services/src",
        "site/src",
        "platform/web/src",
        "platform/clients/src",
        "portal/src",
        "demo/src/letters",
    ] {
        read_routes(&root.join(room), &mut addresses);
    }
    addresses.extend(api::addresses().into_iter().map(|it| (it, "platform/api/src/interaction.rs".to_owned())));
    let systems = [TOKEN_PATH.to_owned(), format!("{API_PATH}/.well-known/smart-configuration")];
    addresses.extend(systems.map(|it| (it, "platform/clients/src/endpoint/mod.rs".to_owned())));
    let mut text =
        String::from("Every address of the portal, and the file that answers it. Written by `make update`.\n\n");
    for (address, file) in addresses {
        let _ = writeln!(text, "{address:<44} {file}");
    }
    compare("routes.txt", &text);
}

/// Finds `.route("…"` in every file: what the code says, before anything is mounted.
fn read_routes(folder: &Path, into: &mut BTreeSet<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read_routes(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).expect("a file");
            let shown = path.to_string_lossy();
            let shown = shown.split_once("/../").map_or(&*shown, |(_, inside)| inside).to_owned();
            let routes = text.split(".route(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
            into.extend(routes.filter_map(|rest| Some((rest.split('"').next()?.to_owned(), shown.clone()))));
        }
    }
}
