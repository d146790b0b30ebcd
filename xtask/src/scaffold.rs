//! A new service: one folder, and its place in the register.

use std::{fs, path::Path, process::Command};

use jiff::{Timestamp, ToSpan};

use crate::tree::{Tree, root};

/// Path in the service's folder, and the text with its placeholders.
const FILES: [(&str, &str); 11] = [
    ("mod.rs", include_str!("../template/mod.rs")),
    ("pages/mod.rs", include_str!("../template/pages/mod.rs")),
    ("pages/list.rs", include_str!("../template/pages/list.rs")),
    ("pages/list.html", include_str!("../template/pages/list.html")),
    ("store.rs", include_str!("../template/store.rs")),
    ("tests.rs", include_str!("../template/tests.rs")),
    ("migrations/TIME_create_SNAKE.sql", include_str!("../template/create.sql")),
    ("migrations/columns.toml", include_str!("../template/migrations/columns.toml")),
    ("texts/nb.ftl", include_str!("../template/texts/nb.ftl")),
    ("texts/nn.ftl", include_str!("../template/texts/nn.ftl")),
    ("texts/en.ftl", include_str!("../template/texts/en.ftl")),
];

const TABLE: &str = "platform/access/src/rules/table.rs";
const REGISTER: &str = "services/src/lib.rs";

/// The rules of a service that is not in the table yet: for the person alone, from 16, at level Full.
const NEW_RULES: &str = "\
/// Closed to all but the person until it says otherwise: see `platform/access/src/rules/table.rs`.
const RULES: ServiceRules = ServiceRules::new(\"SNAKE\", \"new\", Some(Level::Full));
const POLICY: Policy = Policy::everywhere(&RULES);";

/// Makes the folder `services/src/NAME` and its place in the register.
///
/// # Errors
/// A sentence that says what to do: another name, or what could not be written.
pub fn run(name: &str) -> Result<(), String> {
    check(name)?;
    let folder = root().join("services/src").join(name);
    if folder.exists() {
        return Err(format!("services/src/{name} exists: choose another name"));
    }
    let time = migration_time(&Tree::read()?);
    let in_table = read(TABLE)?.contains(&format!("\"{name}\""));
    for (path, text) in FILES {
        let text = filled(&with_rules(text, in_table), name, &time);
        write(&folder.join(filled(path, name, &time)), &text)?;
    }
    let register = root().join(REGISTER);
    write(&register, &registered(&read(REGISTER)?, name)?)?;
    let formatted = Command::new("cargo").args(["fmt", "--package", "services"]).current_dir(root()).status();
    formatted.map_err(|error| format!("cargo fmt does not start: {error}"))?;
    println!("services/src/{name} is there and in the register.");
    println!("Next: its texts, its rules, its first page. docs/guides/add-a-service.md goes through it.");
    Ok(())
}

fn check(name: &str) -> Result<(), String> {
    let plain = |c: char| c.is_ascii_lowercase() || c == '_';
    let good = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(plain) && !name.ends_with('_');
    if good { Ok(()) } else { Err(format!("`{name}`: choose a plural noun in snake_case, for instance `referrals`")) }
}

fn with_rules(text: &str, in_table: bool) -> String {
    let (import, body) = match in_table {
        true => ("table", "const POLICY: Policy = Policy::everywhere(&table::UPPER);"),
        false => ("{Level, ServiceRules}", NEW_RULES),
    };
    text.replace("RULES_IMPORT", import).replace("RULES_BODY", body)
}

fn filled(text: &str, name: &str, time: &str) -> String {
    let words = name.replace('_', " ");
    let title = words[..1].to_uppercase() + &words[1..];
    text.replace("SNAKE", name)
        .replace("KEBAB", &name.replace('_', "-"))
        .replace("UPPER", &name.to_uppercase())
        .replace("TITLE", &title)
        .replace("TIME", time)
}

/// The register with the module and its place at the end of the list.
fn registered(text: &str, name: &str) -> Result<String, String> {
    let fault = || format!("{REGISTER} has no list `ALL` to put the service in");
    let (before, list) = text.split_once("pub static ALL: &[&Service] =").ok_or_else(fault)?;
    // rustfmt moves a long list to a line of its own.
    let list = list.trim_start().strip_prefix("&[").ok_or_else(fault)?;
    let (entries, after) = list.split_once("];").ok_or_else(fault)?;
    let mut entries: Vec<String> = entries.split(',').map(|e| e.trim().to_owned()).filter(|e| !e.is_empty()).collect();
    entries.push(format!("&{name}::SERVICE"));
    let first = before.find("\nmod ").or(before.find("\npub mod "));
    let module = if first.is_some() { format!("mod {name};\n") } else { format!("mod {name};\n\n") };
    let at = first.or(before.find("\nuse ")).ok_or_else(fault)? + 1;
    let (head, rest) = before.split_at(at);
    Ok(format!("{head}{module}{rest}pub static ALL: &[&Service] = &[{}];{after}", entries.join(", ")))
}

/// Now as migrations are named, `20261121T1200` (UTC), or the next minute that no migration has.
#[allow(clippy::disallowed_methods, reason = "a name for a new file: nothing is decided by it")]
fn migration_time(tree: &Tree) -> String {
    let taken = |time: &String| tree.paths.iter().any(|path| path.contains(&format!("/migrations/{time}_")));
    let now = Timestamp::now();
    let mut minutes = (0..).map(|minute| (now + minute.minutes()).strftime("%Y%m%dT%H%M").to_string());
    minutes.find(|time| !taken(time)).unwrap_or_default()
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(root().join(path)).map_err(|error| format!("{path} cannot be read: {error}"))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(path, text)).map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_put_at_the_end_of_the_register() {
        let before = "//! x.\n\nmod inbox;\n\npub static ALL: &[&Service] = &[&inbox::SERVICE];\n";
        let after = registered(before, "referrals").unwrap();
        assert!(after.contains("mod referrals;\nmod inbox;"), "{after}");
        assert!(after.contains("&[&inbox::SERVICE, &referrals::SERVICE];"), "{after}");
    }

    #[test]
    fn names_are_plain_nouns() {
        assert!(check("powers_of_attorney").is_ok());
        for bad in ["", "Inbox", "in-box", "_x", "x_", "../x"] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
