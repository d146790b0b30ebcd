//! What the guides tell an operator is what the program does.

use std::{collections::BTreeMap, path::Path};

use portal::config::Config;

#[test]
fn the_settings_in_the_guide_are_those_the_portal_knows() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guides/operate.md");
    let text = std::fs::read_to_string(guide).expect("the guide");
    let settings = text.split("```toml").nth(1).and_then(|rest| rest.split("```").next()).expect("settings");
    let config = Config::parse(settings, BTreeMap::new()).expect("settings that are read");
    assert_eq!(config.public_url, "https://helse.example.no");
}
