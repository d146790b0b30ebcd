//! `/readyz` says no when the portal could not serve, and why (O3).

use std::time::Duration;

use db::{Db, DbError, args};
use jiff::SignedDuration;
use testing::{Answer, TestPortal};
use tokio::time::sleep;

use crate::running::{Running, prepared};

async fn asked(portal: &TestPortal) -> Answer {
    portal.visitor().get("/readyz").await
}

async fn change(db: &Db, sql: &'static str) {
    db.write::<_, DbError, _>(move |tx| Box::pin(async move { tx.execute(sql, args![]).await }))
        .await
        .expect("changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_can_serve_is_ready_and_one_whose_database_does_not_answer_is_not() {
    for portal in TestPortal::both().await {
        asked(&portal).await.is(200).says("ready");
        change(&portal.house.db, "ALTER TABLE schema_migrations RENAME TO gone").await;
        // Asked again within a second it says what it knows, and does not trouble the database.
        asked(&portal).await.is(200);
        sleep(Duration::from_millis(1_100)).await;
        asked(&portal).await.is(503).says("the database does not answer");
        portal.visitor().get("/healthz").await.is(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_older_than_the_program_is_told_with_the_mend() {
    for portal in TestPortal::both().await {
        change(&portal.house.db, "DELETE FROM schema_migrations WHERE name LIKE '%create_records'").await;
        asked(&portal).await.is(503).says("run `helsevei migrate`");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_takes_no_writes_is_told_before_anybody_waits_for_long() {
    for portal in TestPortal::both().await {
        let other = Db::open(portal.address()).await.expect("a second process");
        let lock = (portal.engine == "postgres").then_some("LOCK TABLE leases IN ACCESS EXCLUSIVE MODE");
        let holding = tokio::spawn(async move {
            let held = other.write::<_, DbError, _>(move |tx| {
                Box::pin(async move {
                    if let Some(lock) = lock {
                        tx.execute(lock, args![]).await?;
                    }
                    sleep(Duration::from_secs(6)).await;
                    Ok(())
                })
            });
            held.await.expect("held")
        });
        sleep(Duration::from_millis(300)).await;
        let began = std::time::Instant::now();
        asked(&portal).await.is(503).says("takes no writes");
        assert!(began.elapsed() < Duration::from_secs(5));
        holding.abort();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_usage_log_that_cannot_be_sealed_is_told() {
    for portal in TestPortal::both().await {
        let heads = portal.house.heads.path();
        std::fs::create_dir_all(heads).expect("a folder where the file should be");
        asked(&portal).await.is(503).says("usage_log.heads_file cannot be written");
        std::fs::remove_dir(heads).expect("gone again");

        portal.log_in("per-full").await;
        portal.clock.set(portal.clock.now() + SignedDuration::from_secs(62));
        sleep(Duration::from_millis(1_100)).await;
        asked(&portal).await.is(503).says("waited a minute for its seal");
        portal.house.sealer().await.expect("a sealer").run().await.expect("sealed");
        sleep(Duration::from_millis(1_100)).await;
        asked(&portal).await.is(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_told_to_go_says_so_at_once_and_still_answers_what_comes() {
    let folder = tempfile::tempdir().expect("a folder");
    prepared(folder.path()).await;
    let mut demo = Running::demo(folder.path(), "info");
    demo.visitor().get("/readyz").await.is(200);
    demo.terminate();
    sleep(Duration::from_millis(200)).await;
    demo.visitor().get("/readyz").await.is(503).says("on its way down");
    demo.visitor().get("/om").await.is(200);
    let began = std::time::Instant::now();
    assert!(demo.ended() && began.elapsed() < Duration::from_secs(5));
    assert!(demo.written().contains("stopping"));
}
