//! Writes: all of a job or nothing of it.

use db::{Db, DbError, args, testing};
use futures_util::future::join_all;

async fn with_table(db: &Db) {
    db.write::<_, DbError, _>(|tx| {
        Box::pin(async move { tx.execute("CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT)", args![]).await })
    })
    .await
    .unwrap();
}

async fn insert(db: &Db, id: String, fail: bool) -> Result<(), DbError> {
    db.write(move |tx| {
        Box::pin(async move {
            tx.execute("INSERT INTO notes (id, text) VALUES ($1, $2)", args![&id, None::<String>]).await?;
            if fail { Err(DbError::Conflict) } else { Ok(()) }
        })
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_write_among_many_leaves_nothing_and_takes_nothing_with_it() {
    for test in testing::both().await {
        with_table(&test.db).await;
        let answers = join_all((0..100).map(|n| insert(&test.db, format!("note {n}"), n % 3 == 0))).await;
        let kept = answers.iter().filter(|answer| answer.is_ok()).count();
        let rows = test.db.fetch_all("SELECT id, text FROM notes", args![]).await.unwrap();
        assert_eq!(rows.len(), kept, "{}", test.engine);
        assert_eq!(kept, 66);
        assert_eq!(rows[0].opt_text(1).unwrap(), None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_taken_is_told_as_such() {
    for test in testing::both().await {
        with_table(&test.db).await;
        insert(&test.db, "one".into(), false).await.unwrap();
        assert!(matches!(insert(&test.db, "one".into(), false).await, Err(DbError::Exists)), "{}", test.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_when_the_database_is_opened_again() {
    for test in testing::both().await {
        with_table(&test.db).await;
        insert(&test.db, "kept".into(), false).await.unwrap();
        let again = Db::open(&test.address).await.unwrap();
        assert_eq!(again.fetch_all("SELECT id FROM notes", args![]).await.unwrap().len(), 1, "{}", test.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_each_write_is_told_so_and_reads_go_on() {
    let test = testing::sqlite().await;
    with_table(&test.db).await;
    insert(&test.db, "before".into(), false).await.unwrap();
    // The engine's own limit stands for the disk's.
    let limit = test.db.write::<_, DbError, _>(|tx| {
        Box::pin(async move { tx.fetch_all("PRAGMA max_page_count = 8", args![]).await.map(drop) })
    });
    limit.await.unwrap();
    let long = "x".repeat(10_000);
    let answers = join_all((0..20).map(|n| insert(&test.db, format!("{n} {long}"), false))).await;
    let full = answers.iter().filter(|answer| matches!(answer, Err(DbError::Full))).count();
    assert!(full > 0);
    let kept = answers.iter().filter(|answer| answer.is_ok()).count();
    let rows = test.db.fetch_all("SELECT id FROM notes", args![]).await.unwrap();
    assert_eq!(rows.len(), kept + 1, "what was told as kept is kept, and nothing else");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_short_does_not_wait_for_all_that_was_asked_before() {
    let test = testing::sqlite().await;
    with_table(&test.db).await;
    let slow = |n: i32| {
        let db = test.db.clone();
        tokio::spawn(async move {
            let job = db.write::<_, DbError, _>(move |tx| {
                Box::pin(async move {
                    // Longer than the time of a group.
                    std::thread::sleep(std::time::Duration::from_millis(20));
                    tx.execute("INSERT INTO notes (id) VALUES ($1)", args![format!("slow {n}")]).await
                })
            });
            job.await.unwrap();
        })
    };
    let slow: Vec<_> = (0..20).map(slow).collect();
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    test.db.execute("INSERT INTO notes (id) VALUES ('short')", args![]).await.unwrap();
    let before = test.db.fetch_all("SELECT id FROM notes WHERE id LIKE 'slow%'", args![]).await.unwrap().len();
    assert!(before < 15, "it waited for {before} of 20");
    for job in slow {
        job.await.unwrap();
    }
    assert_eq!(test.db.fetch_all("SELECT id FROM notes", args![]).await.unwrap().len(), 21);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_panics_takes_nothing_with_it() {
    let test = testing::sqlite().await;
    with_table(&test.db).await;
    let panics = test.db.write::<(), DbError, _>(|tx| {
        Box::pin(async move {
            tx.execute("INSERT INTO notes (id) VALUES ('half')", args![]).await?;
            panic!("a fault of the program");
        })
    });
    let others = join_all((0..10).map(|n| insert(&test.db, format!("note {n}"), false)));
    let (panicked, others) = tokio::join!(panics, others);
    assert!(panicked.is_err());
    assert!(others.iter().all(Result::is_ok));
    assert_eq!(test.db.fetch_all("SELECT id FROM notes", args![]).await.unwrap().len(), 10);
}

#[tokio::test]
async fn an_address_of_an_unknown_engine_is_refused() {
    assert!(matches!(Db::open("mysql://localhost").await, Err(DbError::Address)));
}
