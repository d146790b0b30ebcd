//! `helsevei clients`, run as the operator runs it on a demo's folder.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::{Value, json};
use tempfile::TempDir;

/// The public key of RFC 7517's first example, and a private one.
const X: &str = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4";
const Y: &str = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM";

struct Demo {
    data: TempDir,
    organisation: String,
}

impl Demo {
    async fn new() -> Self {
        let data = tempfile::tempdir().expect("a temporary folder");
        let demo = portal::commands::prepare_demo(data.path(), None, 0).await.expect("a demo");
        demo.house.db.close().await;
        Self { data, organisation: demo::appointments::sources().remove(0).organisation }
    }

    fn run(&self, errand: &str, more: &[&str]) -> (Output, String) {
        let mut program = Command::new(env!("CARGO_BIN_EXE_helsevei"));
        program.args(["clients", errand, "--data"]).arg(self.data.path()).args(more);
        let output = program.output().expect("the program runs");
        let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output, told)
    }

    #[track_caller]
    fn does(&self, errand: &str, more: &[&str]) -> String {
        let (output, told) = self.run(errand, more);
        assert!(output.status.success(), "{told}");
        told
    }

    #[track_caller]
    fn refuses(&self, errand: &str, more: &[&str]) -> String {
        let (output, told) = self.run(errand, more);
        assert!(!output.status.success(), "{told}");
        told
    }

    fn key(&self, kid: &str, more: Value) -> String {
        let mut jwk = json!({ "kty": "EC", "crv": "P-256", "x": X, "y": Y, "kid": kid });
        jwk.as_object_mut().expect("a JWK").extend(more.as_object().expect("members").clone());
        let file = self.data.path().join(format!("{kid}.json"));
        fs::write(&file, jwk.to_string()).expect("a file");
        text(&file)
    }
}

fn text(path: &Path) -> String {
    path.to_str().expect("a path").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_adds_a_system_changes_its_key_and_ends_it() {
    let demo = Demo::new().await;
    assert!(demo.does("list", &[]).contains("no systems yet"));
    let (first, second) = (demo.key("first", json!({})), demo.key("second", json!({})));
    let add = ["--organisation", &demo.organisation, "--name", "EPJ", "--id", "epj-1", "--per-minute", "600"];
    let scoped = [&add[..], &["--scope", "system/Appointment.crus", "--dpop", "--key", &first]].concat();
    assert!(demo.does("add", &scoped).contains("epj-1"));
    demo.does("add-key", &["epj-1", "--key", &second]);
    demo.does("end-key", &["epj-1", "--kid", "first"]);
    let listed = demo.does("list", &[]);
    for words in ["epj-1", "    EPJ", &demo.organisation, "system/Appointment.crus, DPoP only, 600 calls a minute"] {
        assert!(listed.contains(words), "{listed}");
    }
    let line = |kid: &str| listed.lines().find(|line| line.contains(kid)).expect("a line").to_owned();
    assert!(line("key first").contains("ended") && !line("key second").contains("ended"), "{listed}");
    demo.does("scopes", &["epj-1", "system/Appointment.rs", "system/Slot.crus"]);
    assert!(demo.refuses("scopes", &["epj-1", "Appointment.read"]).contains("system/TYPE.RIGHTS"));
    assert!(demo.does("list", &[]).contains("system/Appointment.rs system/Slot.crus"));
    demo.does("end", &["epj-1"]);
    assert!(demo.refuses("end", &["epj-1"]).contains("has ended"));
    let history = demo.does("history", &["epj-1"]);
    let changes = ["add,", "add_key,", "end_key,", "scopes,", "end,"].map(|it| history.find(it).expect(it));
    assert!(changes.is_sorted() && history.contains("operator command"), "{history}");
    assert!(demo.refuses("history", &["nobody"]).contains("no system has this id"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_fits_a_terminal_whatever_is_in_it() {
    let demo = Demo::new().await;
    let name = format!("{} journal", "Sykehusets-pasientadministrative-".repeat(4));
    let types = ["Appointment", "Slot", "Schedule", "Location", "HealthcareService", "Practitioner", "Organization"];
    let scopes = types.map(|it| format!("system/{it}.crus")).join(" ");
    let (organisation, key) = (demo.organisation.clone(), demo.key("first", json!({})));
    demo.does("add", &["--organisation", &organisation, "--name", &name, "--scope", &scopes, "--key", &key]);
    for listed in [demo.does("list", &[]), demo.does("history", &[])] {
        assert!(listed.lines().all(|line| line.chars().count() <= 80), "{listed}");
        assert!(listed.contains("system/Practitioner.crus"), "{listed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_not_be_safe_is_refused_with_the_mend() {
    let demo = Demo::new().await;
    let add = ["--organisation", &demo.organisation, "--name", "EPJ", "--key"];
    let private = demo.key("private", json!({ "d": "AAAA" }));
    assert!(demo.refuses("add", &[&add[..], &[&private]].concat()).contains("public half only"));
    let public = demo.key("public", json!({}));
    let told = demo.refuses("add", &["--organisation", "999999999", "--name", "EPJ", "--key", &public]);
    assert!(told.contains("no health service has this organisation number"), "{told}");
    let told = demo.refuses("add", &[&add[..], &[&public, "--scope", "patient/*.rs"]].concat());
    assert!(told.contains("system/TYPE.RIGHTS"), "{told}");
    assert!(demo.refuses("add-key", &["nobody", "--key", &public]).contains("no system has this id"));
}
