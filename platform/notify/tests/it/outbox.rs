//! The outbox (N4): together with its change, once, again after a fault, and never lost.

use std::sync::Arc;

use access::rules::Flags;
use access::{Actor, Deed, GateError};
use db::testing;
use jiff::SignedDuration;
use notify::{Class, Event, Fault, Which};
use uuid::Uuid;

use crate::house::{APPOINTMENTS, HOSPITAL, House, Post};

const OPEN: Flags = Flags { hidden_from_parents: false, hidden_from_youth: false };

#[tokio::test(flavor = "multi_thread")]
async fn an_event_stands_or_falls_with_its_change() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let source = Actor::Source { organisation: HOSPITAL.into() };
        let deed = Deed::on("deliver", Uuid::from_u128(7));
        let allowed = house.gate.deliver(&source, house.neighbour, &APPOINTMENTS, deed).await.unwrap();
        let failing = allowed.commit::<(), GateError, _>(|tx| {
            Box::pin(async move {
                let event = Event::new("new", "appointments", Class::AboutTreatment, Uuid::from_u128(7));
                notify::raise(tx, &event).await?;
                Err(GateError::Statement("the change fails".into()))
            })
        });
        assert!(failing.await.is_err());
        assert_eq!(house.count("notice_events").await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn several_changes_of_an_item_before_the_morning_are_one_letter_and_one_line() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.set("2026-11-21T23:10:00");
        let item = house.news(house.neighbour, OPEN).await;
        house.delivered().await;
        for kind in ["changed", "cancelled"] {
            let event = Event::new(kind, "appointments", Class::AboutTreatment, item);
            house.raise(house.neighbour, item, OPEN, event).await;
            house.delivered().await;
        }
        house.news(house.neighbour, OPEN).await;
        house.delivered().await;
        house.set("2026-11-22T06:59:59");
        assert_eq!(house.delivered().await.len(), 0);
        house.set("2026-11-22T07:00:00");
        assert_eq!(house.delivered().await.len(), 2, "one for each item");
        assert_eq!(house.unread(house.neighbour).await, 2);
        let event = Event::new("changed", "appointments", Class::AboutTreatment, item);
        house.raise(house.neighbour, item, OPEN, event).await;
        assert_eq!(house.delivered().await.len(), 1, "what has gone out is told anew");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_does_not_take_the_letter_of_what_it_follows_away() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.set("2026-11-21T23:10:00");
        let item = house.news(house.neighbour, OPEN).await;
        house.delivered().await;
        let receipt = Event::new("cancelled_here", "appointments", Class::Confirmation, item);
        house.raise(house.neighbour, item, OPEN, receipt).await;
        house.delivered().await;
        house.set("2026-11-22T07:00:00");
        assert_eq!(house.delivered().await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_workers_on_one_database_send_each_letter_once() {
    for test in testing::both().await {
        let house = Arc::new(House::on(test).await);
        for _ in 0..40 {
            house.news(house.child, OPEN).await;
        }
        let post = Arc::new(Post::default());
        let workers = (0..4).map(|_| {
            let (house, post) = (house.clone(), post.clone());
            tokio::spawn(async move { run_in_spite_of_conflicts(&house, &post).await })
        });
        for worker in workers.collect::<Vec<_>>() {
            worker.await.unwrap();
        }
        assert_eq!(post.letters.lock().unwrap().len(), 80);
        assert_eq!(house.states().await, ["sent"; 80]);
        assert_eq!(house.count("notices").await, 80);
    }
}

/// Two that take rows at the same moment may meet: the one that is turned away comes again, as the job does.
async fn run_in_spite_of_conflicts(house: &House, post: &Arc<Post>) {
    let worker = house.worker(post);
    let mut idle = 0;
    while idle < 3 {
        match worker.run().await {
            Ok(0) => idle += 1,
            Ok(_) => idle = 0,
            Err(fault) => assert!(fault.to_string().contains("met another"), "{fault}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_of_a_process_that_died_is_sent_by_another_under_the_same_id() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.news(house.neighbour, OPEN).await;
        let post = Arc::new(Post::default());
        house.run(&house.worker(&post)).await;
        // As if the process had died between the channel's acceptance and the commit.
        let sql = "UPDATE letters SET state = 'waiting', claim = 'dead', claimed_until = $1, ended_at = NULL";
        let until = house.clock.now() + SignedDuration::from_mins(5);
        let undo = house
            .test
            .db
            .write::<_, db::DbError, _>(move |tx| Box::pin(async move { tx.execute(sql, db::args![until]).await }));
        undo.await.unwrap();
        house.run(&house.worker(&post)).await;
        assert_eq!(post.letters.lock().unwrap().len(), 1, "it is another's for five minutes");
        house.clock.set(until);
        house.run(&house.worker(&post)).await;
        let letters = post.letters.lock().unwrap();
        assert_eq!(letters.len(), 2);
        assert_eq!(letters[0].id, letters[1].id);
        assert!(letters[0].id.len() == 32 && letters[0].id.chars().all(|it| it.is_ascii_hexdigit()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_for_now_is_tried_with_growing_waits_until_it_is_dead() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.news(house.neighbour, OPEN).await;
        let post = Arc::new(Post::default());
        let worker = house.worker(&post);
        let mut attempts = 0;
        while house.states().await != ["dead"] {
            post.answers.lock().unwrap().push_back(Fault::Later("RCPT was answered 451".into()));
            house.run(&worker).await;
            let tried = post.answers.lock().unwrap().is_empty();
            post.answers.lock().unwrap().clear();
            attempts += i64::from(tried);
            house.clock.set(house.clock.now() + SignedDuration::from_mins(20));
        }
        assert!((5..=12).contains(&attempts), "{attempts}");
        assert_eq!(house.delivered().await.len(), 0, "it rests");
        let dead = house.notices.dead().await.unwrap();
        assert_eq!((dead.len(), dead[0].reason.as_str()), (1, "RCPT was answered 451"));
        assert_eq!((dead[0].organisation.as_deref(), dead[0].attempts), (Some(HOSPITAL), attempts));
        house.set("2026-11-26T12:00:00");
        assert_eq!(house.notices.retry(Which::One(Uuid::from_u128(1))).await.unwrap(), 0);
        assert_eq!(house.notices.retry(Which::One(dead[0].id)).await.unwrap(), 1);
        assert_eq!(house.delivered().await, ["nabo@epost.example"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_for_good_is_dead_at_once_and_takes_nothing_else_with_it() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.news(house.child, OPEN).await;
        let post = Arc::new(Post::default());
        post.answers.lock().unwrap().push_back(Fault::Never("RCPT was answered 550".into()));
        house.run(&house.worker(&post)).await;
        assert_eq!(house.states().await, ["dead", "sent"]);
        assert_eq!(house.notices.retry(Which::All).await.unwrap(), 1);
        assert_eq!(house.delivered().await.len(), 1);
        assert_eq!(house.states().await, ["sent", "sent"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_is_down_counts_against_no_letter_however_long_it_lasts() {
    for test in testing::both().await {
        let house = House::on(test).await;
        for _ in 0..5 {
            house.news(house.neighbour, OPEN).await;
        }
        let post = Arc::new(Post::default());
        let worker = house.worker(&post);
        for day in 22..=30 {
            house.set(&format!("2026-11-{day}T12:00:00"));
            for _ in 0..20 {
                post.answers.lock().unwrap().extend((0..5).map(|_| Fault::Down("connecting failed".into())));
                house.run(&worker).await;
                house.clock.set(house.clock.now() + SignedDuration::from_mins(7));
            }
        }
        let rows = house.test.db.fetch_all("SELECT attempts FROM letters", vec![]).await.unwrap();
        assert!(rows.len() == 5 && rows.iter().all(|row| row.int(0).unwrap() == 0));
        post.answers.lock().unwrap().clear();
        house.set("2026-12-01T12:00:00");
        house.run(&worker).await;
        assert_eq!(house.states().await, ["sent"; 5]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_channel_people_are_told_in_the_portal_and_nothing_piles_up() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.news(house.child, OPEN).await;
        house.run(&house.worker_by(vec![])).await;
        assert_eq!((house.count("letters").await, house.count("notices").await), (0, 2));
        assert_eq!(house.unread(house.mother).await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_address_stands_in_clear_and_the_subject_sees_in_the_log_that_people_were_told() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.news(house.neighbour, OPEN).await;
        house.delivered().await;
        let rows = house.test.db.fetch_all("SELECT address FROM letters", vec![]).await.unwrap();
        assert!(rows.iter().all(|row| !row.bytes(0).unwrap().windows(4).any(|it| it == b"nabo")));
        let sql = "SELECT deed, actor FROM usage_log WHERE actor_kind = 'job' AND actor = 'notices'";
        let lines = house.test.db.fetch_all(sql, vec![]).await.unwrap();
        assert_eq!((lines.len(), lines[0].text(0).unwrap().as_str()), (1, "notify"));
        house.set("2027-11-23T12:00:00");
        assert_eq!(house.notices.purge().await.unwrap(), 1);
        assert_eq!((house.count("letters").await, house.count("notices").await), (0, 0));
    }
}
