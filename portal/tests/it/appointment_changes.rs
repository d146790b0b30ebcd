//! What one does with an appointment: cancel it in time, ask for another time, take it along (C2).

use access::log::Line;
use testing::{Answer, TestPortal, Visitor};

use crate::appointments::{home_of, opened};

/// Opens an appointment of the one who is logged in, by words on its page.
async fn find(visitor: &Visitor, words: &str) -> Answer {
    let list = visitor.get("/timer").await.is(200);
    opened(visitor, &list, words).await
}

fn of(log: &[Line], deed: &str) -> usize {
    log.iter().filter(|line| line.service == "appointments" && line.deed == deed && line.granted).count()
}

#[tokio::test]
async fn it_may_be_cancelled_until_the_deadline_and_not_a_minute_later() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await;
        let form = [("grunn", "passer-ikke"), ("kommentar", "Jeg er bortreist.")];
        // The examination is on 3 December at 14.15, and may be cancelled until 48 hours before.
        portal.set_clock("2026-12-01T14:16");
        let late = portal.log_in("per-full").await;
        let page = find(&late, "MR av høyre kne").await.says("Fristen for å avbestille her er ute");
        let cancel = format!("{}/avbestill", page.path);
        late.post(&cancel, &form).await.is(200).says("Fristen").has_no_trace_of("Avlyst");

        portal.set_clock("2026-12-01T14:15");
        let in_time = portal.log_in("per-full").await;
        in_time.get(&page.path).await.says("Du kan avbestille til tirsdag 1. desember 2026 kl. 14.15");
        let asked = in_time.get(&cancel).await.is(200);
        let done = in_time.submit(&asked, "/avbestill", &form).await.is(200).says("Avlyst");
        done.says("Grunn: Tidspunktet passer ikke: Jeg er bortreist.").has_no_trace_of("/avbestill");
        in_time.get("/timer").await.says("Avlyst");
    }
}

#[tokio::test]
async fn a_second_click_changes_nothing_and_leaves_no_second_line() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await;
        let per = portal.log_in("per-full").await;
        let page = find(&per, "Influensavaksine").await;
        let cancel = format!("{}/avbestill", page.path);
        per.post(&cancel, &[("grunn", "syk")]).await.is(200).says("Grunn: Jeg er syk");
        per.post(&cancel, &[("grunn", "annet")]).await.is(200).says("Grunn: Jeg er syk");
        // Back in the browser, the form is gone as well.
        assert_eq!(per.get(&cancel).await.path, page.path);
        assert_eq!(of(&portal.usage_log("per-full").await, "cancel"), 1, "{}", portal.engine);
    }
}

#[tokio::test]
async fn a_comment_that_is_too_long_is_kept_with_what_is_wrong_beside_it() {
    let portal = TestPortal::sqlite().await.with_appointments().await;
    let per = portal.log_in("per-full").await;
    let cancel = format!("{}/avbestill", find(&per, "MR av høyre kne").await.path);
    let comment = "å".repeat(501);
    let again = per.post(&cancel, &[("grunn", "annet"), ("kommentar", &comment)]).await.is(422);
    let again = again.says("Meldingen er for lang").says(&comment);
    assert!(again.body.contains("value=\"annet\" checked"), "{}", again.body);
    per.post(&cancel, &[("grunn", "annet"), ("kommentar", &comment[2..])]).await.is(200).says("Avlyst");
}

#[tokio::test]
async fn an_appointment_without_leave_or_over_cannot_be_cancelled() {
    let portal = TestPortal::sqlite().await.with_appointments().await;
    let per = portal.log_in("per-full").await;
    for words in ["Kikkhullsoperasjon", "Svar på blodprøver"] {
        let page = find(&per, words).await;
        assert!(!page.body.contains("/avbestill") && !page.body.contains("/endre"), "{page}");
        for deed in ["avbestill", "endre"] {
            let address = format!("{}/{deed}", page.path);
            per.post(&address, &[("grunn", "syk"), ("onske", "senere")]).await.is(200).has_no_trace_of("Avlyst");
        }
    }
    let log = portal.usage_log("per-full").await;
    assert_eq!(of(&log, "cancel") + of(&log, "ask_for_another_time"), 0);
}

#[tokio::test]
async fn the_calendar_file_has_time_and_place_and_not_what_it_is_about() {
    let portal = TestPortal::sqlite().await.with_appointments().await;
    let per = portal.log_in("per-full").await;
    let page = find(&per, "MR av høyre kne").await;
    let file = per.get(&page.link("kalender.ics")).await.is(200);
    assert_eq!(file.header("content-type"), Some("text/calendar; charset=utf-8"));
    let unfolded = file.body.replace("\r\n ", "");
    for line in ["DTSTART:20261203T131500Z", "DTEND:20261203T140000Z", "SUMMARY:Time", "SEQUENCE:0", "CLASS:PRIVATE"] {
        assert!(unfolded.lines().any(|it| it == line), "{line}: {unfolded}");
    }
    assert!(unfolded.contains("LOCATION:Resepsjonen\\, 2. etasje\\, Klarsyn bildediagnostikk"), "{unfolded}");
    file.has_no_trace_of("MR av").has_no_trace_of("kne");
}

#[tokio::test]
async fn a_wish_for_another_time_is_kept_and_the_appointment_stands() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await;
        let per = portal.log_in("per-full").await;
        let page = find(&per, "Kontroll av blodtrykk").await;
        let asked = per.get(&page.link("/endre")).await.is(200);
        per.submit(&asked, "/endre", &[("onske", "")]).await.is(422).says("Skriv når det passer for deg");
        let long = "x".repeat(501);
        per.submit(&asked, "/endre", &[("onske", &long)]).await.is(422).says("Ønsket er for langt").says(&long);
        per.submit(&asked, "/endre", &[("onske", "Helst <mandag>")]).await.is(200).says("Helst <mandag>");
        let last = per.submit(&asked, "/endre", &[("onske", "Etter kl. 14")]).await.is(200);
        last.says("Etter kl. 14").says("Timen står fast").has_no_trace_of("Helst").has_no_trace_of("Avlyst");
        assert_eq!(of(&portal.usage_log("per-full").await, "ask_for_another_time"), 2, "{}", portal.engine);
    }
}

#[tokio::test]
async fn one_acts_for_another_under_a_power_and_it_is_said_who_did() {
    let portal = TestPortal::sqlite().await.with_appointments().await;
    let son = portal.log_in("bjorn-sonn").await;
    let home = home_of(&son, "Astrid Nordnes").await;
    let list = son.get(&format!("{home}/timer")).await.is(200).says("Hjemmebesøk");
    let page = opened(&son, &list, "Morgenstell og frokost").await.says("mellom kl. 08.00 og 10.00");
    let page = page.says("Storlia helse og omsorg");
    let asked = son.get(&page.link("/avbestill")).await.is(200).says("kommer ingen til avtalt tid");
    son.submit(&asked, "/avbestill", &[("grunn", "annet")]).await.is(200).says("Avlyst");
    for id in ["bjorn-sonn", "astrid-82"] {
        assert_eq!(of(&portal.usage_log(id).await, "cancel"), 1, "{id}");
    }
}

#[tokio::test]
async fn past_ones_are_turned_page_by_page() {
    let portal = TestPortal::sqlite().await.with_appointments().await;
    let per = portal.log_in("per-full").await;
    let first = per.get("/timer").await.link("/tidligere");
    let first = per.get(&first).await.is(200).says("Undersøkelse av kne").says("Ikke møtt");
    let count = |page: &Answer| page.links().iter().filter(|link| link.contains("/timer/") && link.len() > 60).count();
    assert_eq!(count(&first), 20, "{first}");
    let second = per.get(&first.link("side=2")).await.is(200).says("Sykemelding");
    assert_eq!(count(&second), 12, "{second}");
    assert!(!second.body.contains("side=3"), "{second}");
}

#[tokio::test]
async fn the_usage_log_calls_a_health_service_by_its_name() {
    let portal = TestPortal::sqlite().await.with_appointments().await;
    let per = portal.log_in("per-full").await;
    let home = per.get("/timer").await.path.replace("/timer", "");
    let log = per.get(&format!("{home}/bruk")).await.is(200);
    log.says("sykehus").has_no_trace_of("Virksomhet 319");
}

#[tokio::test]
async fn the_box_of_the_service_tells_of_the_next_that_is_not_hidden() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await;
        let ella = portal.log_in("ella-15").await;
        let own_home = ella.get("/timer").await.path.replace("/timer", "");
        ella.get(&own_home).await.is(200).says("24. november");
        let mother = portal.log_in("marit-mor").await;
        let home = home_of(&mother, "Ella Lindland").await;
        // The next that the mother may know of is the GP's.
        mother.get(&home).await.is(200).says("7. desember").has_no_trace_of("24. november");
    }
}
