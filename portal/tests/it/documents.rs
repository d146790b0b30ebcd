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

#[test]
fn what_an_operator_forgets_is_said_with_its_mend() {
    let config = Config::parse(
        "public_url = \"http://localhost\"\ndatabase = \"sqlite:x\"\n[keys]\nmaster_file = \"none\"\n\
         [usage_log]\nheads_file = \"none/heads\"\n[eid]\nissuer = \"http://127.0.0.1:1/test-eid\"\nclient_id = \"x\"\n",
        BTreeMap::new(),
    );
    let refused = config.expect("settings that are read").check_production().expect_err("unsafe").to_string();
    for word in ["public_url", "test eID", "client_key_file", "new-key", "heads_file"] {
        assert!(refused.contains(word), "{word} is not said: {refused}");
    }
}
