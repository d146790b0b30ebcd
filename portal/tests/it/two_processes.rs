//! Any number of processes may serve one PostgreSQL: what one knows, the other knows.

use testing::TestPortal;

#[tokio::test(flavor = "multi_thread")]
async fn one_logs_in_at_one_process_and_goes_on_at_another() {
    for portal in TestPortal::both().await {
        if portal.engine == "sqlite" {
            continue; // The embedded database has one process.
        }
        let beside = portal.beside().await;
        let kari = portal.log_in("kari-mor").await;
        let here = kari.get("/timer").await;
        let there = beside.lead(&kari);
        let same = there.get(&here.path).await;
        assert_eq!((here.status, same.status), (200, 200), "{same}");
        assert_eq!(here.text(), same.text());

        there.post("/logg-ut", &[]).await;
        assert_ne!(kari.get(&here.path).await.path, here.path, "logged out at one is logged out at both");
    }
}
