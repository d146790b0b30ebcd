//! What is large comes in parts: by bytes as well as by count, and never a part with nothing in it.

use jiff::SignedDuration;
use portal::config::{Limits, Outside};
use serde_json::{Value, json};
use testing::{System, TestPortal};

use crate::clinic::{appointment, at_hospital, id_of, number};

/// Portals whose pages hold one MB.
async fn portals() -> Vec<TestPortal> {
    let without = Outside::without_rates();
    let limits = Limits { api_page_mb: 1, ..without.limits.clone() };
    TestPortal::with_limits(Outside { limits, ..without }).await
}

/// An appointment, or a place, of about so many KB.
fn large(number: &str, booking: &str, kilobytes: usize) -> Value {
    let mut visit = appointment(number, &format!("2026-12-0{booking}T09:00:00+01:00"), booking);
    visit["comment"] = json!("x".repeat(kilobytes << 10));
    visit
}

/// The number of resources on each page from `path` on.
async fn pages(system: &System, path: &str) -> Vec<usize> {
    let (mut next, mut counts) = (Some(path.to_owned()), Vec::new());
    while let Some(path) = next {
        let page = system.get(&path).await.is(200);
        counts.push(page.resources().len());
        next = page.link("next");
    }
    counts
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_ends_by_bytes_and_a_larger_resource_comes_alone() {
    for portal in portals().await {
        let hospital = at_hospital(&portal).await;
        let kari = number(&portal, "kari-mor");
        let mut last = Value::Null;
        for (booking, kilobytes) in [("1", 400), ("2", 400), ("3", 400), ("4", 1500), ("5", 1), ("6", 1)] {
            portal.clock.set(portal.clock.now() + SignedDuration::from_secs(1));
            last = hospital.post("/Appointment", &large(&kari, booking, kilobytes)).await.is(201).json();
        }
        assert_eq!(pages(&hospital, "/Appointment?_sort=date").await, [2, 1, 1, 2], "{}", portal.engine);
        assert_eq!(pages(&hospital, "/Appointment?_sort=_lastUpdated&_count=1").await, [1; 6]);
        assert_eq!(pages(&hospital, "/Appointment/_history").await, [2, 1, 2, 1]);
        assert_eq!(pages(&hospital, "/_history").await, [2, 1, 2, 1]);
        let id = id_of(&last);
        for (version, kilobytes) in [(1, 600), (2, 600), (3, 1200)] {
            last["comment"] = json!("y".repeat(kilobytes << 10));
            let tag = format!("W/\"{version}\"");
            last = hospital.put(&format!("/Appointment/{id}"), &tag, &last).await.is(200).json();
        }
        assert_eq!(pages(&hospital, &format!("/Appointment/{id}/_history")).await, [1, 1, 2]);
        assert_eq!(pages(&hospital, &format!("/Appointment/{id}/_history?_count=1")).await, [1; 4]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_about_nobody_has_pages_too() {
    for portal in portals().await {
        let hospital = at_hospital(&portal).await;
        let place = json!({ "resourceType": "Location", "description": "x".repeat(600 << 10) });
        let mut made = hospital.post("/Location", &place).await.is(201).json();
        hospital.post("/Location", &place).await.is(201);
        assert_eq!(pages(&hospital, "/Location").await, [1, 1], "{}", portal.engine);
        let path = format!("/Location/{}", id_of(&made));
        made["name"] = json!("Poliklinikken");
        hospital.put(&path, "W/\"1\"", &made).await.is(200);
        assert_eq!(pages(&hospital, &format!("{path}/_history")).await, [1, 1]);
        assert!(hospital.get(&format!("{path}/_history/1")).await.is(200).json().get("name").is_none());
        hospital.get(&format!("{path}/_history/3")).await.is(404);
        hospital.get(&format!("{path}/_history?_cursor=x")).await.is(400);
    }
}
