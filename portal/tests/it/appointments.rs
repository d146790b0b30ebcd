//! Appointments as the citizen, a parent, a youth and a holder of a power meet them (C2, R3, R4, R5).

use access::{log::Why, rules::Basis};
use testing::{Answer, TestPortal, Visitor};

/// What is hidden from Ella's mother, by the words a page would have.
const HIDDEN_FROM_PARENTS: [&str; 2] = ["elsestasjon for ungdom", "helsestasjon-for-ungdom"];

/// The home page of somebody whom `visitor` may act for, from the selector.
pub async fn home_of(visitor: &Visitor, name: &str) -> String {
    let page = visitor.get("/").await.is(200);
    let at = page.body.find(name).unwrap_or_else(|| panic!("no {name} in the selector: {page}"));
    let link = page.body[..at].rfind("href=\"/p/").unwrap_or_else(|| panic!("no link before {name}"));
    page.body[link + 6..].split('"').next().unwrap_or_default().to_owned()
}

/// The page of the appointment whose line in the list has these words.
pub async fn opened(visitor: &Visitor, list: &Answer, words: &str) -> Answer {
    for link in list.links().into_iter().filter(|link| link.contains("/timer/") && !link.ends_with("/tidligere")) {
        let page = visitor.get(&link).await.is(200);
        if page.text().contains(words) {
            return page;
        }
    }
    panic!("no appointment with {words}: {list}");
}

#[tokio::test]
async fn an_appointment_hidden_from_parents_leaves_a_parent_no_trace() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await;
        let ella = portal.log_in("ella-15").await;
        let hers = ella.get("/timer").await.is(200).says("Samtale på helsestasjon for ungdom");
        let hidden = opened(&ella, &hers, "helsestasjon for ungdom").await.path;

        let mother = portal.log_in("marit-mor").await;
        let home = home_of(&mother, "Ella Lindland").await;
        for page in ["", "/timer", "/timer/tidligere", "/tjenester"] {
            let seen = mother.get(&format!("{home}{page}")).await.is(200);
            for words in HIDDEN_FROM_PARENTS {
                assert!(!seen.body.contains(words), "{} {page}: {seen}", portal.engine);
            }
        }
        mother.get(&format!("{home}/timer")).await.says("Time hos fastlegen");
        let id = hidden.rsplit('/').next().unwrap_or_default().to_owned();
        for page in ["", "/kalender.ics", "/avbestill"] {
            mother.get(&format!("{home}/timer/{id}{page}")).await.is(404).has_no_trace_of("ungdom");
        }
        let lines = portal.usage_log("marit-mor").await;
        assert!(lines.iter().all(|line| line.deed != "cancel"), "{lines:?}");
    }
}

#[tokio::test]
async fn an_appointment_hidden_from_the_youth_is_seen_by_the_parent_alone() {
    let portal = TestPortal::sqlite().await.with_appointments().await;
    let noah = portal.log_in("noah-13").await;
    noah.get("/timer").await.is(200).says("Samtale med helsesykepleier").has_no_trace_of("Samtale med foreldrene");
    let mother = portal.log_in("marit-mor").await;
    let home = home_of(&mother, "Noah Lindland").await;
    mother.get(&format!("{home}/timer")).await.is(200).says("Samtale med foreldrene om Noah");
}

#[tokio::test]
async fn without_a_parents_consent_a_youth_sees_the_school_nurse_alone() {
    let portal = TestPortal::sqlite().await.with_appointments().await;
    let with = portal.log_in("marius-14").await;
    with.get("/timer").await.says("Time hos fastlegen").says("Samtale med helsesykepleier").has_no_trace_of("astma");
    let without = portal.log_in("sofie-14").await;
    let list = without.get("/timer").await.is(200).says("Samtale med helsesykepleier");
    list.has_no_trace_of("fastlegen").has_no_trace_of("astma");
}

#[tokio::test]
async fn what_one_does_for_a_child_is_in_both_logs_with_the_reason() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await;
        let mother = portal.log_in("marit-mor").await;
        let home = home_of(&mother, "Ella Lindland").await;
        mother.get(&format!("{home}/timer")).await.is(200);
        for id in ["marit-mor", "ella-15"] {
            let (ella, lines) = (portal.person("ella-15"), portal.usage_log(id).await);
            let found = lines.iter().any(|line| {
                line.subject == ella
                    && line.service == "appointments"
                    && line.why == Why::Given(Basis::ParentalResponsibility)
            });
            // At 13 to 15 the youth sees in the log what they did themself (S4).
            assert_eq!(found, id == "marit-mor", "{} {id}: {lines:?}", portal.engine);
        }
    }
}

#[tokio::test]
async fn one_cancels_with_a_reason_once_and_it_is_written_down() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await;
        let per = portal.log_in("per-full").await;
        let list = per.get("/timer").await.is(200);
        let page = opened(&per, &list, "Kontroll av blodtrykk").await;
        let asked = per.get(&page.link("/avbestill")).await.is(200);
        per.submit(&asked, "/avbestill", &[]).await.is(422).says("Velg en grunn");
        for _click in 0..2 {
            per.submit(&asked, "/avbestill", &[("grunn", "syk")]).await.is(200);
        }
        let after = per.get(&page.path).await.is(200).says("Avlyst");
        assert!(!after.links().iter().any(|link| link.ends_with("/avbestill")), "{after}");
        let log = portal.usage_log("per-full").await;
        assert!(log.iter().any(|line| line.deed == "cancel" && line.why == Why::Given(Basis::Oneself)), "{log:?}");
    }
}

#[tokio::test]
async fn a_power_to_see_does_not_let_one_cancel() {
    let portal = TestPortal::sqlite().await.with_appointments().await;
    let inger = portal.log_in("inger-giver").await;
    let list = inger.get("/timer").await.is(200);
    let link = list
        .links()
        .into_iter()
        .find(|link| link.rsplit_once("/timer/").is_some_and(|(_, last)| last.parse::<uuid::Uuid>().is_ok()));
    let id = link.expect("an appointment").rsplit('/').next().unwrap_or_default().to_owned();
    let vigdis = portal.log_in("vigdis-ser").await;
    let home = home_of(&vigdis, "Inger Solheim").await;
    let page = vigdis.get(&format!("{home}/timer/{id}")).await.is(200).says("Fullmakten din lar deg se");
    assert!(!page.body.contains("/avbestill"), "{page}");
    vigdis.post(&format!("{home}/timer/{id}/avbestill"), &[("grunn", "syk")]).await.is(403);
    let knut = portal.log_in("knut-registrert").await;
    let home = home_of(&knut, "Inger Solheim").await;
    knut.get(&format!("{home}/timer")).await.is(403);
}
