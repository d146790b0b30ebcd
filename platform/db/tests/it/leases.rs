//! Leases: one holder at a time, and none that a wrong clock holds for ever.

use db::{Db, testing};
use jiff::{SignedDuration, Timestamp, ToSpan};

const LENGTH: SignedDuration = SignedDuration::from_secs(30);

async fn takes(db: &Db, holder: &str, now: Timestamp) -> bool {
    db.take_lease("sealing", holder, now, LENGTH).await.unwrap()
}

fn noon() -> Timestamp {
    "2026-11-21T11:00:00Z".parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lease_has_one_holder_until_its_time_is_out() {
    for test in testing::both().await {
        test.db.migrate(&[], noon()).await.unwrap();
        assert!(takes(&test.db, "first", noon()).await);
        assert!(!takes(&test.db, "second", noon() + 30.seconds()).await);
        assert!(takes(&test.db, "first", noon() + 30.seconds()).await, "its holder extends it");
        assert!(takes(&test.db, "second", noon() + 61.seconds()).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lease_of_a_clock_that_was_set_back_stands_in_nobodys_way() {
    for test in testing::both().await {
        test.db.migrate(&[], noon()).await.unwrap();
        assert!(takes(&test.db, "ahead of time", noon() + 24.hours()).await);
        assert!(takes(&test.db, "on time", noon()).await);
        assert!(takes(&test.db, "a second ahead", noon() + 30.seconds() + 1.second()).await);
        assert!(!takes(&test.db, "on time", noon() + 31.seconds()).await, "clocks of two machines may differ a little");
    }
}
