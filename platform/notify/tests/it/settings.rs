//! How much one is told (N2, S5): every level against every kind of news.

use access::rules::Flags;
use db::{Random, testing};
use notify::{Class, Event, Level};

use crate::house::House;

#[tokio::test(flavor = "multi_thread")]
async fn a_level_decides_what_goes_out_and_nothing_of_what_the_portal_shows() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let mut sent = Vec::new();
        for level in Level::ALL {
            house.choose(house.neighbour, move |tx| Box::pin(async move { notify::set_level(tx, level).await })).await;
            for class in [Class::AboutTreatment, Class::Answer, Class::Confirmation] {
                let item = Random::system().uuid(house.clock.now());
                let event = Event::new("new", "appointments", class, item);
                house.raise(house.neighbour, item, Flags::default(), event).await;
                sent.push(house.delivered().await.len());
            }
        }
        assert_eq!(sent, [1, 0, 0, 1, 1, 0, 1, 1, 1]);
        assert_eq!(house.unread(house.neighbour).await, 9);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_level_chosen_in_the_night_holds_in_the_morning() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.set("2026-11-21T23:00:00");
        let item = Random::system().uuid(house.clock.now());
        house
            .raise(house.neighbour, item, Flags::default(), Event::new("new", "appointments", Class::Answer, item))
            .await;
        house.delivered().await;
        house.choose(house.neighbour, |tx| Box::pin(async move { notify::set_level(tx, Level::Few).await })).await;
        house.set("2026-11-22T07:00:00");
        assert_eq!(house.delivered().await, [""; 0]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_did_it_has_nothing_unread_of_it_and_who_did_not_has() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let item = Random::system().uuid(house.clock.now());
        let event = Event::new("cancelled_here", "appointments", Class::Confirmation, item).by(house.mother);
        house.raise(house.child, item, Flags::default(), event).await;
        assert_eq!(house.delivered().await, [""; 0], "a receipt goes to those who want as much as possible");
        assert_eq!((house.unread(house.mother).await, house.unread(house.father).await), (0, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_read_is_no_longer_counted() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.news(house.neighbour, Flags::default()).await;
        house.delivered().await;
        let me = access::Actor::Citizen(house.neighbour);
        let seen = access::Deed::new("notices");
        let allowed = house.gate.see(&me, house.neighbour, &crate::house::APPOINTMENTS, seen).await.unwrap();
        let told = notify::told(&allowed, house.neighbour, "appointments", None, 10).await.unwrap();
        assert!(told.len() == 1 && told[0].is_new);
        let step = &told[0].steps[0];
        assert!(matches!(&step.outcome, notify::Outcome::Sent(_, to) if to == "n***@e***.example"), "{told:?}");
        house.notices.mark_read(house.mother, vec![(house.neighbour, told[0].id)]).await.unwrap();
        assert_eq!(house.unread(house.neighbour).await, 1, "another cannot read it away");
        house.notices.mark_read(house.neighbour, vec![(house.neighbour, told[0].id)]).await.unwrap();
        assert_eq!(house.unread(house.neighbour).await, 0);
    }
}
