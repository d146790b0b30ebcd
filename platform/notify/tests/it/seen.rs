//! What a sender learns (B7): the day of delivered, read and posted, and nothing more.

use std::sync::Arc;

use access::rules::Flags;
use access::{Actor, Deed};
use db::testing;
use jiff::SignedDuration;
use jiff::civil::date;
use notify::{ChannelKind, SeenBySender, seen_by_sender};
use uuid::Uuid;

use crate::browser::Browser;
use crate::house::{APPOINTMENTS, House, Post};

/// What is seen of an item by one who may open it.
async fn seen(house: &House, item: Uuid) -> SeenBySender {
    let me = Actor::Citizen(house.mother);
    let allowed = house.gate.see(&me, house.child, &APPOINTMENTS, Deed::new("notices")).await.unwrap();
    seen_by_sender(&allowed, item).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_learns_the_days_and_not_who_of_several_or_how() {
    for test in testing::both().await {
        let house = House::on(test).await;
        Browser::at("https://fcm.googleapis.com/far").subscribe(&house, house.father).await;
        let item = house.news(house.child, Flags::default()).await;
        assert_eq!(seen(&house, item).await, SeenBySender::default(), "before anybody is told");
        let (push, email) = (Arc::new(Post::of(ChannelKind::Push)), Arc::new(Post::default()));
        house.run(&house.worker_by(vec![push.clone(), email])).await;
        assert_eq!(seen(&house, item).await, SeenBySender::default(), "sent is not delivered");
        // Half past midnight in Norway is the day before in UTC.
        house.set("2026-11-22T00:30:00");
        let token = push.letters.lock().unwrap()[0].id.clone();
        house.notices.shown(&token).await.unwrap();
        let delivered = Some(date(2026, 11, 22));
        assert_eq!(seen(&house, item).await, SeenBySender { delivered, ..SeenBySender::default() });
        house.set("2026-11-23T08:00:00");
        let sql = format!("SELECT id FROM notices WHERE recipient = '{}'", house.mother);
        let id = house.test.db.fetch_all(sql, vec![]).await.unwrap()[0].uuid(0).unwrap();
        house.notices.mark_read(house.mother, vec![(house.child, id)]).await.unwrap();
        let read = Some(date(2026, 11, 23));
        assert_eq!(seen(&house, item).await, SeenBySender { delivered, read, posted: None });
        house.set("2026-11-30T08:00:00");
        for _ in 0..2 {
            house.as_job(house.child, move |tx| Box::pin(async move { notify::posted(tx, item).await })).await;
            house.clock.set(house.clock.now() + SignedDuration::from_hours(48));
        }
        let posted = Some(date(2026, 11, 30));
        assert_eq!(seen(&house, item).await, SeenBySender { delivered, read, posted }, "the first time stands");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_what_is_hidden_from_the_reader_nothing_is_seen() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let item = house.news(house.child, Flags { hidden_from_parents: true, hidden_from_youth: false }).await;
        house.delivered().await;
        house.as_job(house.child, move |tx| Box::pin(async move { notify::posted(tx, item).await })).await;
        assert_eq!(seen(&house, item).await, SeenBySender::default());
    }
}
