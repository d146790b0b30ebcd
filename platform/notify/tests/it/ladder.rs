//! The ladder (N1): a device first, at any hour; the alternative after a while; and every rung asked anew.

use std::sync::Arc;

use access::rules::Flags;
use db::testing;
use jiff::SignedDuration;
use notify::{Alternative, Channel, ChannelKind, Class, Event, Fault, Level};
use people::RegisterEvent;

use crate::browser::Browser;
use crate::house::{House, Post};

pub const OPEN: Flags = Flags { hidden_from_parents: false, hidden_from_youth: false };
const FROM_PARENTS: Flags = Flags { hidden_from_parents: true, hidden_from_youth: false };

/// All three ways, each of which remembers.
pub struct Ways {
    push: Arc<Post>,
    sms: Arc<Post>,
    email: Arc<Post>,
    worker: notify::Worker,
}

impl Ways {
    pub fn of(house: &House) -> Self {
        let [push, sms, email] = ChannelKind::ALL.map(|kind| Arc::new(Post::of(kind)));
        let channels: Vec<Arc<dyn Channel>> = vec![push.clone(), sms.clone(), email.clone()];
        Self { push, sms, email, worker: house.worker_by(channels) }
    }

    /// Does what there is to do, and says how many letters went by push, SMS and e-mail.
    pub async fn run(&self, house: &House) -> [usize; 3] {
        let ways = [&self.push, &self.sms, &self.email];
        let before = ways.map(|way| way.letters.lock().unwrap().len());
        house.run(&self.worker).await;
        let after = ways.map(|way| way.letters.lock().unwrap().len());
        [0, 1, 2].map(|way| after[way] - before[way])
    }

    fn token(&self) -> String {
        self.push.letters.lock().unwrap().last().unwrap().id.clone()
    }
}

pub fn later(house: &House, minutes: i64) {
    house.clock.set(house.clock.now() + SignedDuration::from_mins(minutes));
}

pub async fn chooses(house: &House, person: db::PersonId, alternative: Alternative) {
    house.choose(person, move |tx| Box::pin(async move { notify::set_alternative(tx, alternative).await })).await;
}

async fn reasons(house: &House) -> Vec<String> {
    let sql = "SELECT reason FROM letters WHERE state = 'dropped' ORDER BY reason";
    let rows = house.test.db.fetch_all(sql, vec![]).await.unwrap();
    rows.iter().map(|row| row.text(0).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_is_told_first_and_the_alternative_goes_when_it_has_not_answered_in_time() {
    for test in testing::both().await {
        let house = House::on(test).await;
        Browser::at("https://fcm.googleapis.com/a").subscribe(&house, house.neighbour).await;
        let ways = Ways::of(&house);
        house.news(house.neighbour, OPEN).await;
        assert_eq!(ways.run(&house).await, [1, 0, 0]);
        house.clock.set(house.clock.now() + SignedDuration::new(14 * 60 + 59, 999_999_000));
        assert_eq!(ways.run(&house).await, [0, 0, 0]);
        house.clock.set(house.clock.now() + SignedDuration::from_micros(1));
        assert_eq!(ways.run(&house).await, [0, 0, 1]);
        later(&house, 600);
        assert_eq!(ways.run(&house).await, [0, 0, 0], "and nothing after that");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_a_device_has_shown_goes_no_other_way() {
    for test in testing::both().await {
        let house = House::on(test).await;
        Browser::at("https://fcm.googleapis.com/a").subscribe(&house, house.neighbour).await;
        Browser::at("https://fcm.googleapis.com/b").subscribe(&house, house.neighbour).await;
        let ways = Ways::of(&house);
        house.news(house.neighbour, OPEN).await;
        assert_eq!(ways.run(&house).await, [2, 0, 0], "each device");
        for nonsense in ["", "0", &"0".repeat(32), &"ø".repeat(16)] {
            house.notices.shown(nonsense).await.unwrap();
        }
        house.notices.shown(&ways.token()).await.unwrap();
        house.notices.shown(&ways.token()).await.unwrap();
        later(&house, 15);
        assert_eq!(ways.run(&house).await, [0, 0, 0], "one of two is enough");
        assert_eq!(reasons(&house).await, ["delivered"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_was_read_climbs_no_further() {
    for test in testing::both().await {
        let house = House::on(test).await;
        Browser::at("https://fcm.googleapis.com/a").subscribe(&house, house.neighbour).await;
        let ways = Ways::of(&house);
        house.news(house.neighbour, OPEN).await;
        ways.run(&house).await;
        later(&house, 1);
        let sql = "SELECT id FROM notices";
        let id = house.test.db.fetch_all(sql, vec![]).await.unwrap()[0].uuid(0).unwrap();
        house.notices.mark_read(house.neighbour, vec![(house.neighbour, id)]).await.unwrap();
        later(&house, 14);
        assert_eq!(ways.run(&house).await, [0, 0, 0]);
        assert_eq!(reasons(&house).await, ["read"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_is_told_in_the_night_and_the_alternative_waits_for_seven() {
    // Ordinary nights, and those in which the clock is moved.
    let nights = [
        ("2026-11-21T22:44:59", "2026-11-21T22:59:59"),
        ("2026-11-21T22:45:00", "2026-11-22T07:00:00"),
        ("2026-11-22T03:00:00", "2026-11-22T07:00:00"),
        ("2026-11-22T06:50:00", "2026-11-22T07:05:00"),
        ("2027-03-27T22:45:00", "2027-03-28T07:00:00"),
        ("2027-03-28T01:50:00", "2027-03-28T07:00:00"),
        ("2027-03-28T22:45:00", "2027-03-29T07:00:00"),
        ("2027-10-30T22:45:00", "2027-10-31T07:00:00"),
        ("2027-10-31T02:30:00", "2027-10-31T07:00:00"),
        ("2027-10-31T22:44:59", "2027-10-31T22:59:59"),
    ];
    for test in testing::both().await {
        let house = House::on(test).await;
        Browser::at("https://fcm.googleapis.com/a").subscribe(&house, house.neighbour).await;
        let ways = Ways::of(&house);
        for (raised, due) in nights {
            house.set(raised);
            house.email(house.neighbour, "nabo@epost.example").await;
            house.news(house.neighbour, OPEN).await;
            assert_eq!(ways.run(&house).await, [1, 0, 0], "{raised}");
            house.set(due);
            house.clock.set(house.clock.now() - SignedDuration::from_micros(1));
            assert_eq!(ways.run(&house).await, [0, 0, 0], "{raised}");
            house.set(due);
            assert_eq!(ways.run(&house).await, [0, 0, 1], "{raised}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_chooses_sms_e_mail_or_both_and_gets_what_one_has_chosen() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.reached(house.neighbour, Some("nabo@epost.example"), Some("912 34 567")).await;
        let ways = Ways::of(&house);
        let told = async || {
            house.news(house.neighbour, OPEN).await;
            ways.run(&house).await
        };
        assert_eq!(told().await, [0, 0, 1], "nothing chosen");
        for (alternative, expected) in
            [(Alternative::Sms, [0, 1, 0]), (Alternative::Email, [0, 0, 1]), (Alternative::Both, [0, 1, 1])]
        {
            chooses(&house, house.neighbour, alternative).await;
            assert_eq!(told().await, expected, "{alternative:?}");
        }
        assert_eq!(ways.sms.to(), ["+4791234567"; 2]);
        house.reached(house.neighbour, Some("nabo@epost.example"), None).await;
        chooses(&house, house.neighbour, Alternative::Sms).await;
        assert_eq!(told().await, [0, 0, 0], "who wants SMS alone is not written to otherwise");
        house.reached(house.neighbour, None, Some("912 34 567")).await;
        chooses(&house, house.neighbour, Alternative::Email).await;
        assert_eq!(told().await, [0, 0, 0]);
        let sql = "DELETE FROM notice_settings";
        house
            .test
            .db
            .write::<_, db::DbError, _>(move |tx| Box::pin(async move { tx.execute(sql, vec![]).await }))
            .await
            .unwrap();
        assert_eq!(told().await, [0, 1, 0], "nothing chosen, and no mailbox");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_that_the_installation_has_not_is_not_waited_for() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.reached(house.neighbour, Some("nabo@epost.example"), Some("912 34 567")).await;
        Browser::at("https://fcm.googleapis.com/a").subscribe(&house, house.neighbour).await;
        chooses(&house, house.neighbour, Alternative::Sms).await;
        house.news(house.neighbour, OPEN).await;
        assert_eq!(house.delivered().await, ["nabo@epost.example"], "there is e-mail alone, and it goes at once");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_household_that_shares_a_number_gets_one_message_whenever_each_ones_rung_is_due() {
    for test in testing::both().await {
        let house = House::on(test).await;
        for (person, written) in [(house.mother, "912 34 567"), (house.father, "+47 91234567")] {
            house.reached(person, None, Some(written)).await;
        }
        let ways = Ways::of(&house);
        house.news(house.child, OPEN).await;
        assert_eq!(ways.run(&house).await, [0, 1, 0]);
        Browser::at("https://fcm.googleapis.com/mor").subscribe(&house, house.mother).await;
        house.news(house.child, OPEN).await;
        assert_eq!(ways.run(&house).await, [1, 1, 0], "hers to the device, his to the number");
        later(&house, 15);
        assert_eq!(ways.run(&house).await, [0, 0, 0], "the number has had it");
        assert_eq!(house.states().await, ["sent"; 5]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_goes_to_no_shared_number_and_no_screen_shows_whom_it_is_from() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let ways = Ways::of(&house);
        house.reached(house.youth, None, Some("91234567")).await;
        house.reached(house.mother, None, Some("+47 912 34 567")).await;
        house.news(house.youth, FROM_PARENTS).await;
        assert_eq!(ways.run(&house).await, [0, 0, 0]);
        house.reached(house.mother, None, None).await;
        Browser::at("https://fcm.googleapis.com/ung").subscribe(&house, house.youth).await;
        house.news(house.youth, FROM_PARENTS).await;
        assert_eq!(ways.run(&house).await, [1, 0, 0]);
        later(&house, 15);
        assert_eq!(ways.run(&house).await, [0, 1, 0]);
        for post in [&ways.push, &ways.sms] {
            assert_eq!(post.letters.lock().unwrap()[0].text, "fra ingen", "{:?}", post.kind);
        }
        house.news(house.neighbour, OPEN).await;
        house.reached(house.neighbour, None, Some("98765432")).await;
        ways.run(&house).await;
        assert_eq!(ways.sms.letters.lock().unwrap()[1].text, "fra Lindal sykehus", "of what is open one is told");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_is_gone_is_forgotten_and_the_alternative_comes_forward() {
    for test in testing::both().await {
        let house = House::on(test).await;
        Browser::at("https://fcm.googleapis.com/a").subscribe(&house, house.neighbour).await;
        let ways = Ways::of(&house);
        ways.push.answers.lock().unwrap().push_back(Fault::Gone);
        house.news(house.neighbour, OPEN).await;
        assert_eq!(ways.run(&house).await, [0, 0, 1], "at once");
        assert_eq!(house.count("notice_devices").await, 0);
        house.set("2026-11-21T23:30:00");
        Browser::at("https://fcm.googleapis.com/b").subscribe(&house, house.neighbour).await;
        ways.push.answers.lock().unwrap().push_back(Fault::Gone);
        house.news(house.neighbour, OPEN).await;
        assert_eq!(ways.run(&house).await, [0, 0, 0], "but not in the night");
        house.set("2026-11-22T07:00:00");
        assert_eq!(ways.run(&house).await, [0, 0, 1]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_device_of_two_that_is_gone_hastens_nothing() {
    for test in testing::both().await {
        let house = House::on(test).await;
        for endpoint in ["https://fcm.googleapis.com/a", "https://fcm.googleapis.com/b"] {
            Browser::at(endpoint).subscribe(&house, house.neighbour).await;
        }
        let ways = Ways::of(&house);
        ways.push.answers.lock().unwrap().push_back(Fault::Gone);
        house.news(house.neighbour, OPEN).await;
        assert_eq!(ways.run(&house).await, [1, 0, 0]);
        later(&house, 15);
        assert_eq!(ways.run(&house).await, [0, 0, 1]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_no_longer_know_is_not_told_at_the_next_rung() {
    for test in testing::both().await {
        let house = House::on(test).await;
        Browser::at("https://fcm.googleapis.com/mor").subscribe(&house, house.mother).await;
        house.reached(house.father, None, None).await;
        let ways = Ways::of(&house);
        let item = house.news(house.child, OPEN).await;
        assert_eq!(ways.run(&house).await, [1, 0, 0]);
        // The clinic hides it from the parents between the rungs.
        let hide = house.as_job(house.child, move |tx| {
            Box::pin(async move { tx.set_item(item, FROM_PARENTS, access::rules::ItemSource::Gp).await })
        });
        hide.await;
        later(&house, 15);
        assert_eq!(ways.run(&house).await, [0, 0, 0]);
        assert_eq!(reasons(&house).await, ["not_allowed"]);
        house.news(house.child, OPEN).await;
        assert_eq!(ways.run(&house).await, [1, 0, 0]);
        house.tell(RegisterEvent::CustodyChanged { child: house.child, responsible: vec![house.father] }).await;
        later(&house, 15);
        assert_eq!(ways.run(&house).await, [0, 0, 0]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_level_holds_for_devices_too() {
    for test in testing::both().await {
        let house = House::on(test).await;
        Browser::at("https://fcm.googleapis.com/a").subscribe(&house, house.neighbour).await;
        let ways = Ways::of(&house);
        let mut sent = Vec::new();
        for level in Level::ALL {
            house.choose(house.neighbour, move |tx| Box::pin(async move { notify::set_level(tx, level).await })).await;
            for class in [Class::AboutTreatment, Class::Answer, Class::Confirmation] {
                let item = db::Random::system().uuid(house.clock.now());
                house.raise(house.neighbour, item, OPEN, Event::new("new", "appointments", class, item)).await;
                sent.push(ways.run(&house).await[0]);
            }
        }
        assert_eq!(sent, [1, 0, 0, 1, 1, 0, 1, 1, 1]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_now_and_then_do_not_put_the_alternative_off_and_are_one_letter() {
    for test in testing::both().await {
        let house = House::on(test).await;
        Browser::at("https://fcm.googleapis.com/a").subscribe(&house, house.neighbour).await;
        let ways = Ways::of(&house);
        let item = house.news(house.neighbour, OPEN).await;
        assert_eq!(ways.run(&house).await, [1, 0, 0]);
        later(&house, 10);
        let event = Event::new("changed", "appointments", Class::AboutTreatment, item);
        house.raise(house.neighbour, item, OPEN, event).await;
        assert_eq!(ways.run(&house).await, [1, 0, 0], "the device is told of each");
        later(&house, 5);
        assert_eq!(ways.run(&house).await, [0, 0, 1], "a quarter of an hour after the first");
        later(&house, 60);
        assert_eq!(ways.run(&house).await, [0, 0, 0]);
        assert_eq!(reasons(&house).await, ["replaced"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_by_post_goes_no_other_way_any_more() {
    for test in testing::both().await {
        let house = House::on(test).await;
        Browser::at("https://fcm.googleapis.com/a").subscribe(&house, house.neighbour).await;
        let ways = Ways::of(&house);
        let item = house.news(house.neighbour, OPEN).await;
        ways.run(&house).await;
        house.as_job(house.neighbour, move |tx| Box::pin(async move { notify::posted(tx, item).await })).await;
        later(&house, 15);
        assert_eq!(ways.run(&house).await, [0, 0, 0]);
        assert_eq!(reasons(&house).await, ["posted"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_is_down_holds_no_other_up() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.reached(house.neighbour, Some("nabo@epost.example"), Some("91234567")).await;
        chooses(&house, house.neighbour, Alternative::Both).await;
        let ways = Ways::of(&house);
        ways.sms.answers.lock().unwrap().push_back(Fault::Rest(SignedDuration::from_mins(30), "answered 429".into()));
        house.news(house.neighbour, OPEN).await;
        assert_eq!(ways.run(&house).await, [0, 0, 1]);
        later(&house, 29);
        assert_eq!(ways.run(&house).await, [0, 0, 0], "the rest that it asked for");
        later(&house, 1);
        assert_eq!(ways.run(&house).await, [0, 1, 0]);
        let rows = house.test.db.fetch_all("SELECT attempts FROM letters", vec![]).await.unwrap();
        assert!(rows.iter().all(|row| row.int(0).unwrap() == 0), "it counts against no letter");
    }
}
