//! What the guides tell an operator is what the program does.

use std::{collections::BTreeMap, path::Path};

use portal::config::Config;

/// The settings of the guide, as an operator would take them over.
fn guide() -> toml::Table {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guides/operate.md");
    let text = std::fs::read_to_string(guide).expect("the guide");
    let settings = text.split("```toml").nth(1).and_then(|rest| rest.split("```").next()).expect("settings");
    // What stands there as another choice counts as named.
    let all: String = settings
        .lines()
        .map(|line| {
            format!("{}\n", line.strip_prefix("# client").map_or(line.to_owned(), |rest| format!("client{rest}")))
        })
        .collect();
    all.parse().expect("TOML")
}

fn read(settings: &toml::Table) -> Result<Config, String> {
    Config::parse(&settings.to_string(), BTreeMap::new()).map_err(|fault| fault.to_string())
}

/// What the portal knows beside `place`: it says so when a name is wrong.
fn known(mut settings: toml::Table, section: Option<&str>) -> Vec<String> {
    let place = match section {
        Some(section) => settings[section].as_table_mut().expect("a section"),
        None => &mut settings,
    };
    place.insert("no_such_setting".to_owned(), toml::Value::Boolean(true));
    let told = read(&settings).expect_err("an unknown name");
    let (_, names) = told.split_once("expected").expect("the names it knows");
    let line = names.lines().next().unwrap_or_default();
    line.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_setting_stands_in_the_guide() {
    let guide = guide();
    read(&guide).expect("settings that are read");
    let sections: Vec<&str> =
        guide.iter().filter(|(_, value)| value.is_table()).map(|(name, _)| name.as_str()).collect();
    assert!(sections.len() > 5, "{sections:?}");
    for name in known(guide.clone(), None) {
        assert!(guide.contains_key(&name), "{name} is not in docs/guides/operate.md");
    }
    for section in sections {
        for name in known(guide.clone(), Some(section)) {
            let named = guide[section].as_table().is_some_and(|table| table.contains_key(&name));
            assert!(named, "{section}.{name} is not in docs/guides/operate.md");
        }
    }
}

#[test]
fn what_the_guide_shows_as_the_value_left_out_is_that_value() {
    let guide = guide();
    let needed = ["public_url", "database", "keys", "usage_log", "eid"];
    let mut bare: toml::Table = guide.clone().into_iter().filter(|(name, _)| needed.contains(&name.as_str())).collect();
    for (section, left_out) in [("usage_log", "keep_months"), ("eid", "acr"), ("eid", "number_claim")] {
        bare[section].as_table_mut().expect("a section").remove(left_out);
    }
    let (shown, default) = (read(&guide).expect("settings"), read(&bare).expect("the needed ones"));
    let of = |config: &Config| {
        let Config { listen, sessions, limits, trusted_proxies, usage_log, eid, .. } = config;
        format!(
            "{listen} {sessions:?} {limits:?} {trusted_proxies:?} {} {:?} {}",
            usage_log.keep_months, eid.acr, eid.number_claim
        )
    };
    assert_eq!(of(&shown), of(&default));
}
