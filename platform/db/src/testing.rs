//! Fresh databases of both engines for tests.

use std::env;

use tempfile::TempDir;

use crate::{Db, Random, args};

/// A database for one test, with what must live as long as it.
pub struct TestDb {
    pub db: Db,
    /// `sqlite` or `postgres`, for messages.
    pub engine: &'static str,
    /// What [`Db::open`] takes, to open it a second time.
    pub address: String,
    _folder: Option<TempDir>,
}

/// An empty SQLite database in a folder that goes with it.
pub async fn sqlite() -> TestDb {
    let folder = TempDir::new().expect("a temporary folder");
    let address = format!("sqlite:{}", folder.path().join("test.db").display());
    let db = Db::open(&address).await.expect("an embedded database");
    TestDb { db, engine: "sqlite", address, _folder: Some(folder) }
}

/// An empty PostgreSQL database of its own, or `None` where `HELSEVEI_TEST_POSTGRES` names no server.
///
/// # Panics
/// In CI (`CI=true`) without a server: there both engines are tested, always.
pub async fn postgres() -> Option<TestDb> {
    let Ok(server) = env::var("HELSEVEI_TEST_POSTGRES") else {
        assert!(env::var("CI").is_err(), "HELSEVEI_TEST_POSTGRES is not set: run through scripts/with-postgres");
        eprintln!("PostgreSQL is left out: run through scripts/with-postgres to test it too");
        return None;
    };
    // Random: a server may outlive the run, and process ids come again.
    let name =
        format!("test_{}", Random::system().bytes::<8>().iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    let admin = Db::open(&server).await.expect("the test server");
    admin.fetch_all(format!("CREATE DATABASE {name}"), args![]).await.expect("a database of its own");
    admin.close().await;
    let address = with_database(&server, &name);
    let db = Db::open(&address).await.expect("the new database");
    Some(TestDb { db, engine: "postgres", address, _folder: None })
}

/// The same address with another database: the path before the query.
fn with_database(server: &str, name: &str) -> String {
    let (base, query) =
        server.split_once('?').map_or((server, String::new()), |(base, query)| (base, format!("?{query}")));
    let start = base.find("://").map_or(0, |at| at + 3);
    let host_end = base[start..].find('/').map_or(base.len(), |at| start + at);
    format!("{}/{name}{query}", &base[..host_end])
}

/// Both engines, one after the other.
pub async fn both() -> Vec<TestDb> {
    let mut all = vec![sqlite().await];
    all.extend(postgres().await);
    all
}
