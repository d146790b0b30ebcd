//! Choosing a treatment centre from one's referral, and what nobody else learns of it (C12, C4, R2–R5).

use access::rules::ItemSource;
use records::{Profile, Source};
use serde_json::{Value, json};
use testing::{Answer, TestPortal, Visitor};

use crate::appointments::home_of;

const PAGE: &str = "/velg-behandlingssted";
const FNR: &str = "urn:oid:2.16.578.1.12.4.1.4.1";
const HIDDEN: &str = "NORN_FORANS";

async fn all() -> Vec<TestPortal> {
    let mut portals = Vec::new();
    for portal in TestPortal::both().await {
        portals.push(portal.with_treatments().await.with_appointments().await);
    }
    portals
}

/// A hospital's system sends a referral of somebody.
async fn send(portal: &TestPortal, id: &str, serial: &str, rest: Value) -> u16 {
    let source = Source {
        organisation: "974000009".into(),
        name: "Fjellet sykehus".into(),
        kind: ItemSource::Hospital,
        profile: Profile::Base,
    };
    let mut request = json!({
        "resourceType": "ServiceRequest",
        "identifier": [{"system": "urn:example:referral", "value": serial}],
        "status": "active",
        "intent": "order",
        "subject": {"type": "Patient", "identifier": {"system": FNR, "value": portal.persona(id).number.digits()}},
    });
    for (name, value) in rest.as_object().expect("elements") {
        request[name] = value.clone();
    }
    let system = portal.system(&source, "system/*.crus").await;
    system.post("/ServiceRequest", &request).await.status
}

/// The page of the first referral with these words.
async fn open(visitor: &Visitor, list: &Answer, words: &str) -> Answer {
    let part =
        list.body.split("<li>").find(|part| part.contains(words)).unwrap_or_else(|| panic!("no {words}: {list}"));
    let href = part.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
    visitor.get(href).await.is(200)
}

#[tokio::test]
async fn one_starts_from_the_referral_and_no_address_tells_what_it_is_for() {
    for portal in all().await {
        let per = portal.log_in("per-full").await;
        per.get("/").await.says("2 henvisninger å velge sted for");
        let list = per.get(PAGE).await.is(200).says("Hofteprotese").says("Til Åsheim sykehus");
        let page = open(&per, &list, "Hofteprotese").await.says("10 steder av 10").says("Din rett til å velge");
        let own = page.path.clone();
        let west = [("region", "vest"), ("sorter", "navn")];
        let chosen =
            per.submit(&page, &own, &west).await.is(200).says("3 steder av 10").has_no_trace_of("Åsheim klinikk");
        assert_eq!(chosen.path, own, "{}", portal.engine);
        let marked: Vec<(&str, &str)> = vec![("sted", "319005005"), ("sted", "319005102")];
        let compared = per.submit(&page, "/sammenlign", &marked).await.is(200).says("Stedene side om side");
        assert_eq!(compared.path, format!("{own}/sammenlign"));
        let one = per.submit(&page, "/sammenlign", &marked[..1]).await.is(422).says("Kryss av for to eller tre steder");
        assert_eq!(one.body.matches(" checked>").count(), 1, "{one}");
        let sheet = per.submit(&chosen, "/ventetider.csv", &[]).await.is(200);
        assert_eq!(sheet.header("content-disposition"), Some("attachment; filename=\"ventetider.csv\""));
        assert_eq!(sheet.body.lines().count(), 1 + 6, "as it was chosen: {sheet}");
        for page in [&page, &chosen, &compared] {
            let own = page.links().into_iter().filter(|link| link.contains("/p/"));
            let addresses = own.chain([page.path.clone()]).collect::<String>();
            assert!(!addresses.contains("hofte") && !addresses.contains('?'), "{addresses}");
        }
        per.get(&format!("{own}/sammenlign")).await.is(200).says("10 steder av 10");
        let log = portal.usage_log("per-full").await;
        let seen = |service: &str, deed: &str| log.iter().filter(|it| it.service == service && it.deed == deed).count();
        assert_eq!((seen("referrals", "list"), seen("referrals", "show")), (1, 6), "{}", portal.engine);
        assert_eq!(seen("treatment_centre", "list") + seen("treatment_centre", "show"), 0, "one line for each look");
    }
}

#[tokio::test]
async fn a_referral_without_a_known_treatment_lets_one_say_which() {
    for portal in all().await {
        let per = portal.log_in("per-full").await;
        let list = per.get(PAGE).await.is(200);
        let page = open(&per, &list, "føflekk").await.says("sier ikke hvilken av behandlingene");
        let own = page.path.clone();
        let chosen = per.submit(&page, &own, &[("behandling", "atopisk-eksem")]).await.is(200).says("4 steder av 4");
        assert_eq!(chosen.path, own);
        let marked = [("sted", "319005005"), ("sted", "319005102")];
        per.submit(&chosen, "/sammenlign", &marked).await.is(200).says("Fjordbyen sykehus");
        per.submit(&page, &own, &[("behandling", "finnes-ikke")]).await.is(200).says("Velg behandling");
        let strange = json!({"code": {"coding": [{"system": treatments::TREATMENT_CODES, "code": "gone"}]}});
        assert_eq!(send(&portal, "per-full", "strange", strange).await, 201);
        per.get(PAGE).await.is(200).says("3 ").says("Henvisning");
    }
}

#[tokio::test]
async fn a_hidden_referral_leaves_no_trace() {
    for portal in all().await {
        let mother = portal.log_in("kari-mor").await;
        let home = home_of(&mother, "Jonas Nordvik").await;
        let before = mother.get(&format!("{home}{PAGE}")).await.is(200).says("Det er ingen henvisninger her");
        before.has_no_trace_of("ADHD").has_no_trace_of("uro");
        mother.get(&home).await.is(200).has_no_trace_of("henvisning å velge").has_no_trace_of("henvisninger å velge");
        let bell = |page: Answer| page.text().contains("nye hendelser") || page.text().contains("ny hendelse");
        assert!(!bell(mother.get(&home).await), "{}", portal.engine);
        let hidden = json!({"meta": {"security": [{"system": "urn:oid:2.16.578.1.12.4.1.1.9603", "code": HIDDEN}]},
            "code": {"text": "Lukket kontroll"}});
        assert_eq!(send(&portal, "jonas-8", "hidden", hidden).await, 201);
        assert_eq!(send(&portal, "jonas-8", "open", json!({"code": {"text": "Vond ankel"}})).await, 201);
        let list = mother.get(&format!("{home}{PAGE}")).await.is(200).says("Vond ankel").has_no_trace_of("Lukket");
        assert_eq!(list.body.matches("hv-list__title").count(), 1, "{}: {list}", portal.engine);
        mother.get(&home).await.is(200).says("1 henvisning å velge sted for").has_no_trace_of("Lukket");
        let records = portal.house.db.fetch_all(
            "SELECT id FROM records WHERE resource_type = 'ServiceRequest' AND hidden_from_parents = $1",
            db::args![true],
        );
        for row in records.await.expect("records") {
            let id = row.text(0).expect("an id");
            mother.get(&format!("{home}{PAGE}/{id}")).await.is(404);
            mother.post(&format!("{home}{PAGE}/{id}"), &[("behandling", "adhd-barn")]).await.is(404);
            mother.post(&format!("{home}{PAGE}/{id}/ventetider.csv"), &[("behandling", "adhd-barn")]).await.is(404);
        }
        mother.get("/bruk").await.is(200).has_no_trace_of("Lukket").has_no_trace_of("ADHD");
    }
}

#[tokio::test]
async fn parents_see_those_of_children_under_twelve_and_nobody_those_of_the_young() {
    for portal in all().await {
        let mother = portal.log_in("kari-mor").await;
        let home = home_of(&mother, "Nora Nordvik").await;
        mother.get(&format!("{home}{PAGE}")).await.is(200).says("Fjerning av mandler");
        assert_eq!(send(&portal, "emma-12", "teen", json!({"code": {"text": "Vond rygg"}})).await, 201);
        let emma = home_of(&mother, "Emma Nordvik").await;
        let refused = mother.get(&format!("{emma}{PAGE}")).await.is(200).says("Henvisninger vises ikke her");
        refused.says("Se alle behandlinger").has_no_trace_of("Vond rygg");
        mother.get(&emma).await.is(200).has_no_trace_of("henvisning å velge");
        assert_eq!(send(&portal, "marius-14", "teen", json!({"code": {"text": "Vond rygg"}})).await, 201);
        let marius = portal.log_in("marius-14").await;
        marius.get(PAGE).await.is(200).says("Henvisninger vises ikke her").has_no_trace_of("Vond rygg");
        let log = portal.usage_log("marius-14").await;
        let own: Vec<&str> = log.iter().filter(|it| it.deed == "list").map(|it| it.service.as_str()).collect();
        assert_eq!(own, ["treatment_centre"], "{}", portal.engine);
        let son = portal.log_in("bjorn-sonn").await;
        let home = home_of(&son, "Astrid Nordnes").await;
        son.get(&format!("{home}{PAGE}")).await.is(200).says("Operasjon for grå stær");
        let log = portal.usage_log("astrid-82").await;
        assert!(log.iter().any(|it| it.service == "referrals" && it.deed == "list"), "{}", portal.engine);
    }
}

#[tokio::test]
async fn what_has_ended_or_was_a_mistake_is_not_chosen_for_and_a_stranger_finds_nothing() {
    for portal in all().await {
        for (serial, status) in [("done", "completed"), ("gone", "revoked"), ("wrong", "entered-in-error")] {
            let ended = json!({"status": status, "code": {"text": "Ferdig sak"}});
            assert_eq!(send(&portal, "per-full", serial, ended).await, 201);
        }
        let per = portal.log_in("per-full").await;
        let list = per.get(PAGE).await.is(200).has_no_trace_of("Ferdig sak");
        let page = open(&per, &list, "Hofteprotese").await;
        let id = page.path.rsplit('/').next().expect("an id").to_owned();
        let mother = portal.log_in("kari-mor").await;
        mother.get(PAGE).await.is(200).says("Det er ingen henvisninger her").link("/behandlingssteder");
        let home = mother.get(PAGE).await.path;
        mother.get(&format!("{home}/{id}")).await.is(404);
        portal
            .visitor()
            .get("/om/velg-behandlingssted")
            .await
            .is(200)
            .says("uten å logge inn")
            .link("/behandlingssteder");
    }
}
