//! What the operator tells, as readers meet it, on both engines.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use db::{Clock, DbError, Random, args, testing};
use incidents::{Component, Impact, Incidents, State, Status, Texts};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

struct It {
    status: Status,
    clock: Clock,
    /// Everything that asks the database is down.
    is_down: Arc<AtomicBool>,
    test: testing::TestDb,
}

async fn both() -> Vec<It> {
    let mut all = Vec::new();
    for test in testing::both().await {
        let clock = Clock::standing_at("2026-11-22T10:00:00Z".parse::<Timestamp>().unwrap());
        test.db.migrate(&[incidents::SCHEMA], clock.now()).await.unwrap();
        let is_down = Arc::new(AtomicBool::new(false));
        let found = is_down.clone();
        let probe = move || {
            let state = if found.load(Ordering::SeqCst) { State::Down } else { State::Works };
            Box::pin(async move { vec![(Component::LogIn, state)] }) as _
        };
        let incidents = Incidents::new(test.db.clone(), clock.clone(), Random::system());
        all.push(It { status: Status::new(incidents, Arc::new(probe)), clock, is_down, test });
    }
    all
}

fn texts(text: &str) -> Texts {
    Texts { nb: format!("{text} nb"), nn: format!("{text} nn"), en: format!("{text} en") }
}

impl It {
    /// A look that asks again.
    async fn look(&self) -> incidents::Seen {
        tokio::time::sleep(Duration::from_millis(1_050)).await;
        self.status.look().await
    }

    fn pass(&self, hours: i64) {
        self.clock.set(self.clock.now() + SignedDuration::from_hours(hours));
    }
}

#[tokio::test]
async fn what_is_opened_stands_on_every_page_until_it_is_resolved_and_then_in_the_history() {
    for it in both().await {
        let told = it.status.incidents();
        let id = told.open(Component::LogIn, Impact::Degraded, texts("Tregt")).await.unwrap();
        let seen = it.look().await;
        assert_eq!(seen.state(Component::LogIn, it.clock.now()), State::Degraded, "{}", it.test.engine);
        assert_eq!(seen.state(Component::Api, it.clock.now()), State::Works);
        assert_eq!(it.status.board().current()[0].text("nn"), "Tregt nn");
        it.pass(1);
        assert!(told.update(id, texts("Bedre")).await.unwrap());
        assert_eq!(
            it.look().await.incidents[0].text("se"),
            "Bedre nb",
            "the newest, and Bokmål where a language lacks"
        );
        it.pass(1);
        assert!(told.resolve(id, texts("Over")).await.unwrap());
        assert!(!told.resolve(id, texts("Igjen")).await.unwrap(), "the second time changes nothing");
        assert!(!told.update(id, texts("Mer")).await.unwrap(), "what is over is told no more of");
        let seen = it.look().await;
        assert!(it.status.board().current().is_empty());
        assert_eq!((seen.incidents.len(), seen.incidents[0].updates.len()), (1, 3));
        it.pass(90 * 24);
        assert!(it.look().await.incidents.is_empty(), "90 days later nothing is told of it");
        assert!(!told.update(Uuid::nil(), texts("Ingen")).await.unwrap());
    }
}

#[tokio::test]
async fn maintenance_is_told_a_day_before_and_ends_by_itself() {
    for it in both().await {
        let (from, hour) = (it.clock.now() + SignedDuration::from_hours(48), SignedDuration::from_hours(1));
        it.status.incidents().plan(Component::Pages, from, from + hour, texts("Oppgradering")).await.unwrap();
        assert!(it.look().await.incidents[0].is_planned(it.clock.now()));
        assert!(it.status.board().current().is_empty());
        it.pass(24);
        it.look().await;
        assert_eq!(it.status.board().current().len(), 1);
        it.clock.set(from);
        assert_eq!(it.look().await.state(Component::Pages, from), State::Maintenance);
        it.clock.set(from + hour);
        assert_eq!(it.look().await.state(Component::Pages, from + hour), State::Works, "{}", it.test.engine);
        assert!(it.status.board().current().is_empty());
    }
}

#[tokio::test]
async fn when_the_database_is_away_what_was_known_stands_and_is_marked_as_old() {
    for it in both().await {
        it.status.incidents().open(Component::Api, Impact::Down, texts("Nede")).await.unwrap();
        let before = it.look().await;
        let current = it.status.board().current();
        it.is_down.store(true, Ordering::SeqCst);
        let renamed = it.test.db.write::<_, DbError, _>(|tx| {
            Box::pin(async move { tx.execute("ALTER TABLE incidents RENAME TO gone", args![]).await })
        });
        renamed.await.unwrap();
        it.pass(1);
        let seen = it.look().await;
        assert!(seen.is_old && seen.read_at == before.read_at, "{}", it.test.engine);
        assert_eq!(seen.incidents, before.incidents);
        assert_eq!(seen.state(Component::LogIn, it.clock.now()), State::Down, "and what is found now");
        assert!(Arc::ptr_eq(&current, &it.status.board().current()), "kept pages stay kept");
    }
}
