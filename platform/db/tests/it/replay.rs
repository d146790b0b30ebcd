//! What may be used once is used once, whichever process is asked.

use db::{Clock, Db, testing};
use futures_util::future::join_all;
use jiff::SignedDuration;

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_use_the_same_key_at_once_in_two_processes_one_is_first() {
    for test in testing::both().await {
        let (here, now) = (&test.db, Clock::system().now());
        here.migrate(&[], now).await.unwrap();
        let there = Db::open(&test.address).await.unwrap();
        let until = now + SignedDuration::from_mins(5);
        let uses = (0..20).map(|n| if n % 2 == 0 { here } else { &there }.first_use("test", "key", now, until));
        let firsts = join_all(uses).await.into_iter().filter(|first| *first.as_ref().unwrap()).count();
        assert_eq!(firsts, 1, "{}", test.engine);
        assert!(there.first_use("another", "key", now, until).await.unwrap(), "kinds are apart");
        let rows = here.fetch_all("SELECT key FROM first_uses", vec![]).await.unwrap();
        assert!(rows.iter().all(|row| !row.text(0).unwrap().contains("key")), "only a hash is kept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_may_come_again_when_its_time_is_out_and_is_forgotten_then() {
    for test in testing::both().await {
        let (db, now) = (&test.db, Clock::system().now());
        db.migrate(&[], now).await.unwrap();
        let later = now + SignedDuration::from_secs(61);
        let until = now + SignedDuration::from_mins(1);
        assert!(db.first_use("test", "key", now, until).await.unwrap());
        assert!(!db.first_use("test", "key", until, until).await.unwrap(), "the last moment counts");
        assert!(db.first_use("test", "key", later, until).await.unwrap());
        assert_eq!(db.purge_uses_and_counts(until).await.unwrap(), 0);
        assert_eq!(db.purge_uses_and_counts(later).await.unwrap(), 1);
    }
}
