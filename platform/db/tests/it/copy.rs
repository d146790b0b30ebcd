//! A database moved into another is the same, or cannot be taken for one.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use db::{CopyError, Db, DbError, args, testing};
use jiff::Timestamp;

use crate::backup::filled;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// Every pair of engines: from the first into the second.
async fn pairs() -> Vec<(testing::TestDb, testing::TestDb)> {
    let mut pairs = vec![(testing::sqlite().await, testing::sqlite().await)];
    if let (Some(one), Some(other), Some(third)) =
        (testing::postgres().await, testing::postgres().await, testing::postgres().await)
    {
        pairs.extend([(testing::sqlite().await, one), (other, testing::sqlite().await)]);
        pairs.push((testing::postgres().await.expect("a fourth"), third));
    }
    pairs
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_equals_its_source_whatever_the_engines() {
    for (source, target) in pairs().await {
        filled(&source.db).await;
        let copied = source.db.copy_to(&target.db, &[], NOW, |_| ()).await.unwrap();
        assert_eq!(copied["person_keys"].rows, 20);
        assert_eq!(source.db.digest().await.unwrap(), target.db.digest().await.unwrap());
        target.db.check_migrated(&[]).await.unwrap();
        let again = source.db.copy_to(&target.db, &[], NOW, |_| ()).await;
        assert!(matches!(again, Err(CopyError::NotEmpty(_))), "{again:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_cut_off_in_the_middle_is_no_database_and_is_begun_anew() {
    for (source, target) in pairs().await {
        filled(&source.db).await;
        let (db, into) = (source.db.clone(), target.db.clone());
        let cut = tokio::spawn(async move {
            db.copy_to(&into, &[], NOW, |copied| assert!(copied.table != "secrets", "the power went")).await
        });
        assert!(!matches!(cut.await, Ok(Ok(_))), "it was cut off");
        let half = target.db.fetch_all("SELECT person FROM person_keys", args![]).await.unwrap();
        assert_eq!(half.len(), 20, "something was there");
        assert!(matches!(target.db.check_migrated(&[]).await, Err(DbError::NotMigrated(_))));
        // A PostgreSQL transaction of a task that panicked is rolled back a moment later.
        tokio::time::sleep(Duration::from_millis(200)).await;
        source.db.copy_to(&target.db, &[], NOW, |_| ()).await.unwrap();
        assert_eq!(source.db.digest().await.unwrap(), target.db.digest().await.unwrap());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_can_write_to_the_source_while_it_is_copied() {
    for (source, target) in pairs().await {
        filled(&source.db).await;
        let beside = Db::open(&source.address).await.unwrap();
        let (wrote, seen) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        let (writing, written) = (wrote.clone(), seen.clone());
        let other = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(300)).await;
            let sql = "UPDATE secrets SET master = 'other'";
            beside
                .write::<_, DbError, _>(move |tx| Box::pin(async move { tx.execute(sql, args![]).await }))
                .await
                .unwrap();
            writing.store(true, Ordering::SeqCst);
        });
        let slow = move |_: db::Copied<'_>| {
            std::thread::sleep(Duration::from_millis(700));
            written.fetch_or(wrote.load(Ordering::SeqCst), Ordering::SeqCst);
        };
        source.db.copy_to(&target.db, &[], NOW, slow).await.unwrap();
        assert!(!seen.load(Ordering::SeqCst), "the other wrote in the middle");
        other.await.unwrap();
        assert_ne!(source.db.digest().await.unwrap()["secrets"], target.db.digest().await.unwrap()["secrets"]);
    }
}
