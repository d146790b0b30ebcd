//! PostgreSQL is started anew, or cuts a connection: what was acknowledged stands, and the next request is answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use db::{Db, DbError, args, testing};
use futures_util::future::{join, join_all};
use tokio::sync::Barrier;

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

/// Changes two rows, one after the other; the second waits until the other transaction has its first.
async fn change_both(db: &Db, ids: [&'static str; 2], both_begun: Arc<Barrier>) -> Result<u32, DbError> {
    let runs = Arc::new(AtomicU32::new(0));
    let counted = runs.clone();
    db.write(move |tx| {
        Box::pin(async move {
            let sql = "UPDATE notes SET id = id WHERE id = $1";
            tx.execute(sql, args![ids[0]]).await?;
            if counted.fetch_add(1, Ordering::SeqCst) == 0 {
                both_begun.wait().await;
            }
            tx.execute(sql, args![ids[1]]).await.map(drop)
        })
    })
    .await?;
    Ok(runs.load(Ordering::SeqCst))
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_transactions_that_wait_for_each_other_one_is_run_again_and_both_are_kept() {
    let Some(test) = testing::postgres().await else { return };
    with_table(&test.db).await;
    insert(&test.db, "one".into()).await.unwrap();
    insert(&test.db, "two".into()).await.unwrap();
    let barrier = Arc::new(Barrier::new(2));
    let runs = join(
        change_both(&test.db, ["one", "two"], barrier.clone()),
        change_both(&test.db, ["two", "one"], barrier.clone()),
    );
    let (first, second) = runs.await;
    assert_eq!(first.unwrap() + second.unwrap(), 3, "one of them was run twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_on_meeting_others_is_given_up_and_what_was_cut_off_is_not_tried_again() {
    let Some(test) = testing::postgres().await else { return };
    let runs = Arc::new(AtomicU32::new(0));
    let (counted, met) = (runs.clone(), "DO $x$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $x$");
    let given_up = test.db.write::<(), DbError, _>(move |tx| {
        Box::pin(async move {
            counted.fetch_add(1, Ordering::SeqCst);
            tx.execute(met, args![]).await.map(drop)
        })
    });
    assert!(matches!(given_up.await, Err(DbError::Conflict)));
    assert_eq!(runs.swap(0, Ordering::SeqCst), 5);
    let (counted, address) = (runs.clone(), test.address.clone());
    let cut = test.db.write::<(), DbError, _>(move |tx| {
        Box::pin(async move {
            counted.fetch_add(1, Ordering::SeqCst);
            cut_all(&address).await;
            tx.execute("SELECT 1", args![]).await.map(drop)
        })
    });
    assert!(cut.await.is_err());
    assert_eq!(runs.load(Ordering::SeqCst), 1);
}
