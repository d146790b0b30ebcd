//! Limits hold across processes, and ordinary use costs no query.

use db::{Clock, Db, Keyring, Limit, Limiter, MasterKey, Random, Verdict, testing};
use futures_util::future::join_all;
use jiff::SignedDuration;
use proptest::prelude::*;

async fn limiter(db: &Db, clock: &Clock) -> Limiter {
    let masters = vec![MasterKey::new(&[7; 32])];
    Limiter::new(db.clone(), Keyring::open(db.clone(), masters, Random::system()).await.unwrap(), clock.clone())
}

fn clock() -> Clock {
    Clock::standing_at("2026-11-21T11:00:00Z".parse().unwrap())
}

async fn let_in(limiter: &Limiter, limit: Limit, times: u32) -> u32 {
    let mut within = 0;
    for _ in 0..times {
        within += u32::from(limiter.hit("test", "somebody", limit).await == Verdict::Within);
    }
    within
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_let_in_no_more_together_than_the_limit_and_a_chunk_each() {
    for test in testing::both().await {
        let clock = clock();
        test.db.migrate(&[], clock.now()).await.unwrap();
        let there = Db::open(&test.address).await.unwrap();
        let (one, other) = (limiter(&test.db, &clock).await, limiter(&there, &clock).await);
        let limit = Limit::per_minute(80);
        let mut within = 0;
        for _ in 0..40 {
            within += let_in(&one, limit, 3).await + let_in(&other, limit, 3).await;
        }
        assert!((80..=80 + 2 * 10).contains(&within), "{}: {within}", test.engine);
        clock.set(clock.now() + SignedDuration::from_mins(2));
        assert_eq!(let_in(&other, limit, 1).await, 1, "after the window they come again");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ordinary_use_asks_the_database_nothing_and_a_key_is_never_stored_in_clear() {
    for test in testing::both().await {
        let clock = clock();
        test.db.migrate(&[], clock.now()).await.unwrap();
        let limiter = limiter(&test.db, &clock).await;
        let limit = Limit::per_minute(80);
        let_in(&limiter, limit, 9).await;
        let rows = test.db.fetch_all("SELECT key FROM shared_counts", vec![]).await.unwrap();
        assert!(rows.is_empty(), "an eighth of the limit is counted in memory");
        let_in(&limiter, limit, 1).await;
        let rows = test.db.fetch_all("SELECT key, hits FROM shared_counts", vec![]).await.unwrap();
        assert_eq!((rows.len(), rows[0].int(1).unwrap()), (1, 10));
        assert!(!rows[0].text(0).unwrap().contains("somebody"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_does_not_answer_leaves_each_process_its_own_count() {
    let test = testing::sqlite().await;
    let clock = clock();
    test.db.migrate(&[], clock.now()).await.unwrap();
    let limiter = limiter(&test.db, &clock).await;
    test.db.close().await;
    assert_eq!(let_in(&limiter, Limit::per_minute(10), 30).await, 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn places_taken_at_once_in_two_processes_are_no_more_than_there_are_and_one_given_back_is_free() {
    for test in testing::both().await {
        let clock = clock();
        test.db.migrate(&[], clock.now()).await.unwrap();
        let there = Db::open(&test.address).await.unwrap();
        let (one, other) = (limiter(&test.db, &clock).await, limiter(&there, &clock).await);
        let limit = Limit { hits: 10, window: SignedDuration::from_hours(24) };
        let asked = (0..30).map(|nth| if nth % 2 == 0 { &one } else { &other });
        let taken = join_all(asked.map(|limiter| limiter.take("test", "somebody", limit))).await;
        let taken: Vec<_> = taken.into_iter().filter_map(Result::unwrap).collect();
        assert_eq!(taken.len(), 10, "{}", test.engine);
        assert!(other.take("test", "another", limit).await.unwrap().is_some(), "each key has its own");
        for place in taken {
            one.give_back(place).await.unwrap();
        }
        assert!(other.take("test", "somebody", limit).await.unwrap().is_some(), "what is given back is free");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whenever they come, nobody gets more than the limit in any two halves of windows, and the wait told is enough.
    #[test]
    fn no_window_lets_in_more_than_twice_the_limit_and_a_told_wait_is_enough(
        hits in 1..40u32, gaps in prop::collection::vec(0..30_000i64, 1..120),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (test, clock, limit) = (testing::sqlite().await, clock(), Limit::per_minute(hits));
            test.db.migrate(&[], clock.now()).await.unwrap();
            let limiter = limiter(&test.db, &clock).await;
            test.db.close().await;
            let mut taken = Vec::new();
            for gap in gaps {
                clock.set(clock.now() + SignedDuration::from_millis(gap));
                match limiter.hit("test", "somebody", limit).await {
                    Verdict::Within => taken.push(clock.now()),
                    Verdict::Over(wait) => {
                        let then = clock.now() + SignedDuration::try_from(wait).unwrap();
                        prop_assert!(clock.now() < then);
                        clock.set(then);
                        prop_assert_eq!(limiter.hit("test", "somebody", limit).await, Verdict::Within, "{:?}", wait);
                        taken.push(then);
                    }
                }
                let minute_ago = clock.now() - SignedDuration::from_mins(1);
                let recent = taken.iter().filter(|at| **at > minute_ago).count();
                prop_assert!(recent <= 2 * hits as usize);
            }
            Ok(())
        })?;
    }
}
