//! What production refuses to start with, and that it says the mend.

use std::{collections::BTreeMap, fs, process::Command};

use portal::config::Config;

const SETTINGS: &str = r#"
public_url = "http://helse.example.no"
database = "sqlite:/nowhere/helsevei.db"
[keys]
master_file = "/nowhere/master.key"
[usage_log]
heads_file = "/nowhere/heads.jsonl"
keep_months = 12
[eid]
issuer = "http://127.0.0.1:8080/test-eid"
client_id = "helsevei"
"#;

#[test]
fn production_refuses_all_that_is_unsafe_at_once_and_says_the_mend() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("helsevei.toml");
    fs::write(&file, SETTINGS).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_helsevei")).arg("serve").arg("--config").arg(&file).output();
    let output = output.expect("the program runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    for mend in [
        "public_url must start with https://",
        "the demo's test eID",
        "eid.client_key_file is missing",
        "make one with `helsevei new-key FILE`",
        "usage_log.heads_file lies in a folder that does not exist",
        "at least 36",
    ] {
        assert!(told.contains(mend), "{mend} is not in:\n{told}");
    }
}

#[test]
fn a_misspelt_setting_is_refused_by_name() {
    let text = SETTINGS.replace("client_id", "cleint_id");
    let fault = Config::parse(&text, BTreeMap::new()).expect_err("a misspelt setting").to_string();
    assert!(fault.contains("cleint_id"), "{fault}");
}

#[test]
fn the_environment_lies_over_the_file() {
    let over = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let overrides = BTreeMap::from([over("eid__client_id", "other"), over("database", "postgres://db/helsevei")]);
    let config = Config::parse(SETTINGS, overrides).expect("settings");
    assert_eq!((config.eid.client_id.as_str(), config.database.as_str()), ("other", "postgres://db/helsevei"));
}

#[test]
fn what_the_api_takes_is_a_setting_within_bounds() {
    let told = |limits: &str| {
        let config = Config::parse(&format!("{SETTINGS}{limits}"), BTreeMap::new()).expect("settings");
        config.check_production().expect_err("unsafe settings").to_string()
    };
    let beyond = told("[limits]\napi_body_mb = 65\napi_entries = 0\napi_depth = 129\napi_page_mb = 33\n");
    for mend in ["api_body_mb must be from 1 to 64", "api_entries must be", "api_depth must be", "api_page_mb must be"]
    {
        assert!(beyond.contains(mend), "{mend} is not in:\n{beyond}");
    }
    let within = told("[limits]\napi_body_mb = 64\napi_entries = 1\napi_depth = 128\napi_page_mb = 32\n");
    assert!(!within.contains("limits."), "{within}");
}
