//! What readers tell, kept and gone again, on both engines.

use db::{Clock, Keyring, MasterKey, Random, args, testing};
use feedback::{About, Content, Feedback, MOST_WAITING, New};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

struct It {
    feedback: Feedback,
    clock: Clock,
    test: testing::TestDb,
}

async fn both() -> Vec<It> {
    let mut all = Vec::new();
    for test in testing::both().await {
        let clock = Clock::standing_at("2026-11-22T10:00:00Z".parse::<Timestamp>().unwrap());
        test.db.migrate(&[feedback::SCHEMA], clock.now()).await.unwrap();
        let keyring = Keyring::open(test.db.clone(), vec![MasterKey::new(&[7; 32])], Random::system()).await.unwrap();
        all.push(It { feedback: Feedback::new(test.db.clone(), keyring, clock.clone()), clock, test });
    }
    all
}

fn message(id: u128) -> New {
    let content =
        Content { text: "Knappen sier ingenting".into(), page: "/timer".into(), email: "kari@example.no".into() };
    New { id: Uuid::from_u128(id), about: About::Accessibility, language: "nb", content }
}

#[tokio::test]
async fn answers_are_numbers_for_an_article_a_language_and_a_month() {
    for it in both().await {
        for useful in [true, true, false] {
            it.feedback.count("nodhjelp/legevakt", "nb", useful).await.unwrap();
        }
        it.feedback.count("nodhjelp/legevakt", "en", false).await.unwrap();
        // 23.30 in UTC is next month in Norway.
        it.clock.set("2026-11-30T23:30:00Z".parse().unwrap());
        it.feedback.count("nodhjelp/legevakt", "nb", false).await.unwrap();
        let all = it.feedback.opinions("2026-11").await.unwrap();
        let all: Vec<_> = all.iter().map(|it| (&*it.language, &*it.month, it.useful, it.not_useful)).collect();
        assert_eq!(
            all,
            [("en", "2026-11", 0, 1), ("nb", "2026-11", 2, 1), ("nb", "2026-12", 0, 1)],
            "{}",
            it.test.engine
        );
        assert_eq!(it.feedback.opinions("2026-12").await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_message_is_read_whole_and_nothing_of_it_stands_open_in_the_database() {
    for it in both().await {
        for _click in 0..2 {
            it.feedback.receive(message(1)).await.unwrap();
        }
        let all = it.feedback.list(10).await.unwrap();
        assert_eq!((all.len(), &all[0].content), (1, &message(1).content), "{}", it.test.engine);
        let rows = it.test.db.fetch_all("SELECT content FROM feedback_messages", args![]).await.unwrap();
        let sealed = rows[0].bytes(0).unwrap();
        for open in [b"Knappen".as_slice(), b"/timer", b"kari@"] {
            assert!(!sealed.windows(open.len()).any(|part| part == open));
        }
        assert_eq!(format!("{:?}", message(1).content), "Content", "nothing of it in a log");
    }
}

#[tokio::test]
async fn what_is_handled_waits_no_more_and_what_is_a_year_old_is_gone() {
    for it in both().await {
        it.feedback.receive(message(1)).await.unwrap();
        it.clock.set(it.clock.now() + SignedDuration::from_hours(1));
        it.feedback.receive(message(2)).await.unwrap();
        assert_eq!(it.feedback.waiting().await.unwrap(), 2);
        it.feedback.handle(Uuid::from_u128(1), "operator").await.unwrap();
        it.clock.set(it.clock.now() + SignedDuration::from_hours(1));
        it.feedback.handle(Uuid::from_u128(1), "another").await.unwrap();
        let listed = it.feedback.list(10).await.unwrap();
        assert_eq!(listed.iter().map(|it| it.id.as_u128()).collect::<Vec<_>>(), [2, 1], "what waits first");
        assert_eq!(
            listed[1].handled_at,
            Some(it.clock.now() - SignedDuration::from_hours(1)),
            "the first click stands"
        );
        it.feedback.reopen(Uuid::from_u128(1)).await.unwrap();
        assert_eq!(it.feedback.waiting().await.unwrap(), 2);
        assert!(it.feedback.delete(Uuid::from_u128(2)).await.unwrap());
        assert!(!it.feedback.delete(Uuid::from_u128(2)).await.unwrap());
        assert_eq!(it.feedback.purge().await.unwrap(), 0);
        it.clock.set(it.clock.now() + SignedDuration::from_hours(366 * 24));
        assert_eq!(it.feedback.purge().await.unwrap(), 1);
        assert_eq!(it.feedback.find(Uuid::from_u128(1)).await.unwrap(), None);
    }
}

#[tokio::test]
async fn the_operator_is_told_once_of_what_has_come() {
    for it in both().await {
        assert_eq!(it.feedback.untold().await.unwrap(), 0);
        it.feedback.receive(message(1)).await.unwrap();
        it.feedback.receive(message(2)).await.unwrap();
        assert_eq!(it.feedback.untold().await.unwrap(), 2);
        it.feedback.told(it.clock.now()).await.unwrap();
        it.clock.set(it.clock.now() + SignedDuration::from_secs(1));
        it.feedback.receive(message(3)).await.unwrap();
        assert_eq!(it.feedback.untold().await.unwrap(), 1, "{}", it.test.engine);
    }
}

#[tokio::test]
async fn nobody_fills_the_disk_with_messages() {
    for it in both().await {
        let sql =
            "INSERT INTO feedback_messages (id, about, language, content, received_at) VALUES ($1, $2, $3, $4, $5)";
        let full = it.test.db.write::<_, db::DbError, _>(move |tx| {
            Box::pin(async move {
                for id in 0..MOST_WAITING {
                    tx.execute(sql, args![id.to_string(), "other", "nb", vec![0u8], Timestamp::UNIX_EPOCH]).await?;
                }
                Ok(())
            })
        });
        full.await.unwrap();
        let fault = it.feedback.receive(message(1)).await.unwrap_err();
        assert!(matches!(fault, feedback::FeedbackError::Full), "{}: {fault}", it.test.engine);
    }
}
