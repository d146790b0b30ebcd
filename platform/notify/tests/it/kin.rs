//! Next of kin are told of what the person lets them be told of, under every condition of R7 and under none less.

use std::sync::Arc;

use access::rules::{Area, Flags};
use access::state::{Change, NewPower};
use db::testing;
use jiff::civil::date;
use notify::{Class, Event, Kin, KinChoice, Level};

use crate::house::{HOSPITAL, House, Post};

/// What may be wanting for the neighbour, who is the mother's next of kin, to be told.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Without {
    Nothing,
    HerTerms,
    TheirTerms,
    APower,
    TheAreaOfThePower,
    AsManyAsPossible,
    TheSameForThoseIRepresent,
    HerLeave,
}

const ALL: [Without; 8] = [
    Without::Nothing,
    Without::HerTerms,
    Without::TheirTerms,
    Without::APower,
    Without::TheAreaOfThePower,
    Without::AsManyAsPossible,
    Without::TheSameForThoseIRepresent,
    Without::HerLeave,
];

async fn house_without(test: db::testing::TestDb, without: Without) -> House {
    let house = House::on(test).await;
    let (mother, neighbour) = (house.mother, house.neighbour);
    let areas = if without == Without::TheAreaOfThePower { vec![Area::Registered] } else { vec![Area::Digital] };
    let new = NewPower { holder: neighbour, areas, may_act: false, starts: date(2026, 1, 1), ends: None };
    if without != Without::APower {
        house.as_job(mother, move |tx| Box::pin(async move { Ok(tx.give_power(&new).await?) })).await;
    }
    let level = if without == Without::AsManyAsPossible { Level::Standard } else { Level::Many };
    let about = if without == Without::TheSameForThoseIRepresent { vec![] } else { vec![mother] };
    let choose = house.choose(neighbour, move |tx| {
        Box::pin(async move {
            notify::set_level(tx, level).await?;
            notify::set_about(tx, &about).await
        })
    });
    choose.await;
    if without == Without::HerLeave {
        says(&house, false).await;
    }
    match without {
        Without::HerTerms => house.change(mother, Change::WithdrawTerms).await,
        Without::TheirTerms => house.change(neighbour, Change::WithdrawTerms).await,
        _ => {}
    }
    house
}

/// The mother's word about the neighbour.
async fn says(house: &House, told: bool) {
    let choice = KinChoice { holder: house.neighbour, kind: "completed".into(), told };
    house
        .as_job(house.mother, move |tx| Box::pin(async move { notify::choose_kin(tx, "appointments", &choice).await }))
        .await;
}

/// A visit of the mother's is done; the job that says so is no source, so that it comes whoever she is.
async fn completed(house: &House, class: Class, kin: Kin) {
    let item = db::Random::system().uuid(house.clock.now());
    let event = Event::new("completed", "appointments", class, item).to_kin(kin);
    let raise = house.as_job(house.mother, move |tx| {
        Box::pin(async move {
            tx.set_item(item, Flags::default(), access::rules::ItemSource::Municipal).await?;
            notify::raise(tx, &event).await
        })
    });
    raise.await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_condition_of_r7_is_needed_and_all_together_are_enough() {
    for without in ALL {
        for test in testing::both().await {
            let (engine, house) = (test.engine, house_without(test, without).await);
            completed(&house, Class::Confirmation, Kin::UnlessRefused).await;
            let letters = house.delivered().await;
            let told = letters.contains(&"nabo@epost.example".to_owned());
            assert_eq!(told, without == Without::Nothing, "{engine}, without {without:?}: {letters:?}");
            let notices = format!("SELECT id FROM notices WHERE recipient = '{}'", house.neighbour);
            let rows = house.test.db.fetch_all(notices, vec![]).await.unwrap();
            assert_eq!(rows.len(), usize::from(told), "{engine}, without {without:?}: not in the portal either");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_chosen_kin_are_told_waits_for_the_persons_word_and_ends_with_it() {
    for test in testing::both().await {
        let house = house_without(test, Without::Nothing).await;
        let told = async |expected: usize| {
            completed(&house, Class::AboutTreatment, Kin::Chosen).await;
            assert_eq!(house.delivered().await.iter().filter(|to| *to == "nabo@epost.example").count(), expected);
        };
        told(0).await;
        says(&house, true).await;
        told(1).await;
        says(&house, false).await;
        told(0).await;
        // In the night the word is taken back: the letter that waits does not go.
        says(&house, true).await;
        house.set("2026-11-21T23:30:00");
        told(0).await;
        says(&house, false).await;
        house.set("2026-11-22T07:00:00");
        assert!(!house.delivered().await.contains(&"nabo@epost.example".to_owned()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_named_in_a_letter_only_where_that_was_agreed_to() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let event = |item| Event::new("completed", "appointments", Class::AboutTreatment, item);
        let texts = async |event: Event, item| {
            house.raise(house.mother, item, Flags::default(), event).await;
            let post = Arc::new(Post::default());
            house.run(&house.worker(&post)).await;
            let letters = post.letters.lock().unwrap();
            letters.iter().map(|letter| letter.text.clone()).collect::<Vec<_>>()
        };
        let tags = fhir::NoticeTags::default();
        for (change, text) in [
            (Event::named as fn(Event) -> Event, "fra Lindal sykehus: appointments completed"),
            (Event::unnamed as fn(Event) -> Event, "fra ingen"),
        ] {
            let item = db::Random::system().uuid(house.clock.now());
            let event = change(event(item).from_source(HOSPITAL, &tags).unwrap());
            assert_eq!(texts(event, item).await, [text]);
        }
    }
}
