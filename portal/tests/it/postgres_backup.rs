//! The backup of PostgreSQL that docs/guides/operate.md describes, done and proved.

use std::{path::Path, process::Command};

use db::Db;
use testing::TestPortal;

#[tokio::test]
async fn a_dump_restored_with_postgresqls_own_tools_equals_its_source() {
    let Some(portal) = TestPortal::both().await.into_iter().find(|portal| portal.engine == "postgres") else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let dump = folder.path().join("helsevei.dump");
    let source = portal.address();
    tool("pg_dump", &["--format=custom", "--file", &dump.to_string_lossy(), source]);

    let restored = format!("restored_{}", std::process::id());
    let admin = Db::open(source).await.expect("the server");
    admin.fetch_all(format!("CREATE DATABASE {restored}"), db::args![]).await.expect("an empty database");
    let target = address_of(source, &restored);
    tool("pg_restore", &["--dbname", &target, "--exit-on-error", "--no-owner", &dump.to_string_lossy()]);

    let copy = Db::open(&target).await.expect("the restored database");
    let (theirs, ours) = (copy.digest().await.expect("rows"), portal.house.db.digest().await.expect("rows"));
    assert!(theirs == ours && !ours.is_empty(), "the restored database differs from its source");
}

/// Runs a tool of the PostgreSQL that the tests use.
fn tool(name: &str, arguments: &[&str]) {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/postgres-folder");
    let folder = Command::new(scripts).output().expect("the folder of PostgreSQL's programs").stdout;
    let program = Path::new(String::from_utf8_lossy(&folder).trim()).join(name);
    let done = Command::new(program).args(arguments).output().expect("the tool");
    assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
}

/// The same server with another database: the path before the query.
fn address_of(source: &str, database: &str) -> String {
    let (base, query) = source.split_once('?').unwrap_or((source, ""));
    let server = base.rsplit_once('/').map_or(base, |(server, _)| server);
    format!("{server}/{database}?{query}")
}
