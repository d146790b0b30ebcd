//! Home care as the one who is visited, next of kin and the municipality's system meet it (C14, R7, B5, N3).

use access::rules::ItemSource;
use records::{Profile, Source};
use serde_json::{Value, json};
use testing::{Answer, System, TestPortal, Visitor};

use crate::{appointments::home_of, notices::letters};

const FNR: &str = "urn:oid:2.16.578.1.12.4.1.4.1";
const MUNICIPAL: &str = "urn:oid:2.16.578.1.12.4.1.1.7619";
const MOTHER: &str = "Astrid Nordnes";

/// The municipality's system for home care.
pub async fn home_care(portal: &TestPortal) -> System {
    municipality(portal, "974000003", "Storfjell kommune").await
}

/// The system of another municipality's home care.
pub async fn neighbour(portal: &TestPortal) -> System {
    municipality(portal, "974000011", "Lillefjell kommune").await
}

async fn municipality(portal: &TestPortal, organisation: &str, name: &str) -> System {
    let (organisation, name) = (organisation.into(), name.into());
    let source = Source { organisation, name, kind: ItemSource::Municipal, profile: Profile::Base };
    portal.system(&source, "system/*.crus").await
}

fn patient(portal: &TestPortal, id: &str) -> Value {
    json!({"type": "Patient", "identifier": {"system": FNR, "value": portal.persona(id).number.digits()}})
}

/// A planned visit, at the person's home, that may be cancelled.
pub fn plan(portal: &TestPortal, id: &str, serial: &str, start: &str, end: &str) -> Value {
    json!({
        "resourceType": "Appointment",
        "identifier": [{"system": "urn:example:visit", "value": serial}],
        "status": "booked",
        "start": start,
        "end": end,
        "serviceCategory": [{"coding": [{"system": MUNICIPAL, "code": "7"}]}],
        "appointmentType": {"text": "Morgenstell"},
        "contained": [
            {"resourceType": "Location", "id": "home", "type": [{"coding": [{"code": "PTRES"}]}]},
            {"resourceType": "Flag", "id": "may", "status": "active", "code": {"coding": [{"code": "cancel"}]},
             "subject": patient(portal, id)},
        ],
        "participant": [
            {"status": "accepted", "actor": patient(portal, id)},
            {"status": "accepted", "actor": {"type": "Practitioner", "display": "Sykepleier Liv Aune"}},
        ],
    })
}

/// A visit that was made, and that kept a plan where one is named.
pub fn visit(portal: &TestPortal, id: &str, serial: &str, status: &str, plan: Option<&str>) -> Value {
    let mut encounter = json!({
        "resourceType": "Encounter",
        "identifier": [{"system": "urn:example:visit-made", "value": serial}],
        "status": status,
        "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "HH"},
        "subject": patient(portal, id),
        "type": [{"text": "Morgenstell"}],
        "period": {"start": "2026-11-21T08:10:00+01:00", "end": "2026-11-21T08:35:00+01:00"},
        "participant": [{"individual": {"type": "Practitioner", "display": "Sykepleier Liv Aune"}}],
    });
    if let Some(plan) = plan {
        encounter["appointment"] = json!([{"reference": format!("Appointment/{plan}")}]);
    }
    encounter
}

/// Chooses in one's own settings to be told as much as possible, also about those one holds a power from.
pub async fn wants_everything(portal: &TestPortal, id: &str) {
    let visitor = portal.log_in(id).await;
    let settings = visitor.get("/varsler").await.is(200).link("/innstillinger");
    let page = visitor.get(&settings).await.is(200);
    let about: Vec<&str> = values(&page, "om");
    let mut form = vec![("mengde", "many")];
    form.extend(about.into_iter().map(|handle| ("om", handle)));
    visitor.submit(&page, "/innstillinger", &form).await.is(200).says("Valgene dine er lagret");
}

/// The values of all fields of a name on a page.
pub fn values<'p>(page: &'p Answer, name: &str) -> Vec<&'p str> {
    let field = format!("name=\"{name}\" value=\"");
    page.body.split(&*field).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Whether the page says that she has agreed to visits being named.
fn agrees(page: &Answer) -> bool {
    let field = page.body.split("id=\"navngi\"").nth(1).and_then(|rest| rest.split('>').next());
    field.is_some_and(|field| field.contains("checked"))
}

pub async fn choices(visitor: &Visitor, home: &str) -> Answer {
    let service = visitor.get(&format!("{home}/hjemmetjeneste")).await.is(200).path;
    visitor.get(&format!("{service}/valg")).await
}

#[tokio::test]
async fn one_sees_who_comes_when_and_who_has_come_and_so_does_the_son_with_a_power() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await;
        let astrid = portal.log_in("astrid-82").await;
        let page = astrid.get("/hjemmetjeneste").await.is(200);
        let page =
            page.says("Søndag 22. november 2026").says("Mellom kl. 08.00 og 10.00").says("Morgenstell og frokost");
        page.says("Helsefagarbeider Tomasz Nowak").has_no_trace_of("Øyepoliklinikken").has_no_trace_of("fastlegen");
        let made = astrid.get("/hjemmetjeneste").await.link("/besok");
        let made = astrid
            .get(&made)
            .await
            .is(200)
            .says("Kveldsstell og medisiner")
            .says("20. november 2026 kl. 19.40 til 20.05");
        let one = made.links().into_iter().find(|link| link.contains("/hjemmetjeneste/0") || link.len() > 70);
        let one = astrid.get(&one.expect("a visit")).await.is(200).says("Gjennomført").says("Planlagt");
        astrid.get(&one.link("/hjemmetjeneste/")).await.is(200);
        astrid.get("/").await.is(200).says("Neste besøk: søndag 22. november 2026");
        let write = astrid.get("/hjemmetjeneste").await.link("/innboks/ny?mottaker=");
        let chosen = write.rsplit('=').next().expect("an office");
        let new = astrid.get(&write).await.is(200).says("Hjemmetjenesten i Storlia");
        assert!(new.body.contains(&format!("value=\"{chosen}\" checked")), "{}: {new}", portal.engine);

        let son = portal.log_in("bjorn-sonn").await;
        let home = home_of(&son, MOTHER).await;
        son.get(&format!("{home}/hjemmetjeneste")).await.is(200).says("Morgenstell og frokost");
        for id in ["astrid-82", "bjorn-sonn"] {
            let log = portal.usage_log(id).await;
            assert!(
                log.iter().any(|line| line.service == "home_care" && line.deed == "list"),
                "{} {id}",
                portal.engine
            );
        }
        let older = made.links().into_iter().find(|link| link.contains("side=2")).expect("more than a page");
        astrid.get(&older).await.is(200).says("Morgenstell").says("Nyere");
    }
}

#[tokio::test]
async fn a_visit_is_cancelled_with_one_working_days_notice_and_the_municipality_learns_of_it() {
    for portal in TestPortal::both().await {
        let system = home_care(&portal).await;
        // A Monday: the last working day before it is Friday.
        let planned = plan(&portal, "astrid-82", "1", "2026-11-30T08:00:00+01:00", "2026-11-30T08:30:00+01:00");
        let id = system.post("/Appointment", &planned).await.is(201).id();
        portal.set_clock("2026-11-27T08:01");
        let late = portal.log_in("astrid-82").await;
        let page = format!("{}/{id}", late.get("/hjemmetjeneste").await.is(200).path);
        late.get(&page).await.is(200).says("Fristen for å avbestille her er ute").has_no_trace_of("/avbestill");
        late.post(&format!("{page}/avbestill"), &[("grunn", "borte")]).await.is(200).has_no_trace_of("Avlyst");

        portal.set_clock("2026-11-27T08:00");
        let in_time = portal.log_in("astrid-82").await;
        let shown = in_time.get(&page).await.is(200).says("Du kan avbestille til fredag 27. november 2026 kl. 08.00");
        let asked = in_time.get(&shown.link("/avbestill")).await.is(200).says("kommer ingen til avtalt tid");
        in_time.submit(&asked, "/avbestill", &[]).await.is(422).says("Velg en grunn");
        for _click in 0..2 {
            in_time.submit(&asked, "/avbestill", &[("grunn", "borte")]).await.is(200).says("Avlyst");
        }
        in_time.get(&page).await.says("Grunn: Jeg er ikke hjemme");
        let log = portal.usage_log("astrid-82").await;
        let cancelled = log.iter().filter(|line| line.deed == "cancel" && line.service == "home_care").count();
        assert_eq!(cancelled, 1, "{}: {log:?}", portal.engine);

        let system = home_care(&portal).await;
        let feed = system.get("/Appointment?_lastUpdated=gt2026-11-27T06:59:00Z").await.is(200).resources();
        assert_eq!(feed.len(), 1, "{}", portal.engine);
        assert_eq!((feed[0]["status"].as_str(), feed[0]["meta"]["versionId"].as_str()), (Some("cancelled"), Some("2")));
        let reason = &feed[0]["cancelationReason"]["coding"][0];
        assert_eq!(reason["code"].as_str(), Some("AAI"), "{reason}");
    }
}

#[tokio::test]
async fn a_visit_made_is_told_to_her_and_to_the_son_who_wants_everything_and_to_no_one_else() {
    for portal in TestPortal::both().await {
        let system = home_care(&portal).await;
        wants_everything(&portal, "bjorn-sonn").await;
        let planned = plan(&portal, "astrid-82", "1", "2026-11-21T08:00:00+01:00", "2026-11-21T08:30:00+01:00");
        let planned = system.post("/Appointment", &planned).await.is(201).id();
        letters(&portal).await;
        let encounter = visit(&portal, "astrid-82", "1", "in-progress", Some(&planned));
        let begun = system.post("/Encounter", &encounter).await.is(201);
        assert_eq!(letters(&portal).await.len(), 0, "{}: it is under way", portal.engine);
        let (id, etag) = (begun.id(), begun.header("etag").to_owned());
        let mut done = visit(&portal, "astrid-82", "1", "finished", Some(&planned));
        done["id"] = id.clone().into();
        system.put(&format!("/Encounter/{id}"), &etag, &done).await.is(200);
        let gone = letters(&portal).await;
        // She has chosen no more than usual: it is in the portal for her. He is told by e-mail, which names nothing.
        assert_eq!(gone.len(), 1, "{}", portal.engine);
        for secret in ["besøk", "Storfjell", "Astrid"] {
            assert!(!gone[0].text.contains(secret), "{secret} is in {}", gone[0].text);
        }
        for person in ["astrid-82", "bjorn-sonn"] {
            let visitor = portal.log_in(person).await;
            let list = visitor.get("/varsler").await.is(200).says("Et hjemmebesøk er gjennomført");
            visitor.get(&list.link(&format!("/hjemmetjeneste/{id}"))).await.is(200).says("Gjennomført");
        }
        // Sent again, or mended afterwards: nobody is told twice.
        done["type"] = json!([{"text": "Morgenstell og frokost"}]);
        system.put(&format!("/Encounter/{id}"), "W/\"2\"", &done).await.is(200);
        assert_eq!(letters(&portal).await.len(), 0, "{}", portal.engine);
        let astrid = portal.log_in("astrid-82").await;
        let page = astrid.get("/hjemmetjeneste").await.path;
        astrid
            .get(&format!("{page}/{planned}"))
            .await
            .is(200)
            .says("Registrert")
            .says("Se besøket som ble gjennomført");
    }
}

#[tokio::test]
async fn a_letter_names_the_visit_only_once_she_has_agreed_to_it() {
    let portal = TestPortal::sqlite().await;
    let system = home_care(&portal).await;
    wants_everything(&portal, "astrid-82").await;
    system.post("/Encounter", &visit(&portal, "astrid-82", "1", "finished", None)).await.is(201);
    let gone = letters(&portal).await;
    assert!(gone.len() == 1 && gone[0].text.starts_with("Du har en ny melding i Helsevei."), "{gone:?}");
    let astrid = portal.log_in("astrid-82").await;
    let page = choices(&astrid, "").await.is(200).says("Varsler kan si at de gjelder et hjemmebesøk");
    let page = astrid.submit(&page, "/valg", &[("navngi", "ja"), ("frist", "aldri")]).await.is(200);
    assert!(agrees(&page.says("Valgene dine er lagret")));
    system.post("/Encounter", &visit(&portal, "astrid-82", "2", "finished", None)).await.is(201);
    let gone = letters(&portal).await;
    let said = "Du har en ny melding i Helsevei fra Storfjell kommune: Et hjemmebesøk er gjennomført.";
    assert!(gone.len() == 1 && gone[0].text.starts_with(said), "{gone:?}");
}

#[tokio::test]
async fn she_may_keep_it_from_her_son_and_the_holder_of_a_power_chooses_for_himself_alone() {
    for portal in TestPortal::both().await {
        let system = home_care(&portal).await;
        wants_everything(&portal, "bjorn-sonn").await;
        let astrid = portal.log_in("astrid-82").await;
        let page = choices(&astrid, "").await.is(200).says("Bjørn Nordnes");
        let wrong = astrid.submit(&page, "/valg", &[("frist", "45")]).await.is(422);
        wrong.says("Velg når det skal varsles");
        let nobody = astrid.submit(&page, "/valg", &[("frist", "60")]).await.is(422);
        assert!(
            nobody.says("Velg hvem som skal få varsel").body.contains("value=\"60\" checked"),
            "what was chosen stands"
        );
        astrid.submit(&page, "/valg", &[("frist", "aldri"), ("navngi", "ja")]).await.is(200);
        system.post("/Encounter", &visit(&portal, "astrid-82", "1", "finished", None)).await.is(201);
        assert_eq!(letters(&portal).await.len(), 0, "{}", portal.engine);

        let son = portal.log_in("bjorn-sonn").await;
        let home = home_of(&son, MOTHER).await;
        let page = choices(&son, &home).await.is(200).says("Bjørn Nordnes").has_no_trace_of("navngi");
        let handles = values(&page, "gjennomfort");
        assert_eq!(handles.len(), 1);
        let form = [("frist", "30"), ("uteblitt", handles[0]), ("gjennomfort", handles[0])];
        son.submit(&page, "/valg", &form).await.is(200).says("Valgene dine er lagret");
        // What she has agreed to is hers.
        let page = choices(&astrid, "").await.is(200);
        assert!(agrees(&page) && page.body.contains("value=\"30\" checked"));
        let log = portal.usage_log("astrid-82").await;
        assert_eq!(log.iter().filter(|line| line.deed == "change_choices").count(), 2, "{}", portal.engine);

        let sees_only = portal.log_in("vigdis-ser").await;
        let home = home_of(&sees_only, "Inger Solheim").await;
        let page = choices(&sees_only, &home).await.is(200).says("Fullmakten din lar deg se");
        sees_only.post(&page.path, &[("frist", "aldri")]).await.is(403);
    }
}

#[tokio::test]
async fn what_the_municipality_sends_wrong_is_refused_with_the_element_and_the_mend() {
    let portal = TestPortal::sqlite().await;
    let system = home_care(&portal).await;
    let mut encounter = visit(&portal, "astrid-82", "1", "finished", None);
    encounter["period"] = json!({"end": "2026-11-21T08:35:00+01:00"});
    let (_, said) = system.post("/Encounter", &encounter).await.is(422).issue();
    assert!(said.contains("Encounter.period.start") && said.contains("send when the visit began"), "{said}");
}

#[tokio::test]
async fn what_is_hidden_from_parents_or_hospital_care_is_no_home_visit_for_them() {
    for portal in TestPortal::both().await {
        let system = home_care(&portal).await;
        let mut hidden = visit(&portal, "jonas-8", "1", "finished", None);
        hidden["meta"] = json!({"security": [{"system": "urn:oid:2.16.578.1.12.4.1.1.9603", "code": "NORN_FORANS"}]});
        let id = system.post("/Encounter", &hidden).await.is(201).id();
        let mut ward = visit(&portal, "jonas-8", "2", "finished", None);
        ward["class"] = json!({"code": "IMP"});
        let ward = system.post("/Encounter", &ward).await.is(201).id();
        assert_eq!(letters(&portal).await.len(), 0, "{}", portal.engine);
        let mother = portal.log_in("kari-mor").await;
        let home = home_of(&mother, "Jonas Nordvik").await;
        mother.get(&format!("{home}/hjemmetjeneste/besok")).await.is(200).says("Det er ingen gjennomførte besøk her");
        for id in [id, ward] {
            mother.get(&format!("{home}/hjemmetjeneste/{id}")).await.is(404);
        }
    }
}

#[tokio::test]
async fn home_care_is_to_be_had_where_the_municipality_has_connected_it() {
    let portal = TestPortal::sqlite().await;
    let gunnar = portal.log_in("gunnar-fyresdal").await;
    gunnar.get("/hjemmetjeneste").await.is(403);
    portal.log_in("astrid-82").await.get("/hjemmetjeneste").await.is(200);
}
