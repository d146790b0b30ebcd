//! PostgreSQL is started anew, or cuts a connection: what was acknowledged stands, and the next request is answered.

use db::{Db, DbError, args, testing};
use futures_util::future::join_all;

/// Ends every connection to this database but its own, as a restart of the server does.
async fn cut_all(address: &str) {
    let other = Db::open(address).await.unwrap();
    let sql = "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    other.fetch_all(sql, args![]).await.unwrap();
    other.close().await;
}

async fn with_table(db: &Db) {
    db.execute("CREATE TABLE notes (id TEXT PRIMARY KEY)", args![]).await.unwrap();
}

async fn insert(db: &Db, id: String) -> Result<(), DbError> {
    let sql = "INSERT INTO notes (id) VALUES ($1)";
    db.write(move |tx| Box::pin(async move { tx.execute(sql, args![id]).await.map(drop) })).await
}

async fn count(db: &Db) -> Result<i64, DbError> {
    db.fetch_optional("SELECT COUNT(*) FROM notes", args![]).await?.map_or(Ok(0), |row| row.int(0))
}

#[tokio::test(flavor = "multi_thread")]
async fn reads_and_writes_go_on_after_every_connection_was_cut() {
    let Some(test) = testing::postgres().await else { return };
    with_table(&test.db).await;
    // Many at once open many connections.
    join_all((0..20).map(|n| insert(&test.db, format!("before {n}")))).await;
    cut_all(&test.address).await;
    let counts = join_all((0..20).map(|_| count(&test.db))).await;
    assert!(counts.into_iter().all(|count| count.unwrap() == 20));
    cut_all(&test.address).await;
    for n in 0..20 {
        insert(&test.db, format!("after {n}")).await.unwrap();
    }
    assert_eq!(count(&test.db).await.unwrap(), 40);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_is_cut_off_in_the_middle_leaves_nothing() {
    let Some(test) = testing::postgres().await else { return };
    with_table(&test.db).await;
    let address = test.address.clone();
    let cut = test.db.write::<_, DbError, _>(move |tx| {
        Box::pin(async move {
            tx.execute("INSERT INTO notes (id) VALUES ('half')", args![]).await?;
            cut_all(&address).await;
            tx.execute("INSERT INTO notes (id) VALUES ('whole')", args![]).await
        })
    });
    assert!(cut.await.is_err());
    assert_eq!(count(&test.db).await.unwrap(), 0);
    insert(&test.db, "after".into()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_whose_statement_failed_is_not_told_as_kept() {
    let Some(test) = testing::postgres().await else { return };
    with_table(&test.db).await;
    // PostgreSQL answers COMMIT with a silent rollback here.
    let kept = test.db.write::<_, DbError, _>(|tx| {
        Box::pin(async move {
            tx.execute("INSERT INTO notes (id) VALUES ('one')", args![]).await?;
            let _ignored = tx.execute("INSERT INTO notes (id) VALUES ('one')", args![]).await;
            Ok(())
        })
    });
    assert!(kept.await.is_err());
    assert_eq!(count(&test.db).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_leaves_in_the_middle_harms_nobody() {
    let Some(test) = testing::postgres().await else { return };
    with_table(&test.db).await;
    for _ in 0..40 {
        let slow = test.db.fetch_all("SELECT pg_sleep(0.2)::text, COUNT(*) FROM notes", args![]);
        assert!(tokio::time::timeout(std::time::Duration::from_millis(5), slow).await.is_err());
    }
    assert_eq!(count(&test.db).await.unwrap(), 0);
}
