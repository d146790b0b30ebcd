//! `helsevei import`, as the operator runs it on a demo.

use std::{
    path::Path,
    process::{Command, Output},
};

const WEIGHT: &str = r#"{"resourceType": "Observation", "id": "1", "status": "final", "code": {"text": "Weight"},
    "subject": {"reference": "Patient/american"}, "valueQuantity": {"value": 70.0, "unit": "kg"}}"#;

fn import(data: &Path, number: &str, files: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_helsevei"));
    command.args(["import", "--organisation", "974000001", "--as", number, "--data"]).arg(data).args(files);
    command.output().expect("the program runs")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_taken_once_and_what_is_wrong_is_told_with_the_mend() {
    let data = tempfile::tempdir().expect("a temporary folder");
    let demo = portal::commands::prepare_demo(data.path(), None, 0).await.expect("a demo");
    let number = demo.population.stories()[0].number.digits().to_owned();
    let (good, bad) = (data.path().join("good.json"), data.path().join("bad.json"));
    std::fs::write(&good, WEIGHT).expect("a file");
    std::fs::write(&bad, WEIGHT.replace("final", "finished")).expect("a file");

    let first = import(data.path(), &number, &[&good, &bad]);
    let told = String::from_utf8_lossy(&first.stdout).into_owned();
    assert_eq!(first.status.code(), Some(2), "{told}");
    assert!(told.contains("taken, new: 1\n  Observation 1"), "{told}");
    assert!(told.contains("kept, not shown by any service yet: 1"), "{told}");
    assert!(
        told.contains("bad.json: Observation.status has a code outside its required set; use one of registered"),
        "{told}"
    );

    let second = import(data.path(), &number, &[&good]);
    let told = String::from_utf8_lossy(&second.stdout).into_owned();
    assert_eq!(second.status.code(), Some(0), "{told}");
    assert!(told.starts_with("there already, unchanged: 1"), "{told}");

    let nobody = import(data.path(), "20036914700", &[&good]);
    assert_eq!(nobody.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&nobody.stderr).contains("nobody in the register has this number"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_is_made_known_without_a_file_so_that_its_system_can_be_added() {
    let data = tempfile::tempdir().expect("a temporary folder");
    let demo = portal::commands::prepare_demo(data.path(), None, 0).await.expect("a demo");
    let mut command = Command::new(env!("CARGO_BIN_EXE_helsevei"));
    command.args(["import", "--organisation", "974000001", "--name", "Lindal sykehus", "--kind", "hospital", "--data"]);
    let made = command.arg(data.path()).output().expect("the program runs");
    assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
    let known = records::Source::find(&demo.house.db, "974000001").await.expect("a database").expect("a source");
    assert_eq!(known.name, "Lindal sykehus");
}
