//! Health contacts from the desk: registered, changed and ended, and whom one may write to by them (C10, H3).

use access::{Reason, log::Why, rules::Role};
use offices::OfficeKind;
use testing::{Answer, TestPortal, Visitor};

const OFFICE: &str = "Furulia legesenter";

async fn deeds(portal: &TestPortal, deed: &str, reason: Reason) -> usize {
    let log = portal.usage_log("per-full").await;
    log.iter().filter(|line| line.deed == deed && line.why == Why::AtWork(reason.clone())).count()
}

async fn looked_up(portal: &TestPortal, staff: &Visitor, id: &str) -> Answer {
    let number = portal.persona(id).number.digits().to_owned();
    staff.post("/skranke/person", &[("nummer", &*number), ("hvorfor", "Ny pasient")]).await.is(200)
}

/// Whether Per may begin a message to the office.
async fn may_write(per: &Visitor) -> bool {
    per.get("/innboks").await.is(200);
    let new = format!("{}/ny", per.get("/innboks").await.path);
    per.get(&new).await.is(200).text().contains(OFFICE)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_becomes_a_health_contact_once_and_decides_whom_one_may_write_to() {
    for portal in TestPortal::both().await {
        let (sara, per) = (portal.at_work("sara-sekretar").await, portal.log_in("per-full").await);
        assert!(!may_write(&per).await, "{}", portal.engine);
        let found = looked_up(&portal, &sara, "per-full").await.says("Kontoret er ikke helsekontakt for personen");
        let form = sara.submit(&found, "/kontakt/ny", &[]).await.is(200).says("Per Gundersrud");
        let ahead =
            [("hvem", "kontoret"), ("fra", "1.12.2026"), ("rolle", "Fastlegekontor"), ("telefon", "00 00 00 11")];
        let mut contact = None;
        for _click in 0..2 {
            contact = Some(sara.submit(&form, "/registrer", &ahead).await.is(200).says("Fastlegekontor"));
        }
        let contact = contact.expect("a contact");
        assert_eq!(deeds(&portal, "register", Reason::Stated("Ny pasient".into())).await, 1, "{}", portal.engine);
        // It has not begun: it is shown, and cannot be written to.
        let page = per
            .get("/helsekontakter")
            .await
            .is(200)
            .says(OFFICE)
            .says("Fra 1. desember 2026")
            .has_no_trace_of("mottaker=");
        assert_eq!(page.text().matches("Fastlegekontor").count(), 1, "{}: {page}", portal.engine);
        assert!(!may_write(&per).await, "{}", portal.engine);

        let now = [("hvem", "person"), ("navn", "Sara Lunder"), ("fra", "20.11.2026"), ("til", "24.12.2026")];
        for _click in 0..2 {
            sara.submit(&contact, "/kontakt/", &now).await.is(200).says("Sara Lunder");
        }
        per.get("/helsekontakter").await.is(200).says("Sara Lunder").link("mottaker=");
        assert!(may_write(&per).await, "{}", portal.engine);
        // The page gives back what it has shown.
        let shown = sara.get(&contact.path).await.is(200);
        assert!(shown.body.contains("value=\"24.12.2026\""), "{}: {shown}", portal.engine);
        looked_up(&portal, &sara, "per-full").await.says("Sara Lunder").has_no_trace_of("Gjelder ikke nå");

        let asked = sara.get(&format!("{}/avslutt", contact.path)).await.is(200);
        for _click in 0..2 {
            sara.submit(&asked, "/avslutt", &[]).await.is(200).says("Kontakten er avsluttet");
        }
        assert_eq!(deeds(&portal, "end", Reason::Contact).await, 1, "{}", portal.engine);
        let page = per.get("/helsekontakter").await.is(200).has_no_trace_of("mottaker=");
        let text = page.text();
        let earlier = text.find("Tidligere kontakter").expect("a heading");
        assert!(text.find("Sara Lunder").is_some_and(|at| at > earlier), "{}: {page}", portal.engine);
        assert!(!may_write(&per).await, "{}", portal.engine);
        sara.submit(&contact, "/kontakt/", &now).await.is(200).says("Kontakten er avsluttet");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_change_a_contact_the_second_is_told_and_another_organisation_finds_nothing() {
    for portal in TestPortal::both().await {
        let sara = portal.at_work("sara-sekretar").await;
        let found = looked_up(&portal, &sara, "per-full").await;
        let form = sara.submit(&found, "/kontakt/ny", &[]).await.is(200);
        let fields = [("hvem", "kontoret"), ("fra", "21.11.2026")];
        let contact = sara.submit(&form, "/registrer", &fields).await.is(200);
        let first = [("hvem", "kontoret"), ("fra", "21.11.2026"), ("rolle", "Fastlegekontor")];
        sara.submit(&contact, "/kontakt/", &first).await.is(200).says("Fastlegekontor");
        let second = [("hvem", "kontoret"), ("fra", "21.11.2026"), ("rolle", "Legekontor")];
        let newer = sara.submit(&contact, "/kontakt/", &second).await.is(409).says("En annen har endret kontakten");
        assert!(newer.body.contains("value=\"Legekontor\""), "{}: {newer}", portal.engine);
        sara.submit(&newer, "/kontakt/", &second).await.is(200).says("Legekontor");
        for staff in ["hanne-helsesykepleier", "stian-sykehus"] {
            let other = portal.at_work(staff).await;
            other.get(&contact.path).await.is(404);
            other.get(&format!("{}/avslutt", contact.path)).await.is(404);
            other.post(&format!("{}/avslutt", contact.path), &[]).await.is(404);
            looked_up(&portal, &other, "per-full")
                .await
                .says("Kontoret er ikke helsekontakt")
                .has_no_trace_of("Legekontor");
        }
        portal.at_work("berit-administrator").await.get(&contact.path).await.is(403);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_office_of_the_same_municipality_does_not_see_a_contact() {
    for portal in TestPortal::both().await {
        let of = |kind| demo::offices::of(kind, Some("0301")).expect("an office");
        portal.employ_at("hilde-mor", of(OfficeKind::HomeCare), Role::Nurse).await;
        let (hanne, other) = (portal.at_work("hanne-helsesykepleier").await, portal.at_work("hilde-mor").await);
        let found = looked_up(&portal, &hanne, "per-full").await;
        let form = hanne.submit(&found, "/kontakt/ny", &[]).await.is(200);
        let fields = [("hvem", "kontoret"), ("fra", "21.11.2026"), ("rolle", "Skolehelsetjeneste")];
        let contact = hanne.submit(&form, "/registrer", &fields).await.is(200).says("Skolehelsetjeneste");
        looked_up(&portal, &hanne, "per-full").await.says("Skolehelsetjeneste");
        looked_up(&portal, &other, "per-full").await.has_no_trace_of("Skolehelsetjeneste");
        other.get(&contact.path).await.is(404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_contact_is_said_at_the_field_and_nothing_typed_is_lost() {
    for portal in TestPortal::both().await {
        let sara = portal.at_work("sara-sekretar").await;
        let found = looked_up(&portal, &sara, "per-full").await;
        let form = sara.submit(&found, "/kontakt/ny", &[]).await.is(200);
        for (fields, said) in [
            ([("hvem", ""), ("fra", "21.11.2026"), ("telefon", "")], "Velg hvem som er kontakten"),
            ([("hvem", "person"), ("fra", "21.11.2026"), ("telefon", "")], "Skriv navnet til kontakten"),
            ([("hvem", "kontoret"), ("fra", "snart"), ("telefon", "")], "Skriv en dato"),
            ([("hvem", "kontoret"), ("fra", "21.11.2026"), ("telefon", "ring oss")], "Skriv et telefonnummer"),
        ] {
            let all = [&fields[..], &[("rolle", "Fastlegekontor")]].concat();
            let page = sara.submit(&form, "/registrer", &all).await.is(422).says(said);
            assert!(page.body.contains("value=\"Fastlegekontor\""), "{page}");
        }
        let backwards = [("hvem", "kontoret"), ("fra", "21.11.2026"), ("til", "20.11.2026")];
        sara.submit(&form, "/registrer", &backwards).await.is(422).says("Siste dag er før den første");
        looked_up(&portal, &sara, "per-full").await.says("Kontoret er ikke helsekontakt for personen");
    }
}
