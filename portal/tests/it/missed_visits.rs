//! A planned visit that nobody has registered is told to chosen next of kin (B5).

use jiff::Timestamp;
use serde_json::{Value, json};
use testing::{System, TestPortal};

use crate::home_care::{choices, home_care, neighbour, plan, values, visit, wants_everything};
use crate::notices::letters;

/// Lets the job run as at a wall-clock time, and says how many it told of.
async fn missed_at(portal: &TestPortal, wall: &str) -> usize {
    portal.set_clock(wall);
    visits::tell_of_missed(&portal.house.gate, &portal.house.db).await.expect("a house without faults")
}

/// Astrid wants her son told an hour after a visit that nobody has registered, and he wants to know.
async fn watched(portal: &TestPortal) {
    wants_everything(portal, "bjorn-sonn").await;
    let astrid = portal.log_in("astrid-82").await;
    let page = choices(&astrid, "").await.is(200);
    let handle = values(&page, "uteblitt")[0];
    astrid.submit(&page, "/valg", &[("frist", "60"), ("uteblitt", handle)]).await.is(200);
}

#[tokio::test]
async fn a_visit_that_nobody_has_registered_is_told_to_the_minute_once_and_to_chosen_kin_alone() {
    for portal in TestPortal::both().await {
        let system = home_care(&portal).await;
        watched(&portal).await;
        let planned = plan(&portal, "astrid-82", "1", "2026-11-21T13:00:00+01:00", "2026-11-21T13:30:00+01:00");
        let id = system.post("/Appointment", &planned).await.is(201).id();
        letters(&portal).await;
        assert_eq!(missed_at(&portal, "2026-11-21T14:29:59").await, 0, "{}", portal.engine);
        assert_eq!(missed_at(&portal, "2026-11-21T14:30").await, 1, "{}", portal.engine);
        assert_eq!(missed_at(&portal, "2026-11-21T14:30").await, 0, "{}", portal.engine);
        assert_eq!(missed_at(&portal, "2026-11-21T14:35").await, 0, "{}", portal.engine);
        assert_eq!(letters(&portal).await.len(), 1, "the son alone");
        let son = portal.log_in("bjorn-sonn").await;
        let list = son.get("/varsler").await.is(200).says("Et planlagt hjemmebesøk er ikke registrert");
        son.get(&list.link(&format!("/hjemmetjeneste/{id}"))).await.is(200).says("Ikke registrert");
        let astrid = portal.log_in("astrid-82").await;
        astrid.get("/varsler").await.is(200).has_no_trace_of("ikke registrert");
        let log = portal.usage_log("astrid-82").await;
        assert_eq!(log.iter().filter(|line| line.deed == "missed_visit").count(), 1, "{}: {log:?}", portal.engine);
    }
}

#[tokio::test]
async fn nobody_registers_a_visit_that_another_organisation_has_planned() {
    for portal in TestPortal::both().await {
        let system = home_care(&portal).await;
        watched(&portal).await;
        let planned = plan(&portal, "astrid-82", "1", "2026-11-21T13:00:00+01:00", "2026-11-21T13:30:00+01:00");
        let id = system.post("/Appointment", &planned).await.is(201).id();
        let other = neighbour(&portal).await;
        other.post("/Encounter", &visit(&portal, "astrid-82", "1", "finished", Some(&id))).await.is(201);
        assert_eq!(missed_at(&portal, "2026-11-21T14:30").await, 1, "{}: nobody of ours has come", portal.engine);
    }
}

#[tokio::test]
async fn a_visit_that_is_cancelled_moved_begun_or_of_long_ago_is_not_told_as_missed() {
    for portal in TestPortal::both().await {
        let system = home_care(&portal).await;
        watched(&portal).await;
        let send = async |system: &System, serial: &str| {
            let start = "2026-11-21T13:00:00+01:00";
            let planned = plan(&portal, "astrid-82", serial, start, "2026-11-21T13:30:00+01:00");
            (system.post("/Appointment", &planned).await.is(201).id(), planned)
        };
        let change = async |id: &str, mut planned: Value, name: &str, value: Value| {
            planned["id"] = id.into();
            planned[name] = value;
            system.put(&format!("/Appointment/{id}"), "W/\"1\"", &planned).await.is(200);
        };
        let (cancelled, planned) = send(&system, "1").await;
        change(&cancelled, planned, "status", "cancelled".into()).await;
        let (moved, mut planned) = send(&system, "2").await;
        planned["start"] = "2026-11-21T15:00:00+01:00".into();
        change(&moved, planned, "end", "2026-11-21T15:30:00+01:00".into()).await;
        let (begun, _) = send(&system, "3").await;
        system.post("/Encounter", &visit(&portal, "astrid-82", "3", "in-progress", Some(&begun))).await.is(201);
        let (done, _) = send(&system, "4").await;
        system.post("/Encounter", &visit(&portal, "astrid-82", "4", "finished", Some(&done))).await.is(201);
        assert_eq!(missed_at(&portal, "2026-11-21T14:30").await, 0, "{}", portal.engine);
        assert_eq!(missed_at(&portal, "2026-11-21T16:30").await, 1, "{}: the moved one at its new time", portal.engine);

        // What was registered by mistake was not made: it is told once that is known, while it is news.
        let system = home_care(&portal).await;
        let (wrong, _) = send(&system, "5").await;
        let encounter = visit(&portal, "astrid-82", "5", "finished", Some(&wrong));
        let made = system.post("/Encounter", &encounter).await.is(201).id();
        assert_eq!(missed_at(&portal, "2026-11-21T16:31").await, 0, "{}", portal.engine);
        let mut mistaken = visit(&portal, "astrid-82", "5", "entered-in-error", Some(&wrong));
        mistaken["id"] = made.clone().into();
        system.put(&format!("/Encounter/{made}"), "W/\"1\"", &mistaken).await.is(200);
        assert_eq!(missed_at(&portal, "2026-11-21T16:32").await, 1, "{}", portal.engine);
        send(&system, "6").await;
        assert_eq!(missed_at(&portal, "2026-11-21T17:30").await, 0, "{}: three hours late", portal.engine);
    }
}

#[tokio::test]
async fn minutes_are_minutes_over_the_change_of_the_clock_and_who_has_chosen_nothing_is_left_alone() {
    for portal in TestPortal::both().await {
        let system = home_care(&portal).await;
        let at = |text: &str| text.parse::<Timestamp>().expect("a moment");
        let run = async |moment: &str| {
            portal.clock.set(at(moment));
            visits::tell_of_missed(&portal.house.gate, &portal.house.db).await.expect("a house without faults")
        };
        let spring = plan(&portal, "astrid-82", "1", "2027-03-28T01:30:00+01:00", "2027-03-28T02:00:00+01:00");
        system.post("/Appointment", &spring).await.is(201);
        let autumn = plan(&portal, "astrid-82", "2", "2027-10-31T02:00:00+02:00", "2027-10-31T02:30:00+02:00");
        system.post("/Appointment", &autumn).await.is(201);
        assert_eq!(run("2027-03-28T04:00:00+02:00").await, 0, "{}: nothing is chosen", portal.engine);
        portal.clock.set(at("2026-11-21T12:00:00+01:00"));
        watched(&portal).await;
        assert_eq!(run("2027-03-28T03:59:59+02:00").await, 0, "{}", portal.engine);
        assert_eq!(run("2027-03-28T04:00:00+02:00").await, 1, "{}", portal.engine);
        assert_eq!(run("2027-10-31T02:29:59+01:00").await, 0, "{}", portal.engine);
        assert_eq!(run("2027-10-31T02:30:00+01:00").await, 1, "{}", portal.engine);
    }
}

#[tokio::test]
async fn a_missed_evening_visit_is_in_the_portal_at_once_and_its_letter_waits_for_the_morning() {
    let portal = TestPortal::sqlite().await;
    let system = home_care(&portal).await;
    watched(&portal).await;
    let planned = plan(&portal, "astrid-82", "1", "2026-11-21T21:30:00+01:00", "2026-11-21T22:10:00+01:00");
    system.post("/Appointment", &planned).await.is(201);
    letters(&portal).await;
    assert_eq!(missed_at(&portal, "2026-11-21T23:10").await, 1);
    assert_eq!(letters(&portal).await.len(), 0);
    let son = portal.log_in("bjorn-sonn").await;
    son.get("/varsler").await.is(200).says("Et planlagt hjemmebesøk er ikke registrert");
    portal.set_clock("2026-11-22T07:00");
    assert_eq!(letters(&portal).await.len(), 1);
}

#[tokio::test]
async fn a_letter_that_waits_for_the_morning_does_not_go_once_the_visit_is_registered() {
    for portal in TestPortal::both().await {
        let system = home_care(&portal).await;
        watched(&portal).await;
        let (start, end) = ("2026-11-21T21:30:00+01:00", "2026-11-21T22:10:00+01:00");
        let id = system.post("/Appointment", &plan(&portal, "astrid-82", "1", start, end)).await.is(201).id();
        letters(&portal).await;
        assert_eq!(missed_at(&portal, "2026-11-21T23:10").await, 1);
        assert_eq!(letters(&portal).await.len(), 0);
        let system = home_care(&portal).await;
        let mut made = visit(&portal, "astrid-82", "1", "finished", Some(&id));
        made["period"] = json!({"start": "2026-11-21T22:00:00+01:00", "end": "2026-11-21T22:20:00+01:00"});
        system.post("/Encounter", &made).await.is(201);
        portal.set_clock("2026-11-22T07:00");
        assert_eq!(letters(&portal).await.len(), 0, "{}", portal.engine);
        let son = portal.log_in("bjorn-sonn").await;
        son.get("/varsler").await.is(200).says("Ikke sendt på e-post: det gjaldt ikke lenger.");
    }
}
