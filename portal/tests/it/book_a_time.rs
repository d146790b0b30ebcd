//! Booking a free time as citizens meet it: step by step, never double, moved, given back (C2).

use access::log::{Line, Why};
use futures_util::future::join_all;
use testing::{Answer, TestPortal, Visitor};

use crate::appointments::home_of;

/// The GP of those who live in Oslo.
const GP: &str = "Furulia legesenter";

/// The days of the office with this name, from its link.
pub async fn days_at(visitor: &Visitor, home: &str, office: &str) -> Answer {
    let places = visitor.get(&format!("{home}/timer/ledige")).await.is(200);
    for link in places.links().into_iter().filter(|link| link.contains("/timer/ledige/")) {
        let days = visitor.get(&link).await.is(200);
        if days.body.contains(&format!("<h1>{office}</h1>")) {
            return days;
        }
    }
    panic!("no times at {office}: {places}");
}

/// The page that asks why, of the first free time of the office.
pub async fn first_time_at(visitor: &Visitor, home: &str, office: &str) -> Answer {
    let days = days_at(visitor, home, office).await;
    let times = visitor.get(&days.link("/dag/")).await.is(200);
    visitor.get(&times.link("/tid/")).await.is(200)
}

/// Books the time whose page asks why, and gives the appointment's page.
pub async fn book(visitor: &Visitor, asked: &Answer, why: &str) -> Answer {
    let check = visitor.submit(asked, "/sjekk", &[("grunn", why)]).await.is(200);
    visitor.submit(&check, "/bestill", &[]).await
}

pub async fn own_home(visitor: &Visitor) -> String {
    visitor.get("/timer").await.is(200).path.replace("/timer", "")
}

pub fn bookings(log: &[Line]) -> usize {
    log.iter().filter(|line| line.service == "appointments" && line.deed == "book" && line.granted).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_books_step_by_step_and_finds_the_appointment_and_its_line() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await.with_times().await;
        let per = portal.log_in("per-full").await;
        let home = own_home(&per).await;
        per.get(&format!("{home}/timer")).await.link("/timer/ledige");
        // Tuesday and Thursday from nine to eleven, twenty minutes each.
        let days = days_at(&per, &home, GP).await.says("Tirsdag 24. november 2026").says("6 ledige timer");
        let times = per.get(&days.link("/dag/2026-11-24")).await.is(200).says("kl. 09.00–09.20");
        let asked = per.get(&times.link("/tid/")).await.is(200).says("Legetime");
        let long = "å".repeat(501);
        per.submit(&asked, "/sjekk", &[("grunn", &long)]).await.is(422).says("Teksten er for lang").says(&long);
        let check = per.submit(&asked, "/sjekk", &[("grunn", "Vondt i <kneet>")]).await.is(200);
        let check = check.says("Er dette riktig?").says("Vondt i <kneet>").says("kl. 09.00–09.20");
        let booked = per.submit(&check, "/bestill", &[]).await.is(200).says("Timen er bestilt.");
        booked.says("24. november 2026 kl. 09.00").says("Vondt i <kneet>").says("Furulia legesenter");
        per.get(&format!("{home}/timer")).await.says("Tirsdag 24. november 2026 kl. 09.00");
        per.get(&times.path).await.is(200).has_no_trace_of("kl. 09.00–09.20");
        let log = portal.usage_log("per-full").await;
        assert!(log.iter().any(|line| line.deed == "book" && line.why == Why::Given(access::rules::Basis::Oneself)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_books_once() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await.with_times().await;
        let per = portal.log_in("per-full").await;
        let home = own_home(&per).await;
        let asked = first_time_at(&per, &home, GP).await;
        let check = per.submit(&asked, "/sjekk", &[("grunn", "")]).await.is(200);
        let clicks = join_all((0..4).map(|_| per.submit(&check, "/bestill", &[]))).await;
        let page = clicks[0].path.clone();
        for click in clicks {
            assert_eq!((click.status, &click.path), (200, &page), "{}", portal.engine);
        }
        per.submit(&check, "/bestill", &[]).await.is(200).says("Timen er bestilt.");
        assert_eq!(bookings(&portal.usage_log("per-full").await), 1, "{}", portal.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_want_one_time_one_gets_it_and_the_others_lose_nothing_they_wrote() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await.with_times().await;
        // On PostgreSQL half of them reach another process.
        let beside = if portal.engine == "postgres" { Some(portal.beside().await) } else { None };
        let mut racers = Vec::new();
        for id in ["per-full", "hilde-mor", "liv-mor"] {
            let visitor = portal.log_in(id).await;
            let home = own_home(&visitor).await;
            let asked = first_time_at(&visitor, &home, GP).await;
            let check = visitor.submit(&asked, "/sjekk", &[("grunn", &format!("Grunn til {id}"))]).await.is(200);
            racers.push((id, visitor, check));
        }
        let mut clicks = Vec::new();
        for (at, (id, visitor, check)) in racers.iter().enumerate() {
            for click in 0..5 {
                let led = beside.as_ref().filter(|_| (at + click) % 2 == 1).map(|it| it.lead(visitor));
                clicks.push(async move {
                    let page = led.as_ref().unwrap_or(visitor).submit(check, "/bestill", &[]).await;
                    (*id, page)
                });
            }
        }
        let pages = join_all(clicks).await;
        let winners: std::collections::BTreeSet<_> =
            pages.iter().filter(|(_, page)| page.status == 200).map(|(id, page)| (*id, page.path.clone())).collect();
        assert_eq!(winners.len(), 1, "{}: {winners:?}", portal.engine);
        let (winner, _) = winners.first().expect("one").clone();
        for (id, page) in pages.into_iter().filter(|(id, _)| *id != winner) {
            let page = page.is(409).says("En annen tok timen før deg").says(&format!("Grunn til {id}"));
            page.says("Nærmeste ledige timer").says("kl. 09.20–09.40");
        }
        for (id, _, _) in &racers {
            let expected = usize::from(*id == winner);
            assert_eq!(bookings(&portal.usage_log(id).await), expected, "{} {id}", portal.engine);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_who_lost_takes_the_nearest_time_with_what_was_written() {
    let portal = TestPortal::sqlite().await.with_appointments().await.with_times().await;
    let (per, liv) = (portal.log_in("per-full").await, portal.log_in("liv-mor").await);
    let (his, hers) = (own_home(&per).await, own_home(&liv).await);
    let asked = first_time_at(&liv, &hers, GP).await;
    let check = liv.submit(&asked, "/sjekk", &[("grunn", "Hoste")]).await.is(200);
    book(&per, &first_time_at(&per, &his, GP).await, "").await.is(200);
    let lost = liv.submit(&check, "/bestill", &[]).await.is(409).says("Hoste");
    let other = lost.body.split("name=\"tid\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let fields = [("tid", other.expect("a time")), ("grunn", "Hoste")];
    let check = liv.submit(&lost, "/sjekk", &fields).await.is(200).says("kl. 09.20–09.40").says("Hoste");
    liv.submit(&check, "/bestill", &[]).await.is(200).says("Timen er bestilt.").says("Hoste");
    // Who opens the page of a time that is gone is told at once.
    per.get(&asked.path.replace(&hers, &his)).await.is(409).says("En annen tok timen før deg");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_time_is_free_again_for_others() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await.with_times().await;
        let (per, liv) = (portal.log_in("per-full").await, portal.log_in("liv-mor").await);
        let (his, hers) = (own_home(&per).await, own_home(&liv).await);
        let booked = book(&per, &first_time_at(&per, &his, GP).await, "").await.is(200);
        let day = format!("{}/dag/2026-11-24", days_at(&liv, &hers, GP).await.path);
        liv.get(&day).await.is(200).has_no_trace_of("kl. 09.00–09.20");
        per.submit(&per.get(&booked.link("/avbestill")).await, "/avbestill", &[("grunn", "syk")]).await.says("Avlyst");
        let times = liv.get(&day).await.is(200).says("kl. 09.00–09.20");
        let booked = book(&liv, &liv.get(&times.link("/tid/")).await, "").await.is(200);
        booked.says("Timen er bestilt.").says("24. november 2026 kl. 09.00");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn moving_books_the_new_and_frees_the_old_or_does_neither() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await.with_times().await;
        let (per, liv) = (portal.log_in("per-full").await, portal.log_in("liv-mor").await);
        let (his, hers) = (own_home(&per).await, own_home(&liv).await);
        let old = book(&per, &first_time_at(&per, &his, GP).await, "Kne").await.is(200);
        let days = per.get(&old.link("flytter=")).await.is(200).says("Du flytter timen");
        let times = per.get(&days.link("/dag/2026-11-26")).await.is(200).says("Du flytter timen");
        let asked = per.get(&times.link("/tid/")).await.is(200);
        let check = per.submit(&asked, "/sjekk", &[("grunn", "Kne")]).await.is(200).says("Ja, flytt timen");
        // Somebody takes it meanwhile: the old one stands.
        let theirs = liv.get(asked.path.replace(&his, &hers).split('?').next().unwrap_or_default()).await;
        let theirs = book(&liv, &theirs, "").await.is(200);
        let lost = per.submit(&check, "/bestill", &[]).await.is(409).says("Kne");
        per.get(&old.path).await.has_no_trace_of("Avlyst");
        let other = lost.body.split("name=\"tid\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let check = per.submit(&lost, "/sjekk", &[("tid", other.expect("a time")), ("grunn", "Kne")]).await.is(200);
        let new = per.submit(&check, "/bestill", &[]).await.is(200).says("Timen er bestilt.").says("26. november");
        assert_ne!(new.path, theirs.path);
        per.get(old.path.split('?').next().unwrap_or_default()).await.says("Avlyst").says("Flyttet til en annen tid");
        let times = format!("{}/dag/2026-11-24", days_at(&liv, &hers, GP).await.path);
        liv.get(&times).await.is(200).says("kl. 09.00–09.20");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_books_more_than_five_ahead() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await.with_times().await;
        let per = portal.log_in("per-full").await;
        let home = own_home(&per).await;
        let mut last = None;
        for _ in 0..5 {
            last = Some(book(&per, &first_time_at(&per, &home, GP).await, "").await.is(200));
        }
        let sixth = first_time_at(&per, &home, GP).await;
        book(&per, &sixth, "").await.is(409).says("Du kan ha 5 bestilte timer");
        // To move one is not to have more.
        let days = per.get(&last.expect("the fifth").link("flytter=")).await.is(200);
        let times = per.get(&days.link("/dag/2026-12-")).await.is(200);
        book(&per, &per.get(&times.link("/tid/")).await, "").await.is(200).says("Timen er bestilt.");
        assert_eq!(bookings(&portal.usage_log("per-full").await), 6, "{}", portal.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_books_for_a_child_and_a_holder_of_a_power_for_the_giver_and_both_logs_say_so() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await.with_times().await;
        let mother = portal.log_in("kari-mor").await;
        let home = home_of(&mother, "Jonas Nordvik").await;
        let asked = first_time_at(&mother, &home, "Helsesykepleier, Nordalen skole").await;
        book(&mother, &asked, "Vondt i magen").await.is(200).says("Timen er bestilt.");
        let jonas = portal.person("jonas-8");
        let own = portal.usage_log("kari-mor").await;
        assert!(own.iter().any(|line| line.subject == jonas && line.deed == "book"), "{own:?}");

        let son = portal.log_in("bjorn-sonn").await;
        let home = home_of(&son, "Astrid Nordnes").await;
        book(&son, &first_time_at(&son, &home, "Storlia legesenter").await, "Svimmel").await.is(200).says("Svimmel");
        for id in ["bjorn-sonn", "astrid-82"] {
            assert_eq!(bookings(&portal.usage_log(id).await), 1, "{} {id}", portal.engine);
        }
        // A power to see alone is told so at the first step.
        let sees = portal.log_in("vigdis-ser").await;
        let home = home_of(&sees, "Inger Solheim").await;
        sees.get(&format!("{home}/timer/ledige")).await.is(403);
        sees.get(&format!("{home}/timer")).await.is(200).has_no_trace_of("/timer/ledige");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn times_published_by_a_clinics_own_system_are_booked_like_others_and_nobodys_for_anothers_office() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await;
        let offices = demo::offices::all();
        let (gp, office) = offices.iter().find(|(_, office)| office.name == GP).expect("the GP");
        let (stranger, _) = offices.iter().find(|(source, _)| source.organisation != gp.organisation).expect("another");
        for source in [gp, stranger] {
            let system = portal.system(source, "system/Schedule.c system/Slot.c system/Slot.u").await;
            let schedule = serde_json::json!({"resourceType": "Schedule", "actor": [
                {"identifier": {"system": records::OFFICE, "value": office.id.to_string()}}]});
            let schedule = system.post("/Schedule", &schedule).await.is(201).id();
            let slot = serde_json::json!({"resourceType": "Slot", "status": "free",
                "schedule": {"reference": format!("Schedule/{schedule}")},
                "appointmentType": {"text": format!("Time hos {}", source.name)},
                "start": "2026-11-25T12:00:00+01:00", "end": "2026-11-25T12:15:00+01:00"});
            system.post("/Slot", &slot).await.is(201);
        }
        let per = portal.log_in("per-full").await;
        let home = own_home(&per).await;
        let days = days_at(&per, &home, GP).await.says("Én ledig time");
        let times = per.get(&days.link("/dag/")).await.is(200).says(&format!("Time hos {}", gp.name));
        book(&per, &per.get(&times.link("/tid/")).await, "").await.is(200).says("25. november 2026 kl. 12.00");
    }
}
