//! Home visits from the desk: planned, changed, called off and registered as a system would do it (H3, C14).

use access::{Reason, log::Why, rules::Role};
use futures_util::future::join_all;
use offices::OfficeKind;
use testing::{Answer, TestPortal, Visitor};

use crate::{appointments::home_of, home_care::wants_everything, notices::letters};

const CARER: &str = "elin-hjemmetjeneste";

/// How often staff did this for this reason, in Astrid's own log.
async fn deeds(portal: &TestPortal, deed: &str, reason: Reason) -> usize {
    let log = portal.usage_log("astrid-82").await;
    log.iter().filter(|line| line.deed == deed && line.why == Why::AtWork(reason.clone())).count()
}

fn stated() -> Reason {
    Reason::Stated("Ringte om besøk".into())
}

/// Looks Astrid up, and opens the form for planning a visit.
async fn planning(portal: &TestPortal, carer: &Visitor) -> Answer {
    let number = portal.persona("astrid-82").number.digits().to_owned();
    let fields = [("nummer", &*number), ("hvorfor", "Ringte om besøk")];
    let found = carer.post("/skranke/person", &fields).await.is(200).says("Astrid Nordnes");
    carer.submit(&found, "/skranke/besok/ny", &[]).await.is(200).says("Astrid Nordnes")
}

const TOMORROW: [(&str, &str); 6] = [
    ("dag", "22.11.2026"),
    ("fra", "14.00"),
    ("til", "14:30"),
    ("hva", "Sårstell"),
    ("hvem", "Elin Kvalvåg"),
    ("om", "Vi tar med det vi trenger."),
];

/// Plans a visit for her, and gives its page.
async fn planned(portal: &TestPortal, carer: &Visitor, fields: &[(&str, &str)]) -> Answer {
    let form = planning(portal, carer).await;
    carer.submit(&form, "/planlegg", fields).await.is(200)
}

fn with<'f>(fields: &[(&'f str, &'f str)], name: &str, value: &'f str) -> Vec<(&'f str, &'f str)> {
    fields.iter().map(|(own, typed)| (*own, if *own == name { value } else { typed })).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_planned_once_and_she_sees_it_and_may_cancel_it_and_who_did_it_is_in_her_log() {
    for portal in TestPortal::both().await {
        let carer = portal.at_work(CARER).await;
        carer.get("/skranke/besok").await.is(200).says("Det er ingen besøk denne dagen");
        carer.get("/skranke/besok?vis=uregistrert").await.is(200).says("Alle besøk er registrert");
        let form = planning(&portal, &carer).await;
        for _click in 0..2 {
            let page = carer.submit(&form, "/planlegg", &TOMORROW).await.is(200).says("Astrid Nordnes");
            page.says("Søndag 22. november 2026 14.00–14.30").says("Sårstell").has_no_trace_of("Ikke registrert");
        }
        assert_eq!(deeds(&portal, "plan", stated()).await, 1, "{}", portal.engine);
        let day = carer.get("/skranke/besok?dag=22.11.2026").await.is(200).says("14.00–14.30").says("Elin Kvalvåg");
        assert_eq!(day.body.matches("Sårstell").count(), 1, "{}: {day}", portal.engine);
        assert!(deeds(&portal, "list", Reason::Appointment).await > 0, "{}", portal.engine);

        let astrid = portal.log_in("astrid-82").await;
        let list = astrid.get("/hjemmetjeneste").await.is(200).says("Mellom kl. 14.00 og 14.30").says("Elin Kvalvåg");
        let id = day.link("/skranke/besok/0").rsplit('/').next().expect("an id").to_owned();
        let shown = astrid.get(&list.link(&id)).await.is(200).says("Vi tar med det vi trenger.");
        // The same hour on the working day before has passed.
        shown.says("Fristen for å avbestille her er ute");
        let next_week = with(&TOMORROW, "dag", "25.11.2026");
        let later = planned(&portal, &carer, &next_week).await;
        let id = later.path.rsplit('/').next().expect("an id").to_owned();
        let shown = astrid.get(&list.path).await.link(&id);
        let asked = astrid.get(&format!("{shown}/avbestill")).await.is(200);
        astrid.submit(&asked, "/avbestill", &[("grunn", "borte")]).await.is(200).says("Avlyst");
        carer.get(&later.path).await.is(200).says("Avlyst").says("Jeg er ikke hjemme").has_no_trace_of("/gjort");
        carer.get(&format!("{}/avlys", later.path)).await.is(200).says("Avlyst");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost() {
    for portal in TestPortal::both().await {
        let carer = portal.at_work(CARER).await;
        let form = planning(&portal, &carer).await;
        for (name, value, said) in [
            ("dag", "i morgen", "Skriv en dato"),
            ("dag", "20.11.2026", "Velg en tid som ikke er over"),
            ("fra", "fjorten", "Skriv et klokkeslett"),
            ("til", "14.00", "Skriv når besøket er slutt"),
            ("til", "13.30", "Skriv når besøket er slutt"),
            ("hva", "", "Skriv hva besøket gjelder"),
        ] {
            let fields = with(&TOMORROW, name, value);
            let page = carer.submit(&form, "/planlegg", &fields).await.is(422).says(said);
            assert!(page.body.contains("Vi tar med det vi trenger."), "{}: {page}", portal.engine);
        }
        // The hour that the clock jumps over is no hour; a night visit ends on the next day.
        let spring = with(&with(&TOMORROW, "dag", "28.3.2027"), "fra", "02:30");
        carer.submit(&form, "/planlegg", &spring).await.is(422).says("Dette klokkeslettet finnes ikke den dagen");
        let night = with(&with(&TOMORROW, "fra", "23:30"), "til", "00:15");
        carer.submit(&form, "/planlegg", &night).await.is(200).says("23.30–00.15");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_changed_by_one_at_a_time_and_called_off_with_a_reason_she_reads() {
    for portal in TestPortal::both().await {
        portal.set_clock("2026-11-21T12:00");
        let carer = portal.at_work(CARER).await;
        let page = planned(&portal, &carer, &TOMORROW).await;
        let (hers, theirs) = (carer.get(&page.link("/endre")).await.is(200), carer.get(&page.link("/endre")).await);
        let moved = with(&TOMORROW, "fra", "14.10");
        carer.submit(&hers, "/endre", &moved).await.is(200).says("14.10–14.30");
        let late = with(&TOMORROW, "hva", "Dusj");
        let newer = carer.submit(&theirs, "/endre", &late).await.is(409).says("En annen har endret besøket");
        assert!(newer.body.contains("value=\"Dusj\""), "{}: {newer}", portal.engine);
        carer.submit(&newer, "/endre", &late).await.is(200).says("Dusj").says("14.00–14.30");
        let astrid = portal.log_in("astrid-82").await;
        astrid.get("/hjemmetjeneste").await.is(200).says("Dusj").has_no_trace_of("Sårstell");
        astrid.get("/varsler").await.is(200);

        let asked = carer.get(&page.link("/avlys")).await.is(200);
        carer.submit(&asked, "/avlys", &[("grunn", "")]).await.is(422).says("Skriv hvorfor");
        for _click in 0..2 {
            carer
                .submit(&asked, "/avlys", &[("grunn", "Vi er for få")])
                .await
                .is(200)
                .says("Avlyst")
                .says("Vi er for få");
        }
        assert_eq!(deeds(&portal, "call_off", Reason::Appointment).await, 1, "{}", portal.engine);
        let list = astrid.get("/hjemmetjeneste").await.is(200).says("Avlyst");
        let id = page.path.rsplit('/').next().expect("an id").to_owned();
        astrid.get(&list.link(&id)).await.is(200).says("Grunn: Vi er for få");
        // A form that was opened before is not taken any more.
        portal.set_clock("2026-11-22T15:00");
        let carer = portal.at_work(CARER).await;
        let made = [("dag", "22.11.2026"), ("fra", "14.05"), ("til", "14.40"), ("hva", "Sårstell"), ("hvem", "Elin")];
        carer.post(&format!("{}/gjort", page.path), &made).await;
        assert_eq!(deeds(&portal, "register_visit", Reason::Appointment).await, 0, "{}", portal.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_register_at_once_one_does_and_one_notice_is_raised_and_the_son_is_told() {
    for portal in TestPortal::both().await {
        portal.set_clock("2026-11-21T12:00");
        wants_everything(&portal, "bjorn-sonn").await;
        portal.employ_at("hilde-mor", demo_office(), Role::Nurse).await;
        let carer = portal.at_work(CARER).await;
        let today = with(&TOMORROW, "dag", "21.11.2026");
        let page = planned(&portal, &carer, &today).await.has_no_trace_of("ikke-gjort");
        letters(&portal).await;
        portal.set_clock("2026-11-21T14:50");
        let (carer, nurse) = (portal.at_work(CARER).await, portal.at_work("hilde-mor").await);
        let waiting = carer.get("/skranke/besok?vis=uregistrert").await.is(200).says("21. november 2026 14.00–14.30");
        let form = carer.get(&format!("{}/gjort", page.path)).await.is(200);
        assert!(form.body.contains("value=\"21.11.2026\"") && form.body.contains("value=\"14.00\""), "{form}");
        let made = [("dag", "21.11.2026"), ("fra", "14.05"), ("til", "14.40"), ("hva", "Sårstell"), ("hvem", "Elin")];
        for (name, value, said) in [
            ("til", "14.51", "Klokkeslettet har ikke vært ennå"),
            ("fra", "14.55", "Klokkeslettet har ikke vært ennå"),
            ("dag", "20.11.2026", "Det er før dagen besøket var planlagt"),
            ("hva", "", "Skriv hva som ble gjort"),
        ] {
            let mut wrong = with(&made, name, value);
            if value == "14.55" {
                wrong = with(&wrong, "til", "14.58");
            }
            let page = carer.submit(&form, "/gjort", &wrong).await.is(422).says(said);
            assert!(page.body.contains("value=\"Elin\""), "{page}");
        }
        let theirs = with(&made, "hva", "Skiftet bandasje");
        let (one, other) = join_all([carer.submit(&form, "/gjort", &made), nurse.submit(&form, "/gjort", &theirs)])
            .await
            .into_iter()
            .fold((0, 0), |(ok, all), page| (ok + usize::from(page.says("Registrert").status == 200), all + 1));
        assert_eq!((one, other), (2, 2), "{}", portal.engine);
        for _click in 0..2 {
            carer.submit(&form, "/gjort", &made).await.is(200).says("Registrert").has_no_trace_of("/ikke-gjort");
        }
        assert_eq!(deeds(&portal, "register_visit", Reason::Appointment).await, 1, "{}", portal.engine);
        assert_eq!(letters(&portal).await.len(), 1, "{}: the son, once", portal.engine);
        carer.get(&waiting.path).await.is(200).has_no_trace_of("Sårstell");
        let son = portal.log_in("bjorn-sonn").await;
        let list = son.get("/varsler").await.is(200).says("Et hjemmebesøk er gjennomført");
        assert_eq!(list.text().matches("Et hjemmebesøk er gjennomført").count(), 1, "{}", portal.engine);
        let home = home_of(&son, "Astrid Nordnes").await;
        son.get(&format!("{home}/hjemmetjeneste/besok")).await.is(200).says("21. november 2026 kl. 14.05 til 14.40");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_that_was_not_made_says_why_and_waits_no_more() {
    for portal in TestPortal::both().await {
        portal.set_clock("2026-11-21T12:00");
        let carer = portal.at_work(CARER).await;
        let today = with(&TOMORROW, "dag", "21.11.2026");
        let page = planned(&portal, &carer, &today).await;
        let other = planned(&portal, &carer, &with(&today, "hva", "Dusj")).await;
        portal.set_clock("2026-11-21T14:50");
        let carer = portal.at_work(CARER).await;
        let form = carer.get(&format!("{}/ikke-gjort", page.path)).await.is(200);
        carer.submit(&form, "/ikke-gjort", &[]).await.is(422).says("Velg hva som skjedde");
        let nobody_came = [("hvordan", "kom-ikke"), ("grunn", "")];
        carer.submit(&form, "/ikke-gjort", &nobody_came).await.is(422).says("Skriv hvorfor");
        for _click in 0..2 {
            let home = [("hvordan", "ingen-hjemme"), ("grunn", "Ringte på to ganger")];
            carer.submit(&form, "/ikke-gjort", &home).await.is(200).says("Ingen var hjemme").has_no_trace_of("/gjort");
        }
        let form = carer.get(&format!("{}/ikke-gjort", other.path)).await.is(200);
        let came = [("hvordan", "kom-ikke"), ("grunn", "Bilen stod")];
        carer.submit(&form, "/ikke-gjort", &came).await.is(200).says("Avlyst").says("Bilen stod");
        carer.get("/skranke/besok?vis=uregistrert").await.is(200).says("Alle besøk er registrert");
        assert_eq!(deeds(&portal, "register_not_made", Reason::Appointment).await, 2, "{}", portal.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_organisation_office_or_role_finds_a_visit() {
    for portal in TestPortal::both().await {
        let carer = portal.at_work(CARER).await;
        let page = planned(&portal, &carer, &TOMORROW).await;
        portal.employ("hilde-mor", OfficeKind::HomeCare, Role::Carer).await;
        let elsewhere = portal.at_work("hilde-mor").await;
        elsewhere.get("/skranke/besok?dag=22.11.2026").await.is(200).has_no_trace_of("Astrid");
        for part in ["", "/endre", "/avlys", "/gjort", "/ikke-gjort", "/nytt"] {
            elsewhere.get(&format!("{}{part}", page.path)).await.is(404);
        }
        let fields = [("grunn", "Vi kommer ikke"), ("hvordan", "kom-ikke"), ("versjon", "1")];
        for part in ["/endre", "/avlys", "/gjort", "/ikke-gjort"] {
            elsewhere.post(&format!("{}{part}", page.path), &fields).await.is(404);
        }
        // In the same municipality, another service.
        let school = portal.at_work("hanne-helsesykepleier").await;
        school.get("/skranke/besok").await.is(404);
        school.get("/skranke").await.is(200).has_no_trace_of("/skranke/besok");
        school.get(&page.path).await.is(404);
        portal.at_work("sara-sekretar").await.get(&page.path).await.is(404);
        carer.get("/skranke/besok/7").await.is(404);
    }
}

fn demo_office() -> offices::Office {
    demo::offices::of(OfficeKind::HomeCare, Some("5501")).expect("home care in Tromsø")
}
