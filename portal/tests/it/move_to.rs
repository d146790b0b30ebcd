//! `helsevei move`, as the operator runs it: there and back again, with everything the demo holds.

use std::{
    path::Path,
    process::{Command, Output},
};

use db::{Db, args, testing};
use tempfile::TempDir;

use crate::{
    commands::closed_demo,
    running::{Running, prepared},
};

fn helsevei(command: &str, data: &Path, more: &[&str]) -> (Output, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_helsevei"));
    let output = program.arg(command).arg("--data").arg(data).args(more).output().expect("the program runs");
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output, told)
}

/// Where the demo is moved to: PostgreSQL where the tests have a server, and a file.
async fn targets() -> Vec<testing::TestDb> {
    testing::both().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_installation_moves_whole_and_its_log_is_proved_where_it_arrives() {
    let data = closed_demo().await;
    for target in targets().await {
        let (moved, told) = helsevei("move", data.path(), &["--to", &target.address]);
        assert!(moved.status.success(), "{told}");
        assert!(told.contains("equal, row by row") && told.contains("the usage log is whole"), "{told}");
        assert!(!told.contains(&target.address), "an address may hold a password: {told}");
        let (equal, told) = helsevei("verify", data.path(), &["--against", &target.address]);
        assert!(equal.status.success(), "{told}");
        let (refused, told) = helsevei("move", data.path(), &["--to", &target.address]);
        assert!(!refused.status.success() && told.contains("name an empty database"), "{told}");
        there_and_back(&data, &target).await;
    }
}

/// From what was moved to into a new file in another folder, by the settings of that folder's demo.
async fn there_and_back(data: &TempDir, target: &testing::TestDb) {
    let back = testing::sqlite().await;
    let source = Db::open(&target.address).await.expect("what was moved");
    let copied = source.copy_to(&back.db, &portal::house::schemas(), jiff::Timestamp::UNIX_EPOCH, |_| ()).await;
    let first = Db::open(&format!("sqlite:{}", data.path().join("helsevei.db").display())).await.expect("the first");
    assert_eq!(copied.expect("back again"), first.digest().await.expect("rows"), "from {}", target.engine);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_moved_under_a_portal_that_runs() {
    let data = tempfile::tempdir().expect("a folder");
    prepared(data.path()).await;
    let demo = Running::demo(data.path(), "warn");
    for target in targets().await {
        let (refused, told) = helsevei("move", data.path(), &["--to", &target.address]);
        assert!(!refused.status.success() && told.contains("stop every portal"), "{told}");
        assert!(target.db.fetch_all("SELECT 1 FROM usage_log", args![]).await.is_err(), "nothing was made there");
    }
    demo.visitor().get("/readyz").await.is(200);
}
