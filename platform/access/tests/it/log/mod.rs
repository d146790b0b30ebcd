//! The sealed log: `verify` finds every change of the past.

use access::log::{Finding, Head, HeadFile, Retention, Sealer, Verified, prune, verify};
use db::{DbError, args, testing};
use tempfile::TempDir;

use crate::family::Family;

const KEPT: Retention = Retention { months: 36 };

/// The heads in a file.
fn written(heads: &HeadFile) -> Vec<Head> {
    heads.read().unwrap().map(Result::unwrap).collect()
}

struct Sealed {
    family: Family,
    heads: HeadFile,
    sealer: Sealer,
    _folder: TempDir,
}

impl Sealed {
    /// A log of three seals in two months.
    async fn new(test: testing::TestDb) -> Self {
        let family = Family::at(test, "2026-11-30T12:00:00Z").await;
        let folder = TempDir::new().unwrap();
        let heads = HeadFile::new(folder.path().join("heads.jsonl"));
        let (db, clock) = (family.test.db.clone(), family.clock.clone());
        let sealer = Sealer::open(db, &family.keyring, clock, heads.clone(), "one".into()).await.unwrap();
        let sealed = Self { family, heads, sealer, _folder: folder };
        for now in ["2026-11-30T12:01:00Z", "2026-11-30T22:01:00Z", "2026-12-01T12:01:00Z"] {
            sealed.family.set_clock(now);
            sealed.family.look(sealed.family.mother, sealed.family.child).await.unwrap();
            sealed.family.clock.set(sealed.family.clock.now() + jiff::SignedDuration::from_secs(5));
            assert!(sealed.sealer.run().await.unwrap().lines >= 2);
        }
        sealed
    }

    async fn verify(&self) -> Verified {
        let now = self.family.clock.now();
        verify(&self.family.test.db, &self.family.keyring, &self.heads, KEPT, now).await.unwrap()
    }

    async fn tamper(&self, sql: &'static str) {
        let db = &self.family.test.db;
        let rows = db.write::<_, DbError, _>(move |tx| Box::pin(async move { tx.execute(sql, args![]).await })).await;
        assert!(rows.unwrap() > 0, "the tampering itself must take");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_untouched_log_is_whole_up_to_a_time_that_is_named() {
    for test in testing::both().await {
        let sealed = Sealed::new(test).await;
        let outcome = sealed.verify().await;
        assert_eq!(outcome.findings, []);
        assert_eq!((outcome.seals, outcome.unsealed), (3, 0));
        assert_eq!(outcome.up_to.unwrap().to_string(), "2026-12-01T12:01:03Z");
        let heads = written(&sealed.heads);
        let segments: Vec<&str> = heads.iter().map(|head| head.segment.as_str()).collect();
        assert_eq!(segments, ["2026-11", "2026-11", "2026-12"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_changed_word_is_found() {
    for test in testing::both().await {
        let sealed = Sealed::new(test).await;
        sealed.tamper("UPDATE usage_log SET deed = 'lisT' WHERE seal = 2").await;
        assert_eq!(sealed.verify().await.findings, [Finding::Broken { seal: 2, segment: "2026-11".into() }]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_removed_line_is_found() {
    for test in testing::both().await {
        let sealed = Sealed::new(test).await;
        sealed.tamper("DELETE FROM usage_log WHERE id = (SELECT MIN(id) FROM usage_log WHERE seal = 3)").await;
        assert_eq!(sealed.verify().await.findings, [Finding::Broken { seal: 3, segment: "2026-12".into() }]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_tail_is_found_by_the_heads_outside() {
    for test in testing::both().await {
        let sealed = Sealed::new(test).await;
        sealed.tamper("DELETE FROM usage_log WHERE seal = 3").await;
        sealed.tamper("DELETE FROM usage_seals WHERE number = 3").await;
        assert_eq!(sealed.verify().await.findings, [Finding::Missing { seal: 3 }]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seal_made_anew_without_the_key_is_found() {
    for test in testing::both().await {
        let sealed = Sealed::new(test).await;
        sealed.tamper("UPDATE usage_seals SET lines = 0, hash = 'ab' WHERE number = 2").await;
        let findings = sealed.verify().await.findings;
        assert!(findings.contains(&Finding::Unsigned { seal: 2 }), "{findings:?}");
        assert!(findings.contains(&Finding::Unlinked { seal: 3 }), "{findings:?}");
        assert!(findings.contains(&Finding::Missing { seal: 2 }), "{findings:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_was_not_written_before_the_process_died_is_written_by_the_next() {
    for test in testing::both().await {
        let sealed = Sealed::new(test).await;
        let folder = TempDir::new().unwrap();
        let heads = HeadFile::new(folder.path().join("heads.jsonl"));
        heads.append(&written(&sealed.heads)[..1]).unwrap();
        let (db, clock) = (sealed.family.test.db.clone(), sealed.family.clock.clone());
        clock.set(clock.now() + jiff::SignedDuration::from_mins(5));
        let next = Sealer::open(db, &sealed.family.keyring, clock, heads.clone(), "two".into()).await.unwrap();
        next.run().await.unwrap();
        assert_eq!(written(&heads)[..3], written(&sealed.heads)[..], "{}", sealed.family.test.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_cut_off_by_a_full_disk_is_written_whole_when_there_is_room_again() {
    for test in testing::both().await {
        let sealed = Sealed::new(test).await;
        let path = sealed.heads.path().to_owned();
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() - 40]).unwrap();
        assert_eq!(sealed.heads.last().unwrap().unwrap().number, 2);
        assert_eq!(sealed.verify().await.findings, [], "a line that is not there yet is no tampering");
        sealed.sealer.run().await.unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), whole);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_sealers_one_works_at_a_time() {
    for test in testing::both().await {
        let sealed = Sealed::new(test).await;
        let (db, clock) = (sealed.family.test.db.clone(), sealed.family.clock.clone());
        let other =
            Sealer::open(db, &sealed.family.keyring, clock.clone(), sealed.heads.clone(), "two".into()).await.unwrap();
        sealed.family.look(sealed.family.mother, sealed.family.mother).await.unwrap();
        clock.set(clock.now() + jiff::SignedDuration::from_secs(4));
        assert_eq!(other.run().await.unwrap().lines, 0, "the lease is the first one's");
        assert!(sealed.sealer.run().await.unwrap().lines > 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whole_months_go_when_their_time_is_out_and_the_rest_stays_proved() {
    for test in testing::both().await {
        let sealed = Sealed::new(test).await;
        let db = &sealed.family.test.db;
        sealed.family.set_clock("2029-12-31T23:00:00Z");
        assert_eq!(prune(db, KEPT, sealed.family.clock.now()).await.unwrap(), 1, "November 2026 alone");
        assert_eq!(prune(db, KEPT, sealed.family.clock.now()).await.unwrap(), 0);
        assert_eq!(sealed.verify().await.findings, []);
        let left = db.fetch_all("SELECT DISTINCT seal FROM usage_log", args![]).await.unwrap();
        assert_eq!(
            left.iter().map(|row| row.int(0).unwrap()).collect::<Vec<_>>(),
            [3],
            "{}",
            sealed.family.test.engine
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_removed_before_its_time_is_found() {
    for test in testing::both().await {
        let sealed = Sealed::new(test).await;
        sealed.tamper("DELETE FROM usage_log WHERE seal = 3").await;
        sealed.tamper("UPDATE usage_seals SET pruned = NOT pruned WHERE number = 3").await;
        assert_eq!(sealed.verify().await.findings, [Finding::PrunedEarly { seal: 3, segment: "2026-12".into() }]);
    }
}
