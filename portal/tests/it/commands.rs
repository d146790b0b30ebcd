//! The operator's commands, run as the operator runs them on a demo's folder.

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// A demo's folder that no process holds, with a log that is sealed.
pub async fn closed_demo() -> TempDir {
    let data = tempfile::tempdir().expect("a temporary folder");
    let demo = portal::commands::prepare_demo(data.path(), None, 0).await.expect("a demo");
    // What was written a moment ago is left to settle before it is sealed.
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    demo.house.sealer().await.expect("a sealer").run().await.expect("sealed");
    demo.house.db.close().await;
    data
}

fn run(command: &str, data: &Path, more: &[&str]) -> (Output, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_helsevei"));
    let output = program.arg(command).arg("--data").arg(data).args(more).output().expect("the program runs");
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output, told)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_backup_equals_its_source_and_its_log_is_whole() {
    let data = closed_demo().await;
    let backup = data.path().join("copy.db");
    let (made, told) = run("backup", data.path(), &["--to", backup.to_str().expect("a path")]);
    assert!(made.status.success(), "{told}");
    let against = format!("sqlite:{}", backup.display());
    let (equal, told) = run("verify", data.path(), &["--against", &against]);
    assert!(equal.status.success() && told.contains("equal, row by row"), "{told}");

    let (refused, told) = run("restore", data.path(), &["--from", backup.to_str().expect("a path")]);
    assert!(!refused.status.success() && told.contains("exists: stop the portal and move it away"), "{told}");
    for name in ["helsevei.db", "helsevei.db-wal", "helsevei.db-shm"] {
        let _gone = fs::remove_file(data.path().join(name));
    }
    let (restored, told) = run("restore", data.path(), &["--from", backup.to_str().expect("a path")]);
    assert!(restored.status.success(), "{told}");
    let (whole, told) = run("verify", data.path(), &[]);
    assert!(whole.status.success() && told.contains("the usage log is whole"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_tells_where_the_log_was_changed_and_ends_with_two() {
    let data = closed_demo().await;
    let db =
        db::Db::open(&format!("sqlite:{}", data.path().join("helsevei.db").display())).await.expect("the database");
    db.write::<_, db::DbError, _>(|tx| {
        let sql = "UPDATE usage_log SET deed = 'nothing' WHERE id = (SELECT MIN(id) FROM usage_log)";
        Box::pin(async move { tx.execute(sql, vec![]).await })
    })
    .await
    .expect("a tampered line");
    db.close().await;
    let (found, told) = run("verify", data.path(), &[]);
    assert_eq!(found.status.code(), Some(2), "{told}");
    assert!(told.contains("BROKEN: seal 1 ") && told.contains("a line was changed, removed or added"), "{told}");
}

#[test]
fn a_new_key_is_never_written_over_another() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("master.key");
    let new_key = || Command::new(env!("CARGO_BIN_EXE_helsevei")).arg("new-key").arg(&file).output().expect("it runs");
    assert!(new_key().status.success());
    let first = fs::read_to_string(&file).expect("a key");
    assert_eq!(first.trim().len(), 64);
    assert!(!new_key().status.success());
    assert_eq!(fs::read_to_string(&file).expect("the key"), first);
}

#[test]
fn a_command_whose_reader_has_gone_ends_in_silence() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_helsevei"));
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/../content");
    let program = program.args(["content", "check", "--from", content]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = program.spawn().expect("the program runs");
    // As `| head` that has seen enough.
    drop(running.stdout.take());
    let output = running.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(141), ""));
}
