//! The change feed: a reader who goes on from where they were misses nothing, however late a writer commits.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::Value;
use testing::{System, TestPortal};

use crate::clinic::{appointment, at_hospital, book, id_of, number, patient_of};

/// Everything that was changed after `since`, by the search that a poller makes; and the time to go on from.
async fn poll(system: &System, since: &str, seen: &mut BTreeSet<String>) -> String {
    let mut since = since.to_owned();
    let mut next = Some(format!("/Appointment?_lastUpdated=gt{since}&_sort=_lastUpdated&_count=5"));
    while let Some(path) = next {
        let page = system.get(&path).await.is(200);
        for resource in page.resources() {
            seen.insert(format!("{} {}", id_of(&resource), resource["meta"]["versionId"]));
            since = resource["meta"]["lastUpdated"].as_str().unwrap().to_owned();
        }
        next = page.link("next");
    }
    since
}

/// The same by the history of all, from the moment up to which the last answer was whole.
async fn follow(system: &System, since: &str, seen: &mut BTreeSet<String>) -> String {
    let mut next = Some(format!("/_history?_since={since}&_count=5"));
    let mut settled = None;
    while let Some(path) = next {
        let page = system.get(&path).await.is(200);
        let time = || page.json()["meta"]["lastUpdated"].as_str().unwrap().to_owned();
        settled.get_or_insert_with(time);
        for resource in page.resources() {
            seen.insert(format!("{} {}", id_of(&resource), resource["meta"]["versionId"]));
        }
        next = page.link("next");
    }
    settled.expect("a time")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_poller_misses_nothing_while_slow_and_quick_writers_commit_out_of_order() {
    for portal in TestPortal::both().await {
        let hospital = Arc::new(at_hospital(&portal).await);
        let people: Vec<String> = ["kari-mor", "ola-far", "marit-mor", "lena-mor", "hilde-mor", "trond-far"]
            .iter()
            .map(|id| number(&portal, id))
            .collect();
        let done = Arc::new(AtomicBool::new(false));
        let clock = portal.clock.clone();
        let writers = people.iter().enumerate().map(|(at, person)| {
            let (hospital, person, clock) = (hospital.clone(), person.clone(), clock.clone());
            tokio::spawn(async move {
                let mut made = BTreeSet::new();
                for turn in 0..15 {
                    // Each writer's time goes back as often as forward: the later to commit is often the earlier dated.
                    let shift = if (turn + at) % 3 == 0 { -40 } else { 55 };
                    clock.set(clock.now() + jiff::SignedDuration::from_millis(shift));
                    let booking = format!("{at}-{turn}");
                    let start = format!("2026-12-{:02}T09:00:00+01:00", turn + 1);
                    let booked = book(&hospital, &person, &start, &booking).await;
                    made.insert(format!("{} \"1\"", id_of(&booked)));
                    tokio::time::sleep(Duration::from_millis(3 * (at as u64))).await;
                }
                made
            })
        });
        let writers: Vec<_> = writers.collect();
        let poller = {
            let (hospital, done) = (hospital.clone(), done.clone());
            tokio::spawn(async move {
                let (mut polled, mut followed) = (BTreeSet::new(), BTreeSet::new());
                let (mut since, mut from) = ("2000-01-01T00:00:00Z".to_owned(), "2000-01-01T00:00:00Z".to_owned());
                loop {
                    let last = done.load(Ordering::SeqCst);
                    since = poll(&hospital, &since, &mut polled).await;
                    from = follow(&hospital, &from, &mut followed).await;
                    if last {
                        return (polled, followed);
                    }
                }
            })
        };
        let mut made = BTreeSet::new();
        for writer in writers {
            made.extend(writer.await.expect("a writer"));
        }
        done.store(true, Ordering::SeqCst);
        let (polled, followed) = poller.await.expect("a poller");
        assert_eq!(made.len(), 90);
        assert_eq!(polled, made, "{}: the search", portal.engine);
        assert_eq!(followed, made, "{}: the history", portal.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_citizen_changes_shows_in_the_feed_of_the_one_who_sent_it() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let mut visit = appointment(&number(&portal, "kari-mor"), "2026-12-20T09:00:00+01:00", "1");
        visit["contained"] = serde_json::json!([{ "resourceType": "Flag", "id": "f", "status": "active",
            "code": { "coding": [{ "system": "urn:flags", "code": "cancel" }] }, "subject": { "display": "x" } }]);
        let booked = hospital.post("/Appointment", &visit).await.is(201).json();
        let id = id_of(&booked);
        let mut seen = BTreeSet::new();
        let since = poll(&hospital, "2000-01-01T00:00:00Z", &mut seen).await;
        let from = follow(&hospital, "2000-01-01T00:00:00Z", &mut seen).await;
        assert_eq!(seen.len(), 1);

        let kari = portal.log_in("kari-mor").await;
        let home = kari.get("/").await;
        let page = kari.get(&home.link("/timer")).await;
        let page = kari.get(&page.link(&id)).await;
        let page = kari.get(&page.link("avbestill")).await.is(200);
        kari.submit(&page, "avbestill", &[("grunn", "syk")]).await;

        let mut polled = BTreeSet::new();
        poll(&hospital, &since, &mut polled).await;
        assert_eq!(polled, BTreeSet::from([format!("{id} \"2\"")]), "{}", portal.engine);
        let mut followed = BTreeSet::new();
        follow(&hospital, &from, &mut followed).await;
        assert!(followed.contains(&format!("{id} \"2\"")));
        let read: Value = hospital.get(&format!("/Appointment/{id}")).await.is(200).json();
        assert_eq!(read["status"], "cancelled");
        // Who has seen the change may answer it; who has not is told.
        let path = format!("/Appointment/{id}");
        hospital.put(&path, "W/\"1\"", &booked).await.is(412);
        assert_eq!(patient_of(&read), patient_of(&booked));
    }
}
