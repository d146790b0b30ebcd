//! Who is told (R4, R8, S5), when it happens and again when it is sent.

use std::sync::Arc;

use access::rules::Flags;
use access::state::Change;
use db::testing;
use fhir::NoticeTags;
use jiff::civil::date;
use notify::{Class, Event};
use people::{Contact, ContactRegister, Protection, RegisterEvent};

use crate::house::{HOSPITAL, House, Post};

const OPEN: Flags = Flags { hidden_from_parents: false, hidden_from_youth: false };
const FROM_PARENTS: Flags = Flags { hidden_from_parents: true, hidden_from_youth: false };
const FROM_YOUTH: Flags = Flags { hidden_from_parents: false, hidden_from_youth: true };

#[tokio::test(flavor = "multi_thread")]
async fn a_grown_up_is_told_alone_and_a_childs_parents_for_the_child() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.news(house.neighbour, OPEN).await;
        assert_eq!(house.delivered().await, ["nabo@epost.example"]);
        house.news(house.child, OPEN).await;
        assert_eq!(house.delivered().await, ["far@epost.example", "mor@epost.example"]);
        house.news(house.youth, OPEN).await;
        assert_eq!(house.delivered().await, ["far@epost.example", "mor@epost.example", "ung@epost.example"]);
        assert_eq!(house.unread(house.mother).await, 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn parents_are_told_until_the_day_before_the_16th_birthday() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.set("2027-03-31T22:59:59");
        house.news(house.youth, OPEN).await;
        assert_eq!(house.delivered().await.len(), 3);
        house.set("2027-04-01T12:00:00");
        house.change(house.youth, Change::AcceptTerms(access::rules::Level::Full)).await;
        house.news(house.youth, OPEN).await;
        assert_eq!(house.delivered().await, [""; 0], "nobody, until the young person has chosen");
        assert_eq!(house.unread(house.mother).await, 0, "what a parent was told of is theirs no more");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_waits_over_the_16th_birthday_is_not_sent_to_the_parents() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.set("2027-03-31T23:30:00");
        house.news(house.youth, OPEN).await;
        assert_eq!(house.delivered().await, [""; 0]);
        assert_eq!(house.states().await, ["waiting"; 3]);
        house.set("2027-04-01T07:00:00");
        assert_eq!(house.delivered().await, [""; 0], "the parents may not, and the youth's level has lapsed");
        assert_eq!(house.states().await, ["dropped"; 3]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_from_somebody_is_not_told_to_them() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.news(house.youth, FROM_PARENTS).await;
        assert_eq!(house.delivered().await, ["ung@epost.example"]);
        house.news(house.youth, FROM_YOUTH).await;
        assert_eq!(house.delivered().await, ["far@epost.example", "mor@epost.example"]);
        assert_eq!((house.unread(house.mother).await, house.unread(house.youth).await), (1, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_goes_to_no_address_that_somebody_else_uses() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.email(house.youth, "Mor@epost.example").await;
        house.news(house.youth, FROM_PARENTS).await;
        assert_eq!(house.delivered().await, [""; 0]);
        assert_eq!(house.unread(house.youth).await, 1, "it waits in the portal");
        house.news(house.youth, OPEN).await;
        assert_eq!(house.delivered().await, ["far@epost.example", "mor@epost.example"], "the open one is one letter");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_that_is_hidden_before_its_letter_goes_is_told_to_nobody_it_is_hidden_from() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.set("2026-11-21T23:30:00");
        let item = house.news(house.youth, OPEN).await;
        assert_eq!(house.delivered().await, [""; 0]);
        assert_eq!(house.unread(house.mother).await, 1);
        let source = access::rules::ItemSource::Gp;
        house
            .as_job(house.youth, move |tx| Box::pin(async move { tx.set_item(item, FROM_PARENTS, source).await }))
            .await;
        house.set("2026-11-22T07:00:00");
        assert_eq!(house.delivered().await, ["ung@epost.example"]);
        assert_eq!(house.unread(house.mother).await, 0, "and it is gone from the bell");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_household_with_one_mailbox_gets_one_letter() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.email(house.father, "MOR@epost.example").await;
        house.news(house.child, OPEN).await;
        assert_eq!(house.delivered().await.len(), 1);
        assert_eq!(house.states().await, ["sent"; 2], "both see that it was sent");
        assert_eq!((house.unread(house.mother).await, house.unread(house.father).await), (1, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_holder_of_a_power_is_told_where_they_want_it_and_while_it_stands() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let power = house.give_power(house.mother, house.neighbour).await;
        house.news(house.mother, OPEN).await;
        assert_eq!(house.delivered().await, ["mor@epost.example"]);
        let giver = house.mother;
        house.choose(house.neighbour, move |tx| Box::pin(async move { notify::set_about(tx, &[giver]).await })).await;
        house.news(house.mother, OPEN).await;
        assert_eq!(house.delivered().await, ["mor@epost.example", "nabo@epost.example"]);
        house.set("2026-11-21T23:00:00");
        house.news(house.mother, OPEN).await;
        assert_eq!(house.delivered().await, [""; 0]);
        house.as_job(house.mother, move |tx| Box::pin(async move { Ok(tx.end_power(power).await?) })).await;
        house.set("2026-11-22T07:00:00");
        assert_eq!(house.delivered().await, ["mor@epost.example"], "the power ended in the night");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dead_the_withdrawn_and_those_whose_access_is_removed_are_not_told() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.set("2026-11-21T23:00:00");
        for person in [house.mother, house.father, house.neighbour] {
            house.news(person, OPEN).await;
        }
        house.delivered().await;
        house.tell(RegisterEvent::Died { person: house.mother, on: date(2026, 11, 21) }).await;
        house
            .as_job(house.father, |tx| {
                Box::pin(async move {
                    tx.erase_rows().await?;
                    let by = tx.subject();
                    Ok(tx.change_state(&Change::WithdrawTerms, by).await?)
                })
            })
            .await;
        house.change(house.neighbour, Change::RemoveAccess(true)).await;
        house.set("2026-11-22T07:00:00");
        assert_eq!(house.delivered().await, [""; 0]);
        assert_eq!(house.states().await, ["dropped"; 2], "nothing is left of the one who withdrew");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn protected_people_are_told_themselves_and_no_sender_tells_where_they_are() {
    for test in testing::both().await {
        let house = House::on(test).await;
        for person in [house.youth, house.neighbour] {
            let protection = Protection::StrictlyConfidential;
            house.tell(RegisterEvent::ProtectionChanged { person, protection }).await;
        }
        house.news(house.youth, OPEN).await;
        house.news(house.neighbour, OPEN).await;
        let post = Arc::new(Post::default());
        house.run(&house.worker(&post)).await;
        assert_eq!(post.to(), ["nabo@epost.example", "ung@epost.example"]);
        assert!(post.letters.lock().unwrap().iter().all(|letter| letter.text == "fra ingen"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cannot_be_written_to_is_told_in_the_portal() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.set("2028-05-22T12:00:00");
        house.contacts.put(house.father, Contact { reserved: true, ..Contact::default() }).await.unwrap();
        house.contacts.put(house.neighbour, Contact::default()).await.unwrap();
        for person in [house.mother, house.father, house.neighbour] {
            house.news(person, OPEN).await;
            assert_eq!(house.delivered().await, [""; 0]);
            assert_eq!(house.unread(person).await, 1);
        }
        let rows = house.test.db.fetch_all("SELECT quiet FROM notices ORDER BY quiet", vec![]).await.unwrap();
        let why: Vec<String> = rows.iter().map(|row| row.text(0).unwrap()).collect();
        assert_eq!(why, ["reserved", "stale", "unknown"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_decides_whether_anybody_is_told_and_what_it_is_called() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let new = || Event::new("new", "appointments", Class::AboutTreatment, uuid::Uuid::from_u128(7));
        let silent = NoticeTags { silent: true, ..NoticeTags::default() };
        assert_eq!(new().from_source(HOSPITAL, &silent), None);
        let given = NoticeTags { sender: Some("Poliklinikken".into()), ..NoticeTags::default() };
        let sensitive = NoticeTags { sensitive: true, ..given.clone() };
        let mut said = Vec::new();
        for tags in [NoticeTags::default(), given, sensitive] {
            let event = new().from_source(HOSPITAL, &tags).unwrap();
            house.raise(house.neighbour, uuid::Uuid::from_u128(7), OPEN, event).await;
            let post = Arc::new(Post::default());
            house.run(&house.worker(&post)).await;
            said.extend(post.letters.lock().unwrap().iter().map(|letter| letter.text.clone()));
        }
        assert_eq!(said, ["fra Lindal sykehus", "fra Poliklinikken", "fra ingen"]);
        let rows =
            house.test.db.fetch_all("SELECT sender FROM notices WHERE sender IS NOT NULL", vec![]).await.unwrap();
        assert!(rows.iter().all(|row| !row.bytes(0).unwrap().starts_with(b"Poli")), "the name is sealed");
    }
}
