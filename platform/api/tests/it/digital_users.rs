//! Who uses the portal: asked beforehand, and refused without a trace.

use access::{Actor, Deed, GateError, Policy, rules::table, state::Change};
use serde_json::{Value, json};
use testing::TestPortal;

use crate::clinic::{FNR, appointment, at_hospital, number};

const START: &str = "2026-12-01T09:00:00+01:00";

fn question(service: &str, numbers: &[String]) -> Value {
    let patients =
        numbers.iter().map(|it| json!({ "name": "patient", "valueIdentifier": { "system": FNR, "value": it } }));
    let service = json!({ "name": "service", "valueCode": service });
    json!({ "resourceType": "Parameters", "parameter": std::iter::once(service).chain(patients).collect::<Vec<_>>() })
}

fn answers(parameters: &Value) -> Vec<bool> {
    let all = parameters["parameter"].as_array().expect("answers");
    all.iter().map(|it| it["part"][1]["valueBoolean"].as_bool().expect("yes or no")).collect()
}

/// Switches a service off, as the person does on their own page.
async fn switch_off(portal: &TestPortal, id: &str, service: &'static str) {
    let (me, consent) = (portal.person(id), Policy::everywhere(&table::CONSENT));
    let asked = portal.house.gate.act(&Actor::Citizen(me), me, &consent, Deed::new("change")).await;
    let off = Change::SwitchOff { service: service.to_owned(), off: true };
    let done = asked
        .expect("one's own")
        .commit::<_, GateError, _>(move |tx| Box::pin(async move { Ok(tx.change_state(&off, me).await.map(drop)?) }));
    done.await.expect("switched off");
}

async fn rows(portal: &TestPortal, table: &str) -> i64 {
    let sql = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {table}");
    portal.house.db.fetch_all(sql, vec![]).await.expect("rows")[0].int(0).expect("a count")
}

#[tokio::test(flavor = "multi_thread")]
async fn one_asks_for_many_at_once_and_no_is_always_the_same_no() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let people = ["kari-mor", "nina-ny", "einar-dod", "helene-stengt", "arne-basis"];
        let mut numbers: Vec<String> = people.iter().map(|id| number(&portal, id)).collect();
        // Valid and nobody's, and no number at all.
        numbers.extend([UNKNOWN.to_owned(), "12345".to_owned()]);
        let answer = hospital.post("/Patient/$digital-user", &question("Appointment", &numbers)).await.is(200).json();
        // Appointments need the level Full; Arne has chosen Basic.
        assert_eq!(answers(&answer), [true, false, false, false, false, false, false], "{}", portal.engine);
        let noes = answer["parameter"].as_array().unwrap()[1..].iter().map(|it| it["part"].as_array().unwrap().len());
        assert!(noes.into_iter().all(|parts| parts == 2), "a no has nothing but the number asked for");
        let basic =
            hospital.post("/Patient/$digital-user", &question("usage_log", &numbers[4..5])).await.is(200).json();
        assert_eq!(answers(&basic), [true]);
        for id in ["kari-mor", "nina-ny"] {
            let lines = portal.usage_log(id).await;
            let line = lines.iter().find(|it| it.deed == "check_user").unwrap_or_else(|| panic!("a line for {id}"));
            assert_eq!((line.service.as_str(), line.place.as_str()), ("appointments", "974000001"));
        }
        hospital.post("/Patient/$digital-user", &question("horoscopes", &numbers)).await.is(400);
        let many = vec!["12345".to_owned(); 1001];
        assert_eq!(
            hospital.post("/Patient/$digital-user", &question("Appointment", &many)).await.is(400).issue().0,
            "too-long"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_for_one_who_is_no_user_leaves_nothing() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let before =
            [rows(&portal, "records").await, rows(&portal, "shared_resources").await, rows(&portal, "items").await];
        let mut said = Vec::new();
        // Never a user, dead, access closed, level too low, service switched off, nobody.
        switch_off(&portal, "kari-mor", "appointments").await;
        let people = ["nina-ny", "einar-dod", "helene-stengt", "arne-basis", "kari-mor"];
        for number in people.map(|id| number(&portal, id)).into_iter().chain([UNKNOWN.to_owned()]) {
            let single = hospital.post("/Appointment", &appointment(&number, START, "1")).await.is(422);
            assert_eq!(single.issue().0, "business-rule");
            assert_eq!(single.json()["issue"][0]["details"]["coding"][0]["code"], "not-digital");
            let mut headers = single.headers;
            headers.retain(|(name, _)| !["date", "x-request-id"].contains(&name.as_str()));
            let changed = hospital.post("", &together(&[change_of_nothing(&number)])).await.is(404).text;
            said.push((single.text, headers, changed));
            let together = json!({ "resourceType": "Bundle", "type": "transaction", "entry": [
                { "fullUrl": "urn:uuid:5b1a8a05-0000-4000-8000-000000000001",
                  "resource": { "resourceType": "Location", "name": "Poliklinikken" },
                  "request": { "method": "POST", "url": "Location" } },
                { "resource": appointment(&number, START, "2"), "request": { "method": "POST", "url": "Appointment" } },
            ]});
            let refused = hospital.post("", &together).await.is(422);
            assert_eq!(refused.json()["issue"][0]["expression"][0], "Bundle.entry[1].resource");
        }
        assert!(said.iter().all(|it| *it == said[0]), "one who is unknown is as one who is no user: {said:?}");
        let after =
            [rows(&portal, "records").await, rows(&portal, "shared_resources").await, rows(&portal, "items").await];
        assert_eq!(before, after, "{}", portal.engine);
    }
}

const NOBODYS: &str = "0198c3a4-0000-7000-8000-000000000000";
const UNKNOWN: &str = "41819077906";

/// An appointment that changes what is not there, in a transaction with what else is to be done.
fn change_of_nothing(number: &str) -> Value {
    let mut resource = appointment(number, START, "1");
    resource["id"] = json!(NOBODYS);
    let request = json!({ "method": "PUT", "url": format!("Appointment/{NOBODYS}"), "ifMatch": "W/\"1\"" });
    json!({ "resource": resource, "request": request })
}

fn creation(number: &str) -> Value {
    json!({ "resource": appointment(number, START, "2"), "request": { "method": "POST", "url": "Appointment" } })
}

fn together(entries: &[Value]) -> Value {
    json!({ "resourceType": "Bundle", "type": "transaction", "entry": entries })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_tells_nobody_apart_or_is_written_down() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let (kari, nina) = (number(&portal, "kari-mor"), number(&portal, "nina-ny"));
        let mut said = Vec::new();
        for number in [kari.as_str(), &nina, UNKNOWN] {
            said.push(hospital.post("", &together(&[change_of_nothing(number)])).await.is(404).text);
            let mut alone = change_of_nothing(number);
            said.push(
                hospital
                    .put(&format!("/Appointment/{NOBODYS}"), "W/\"1\"", &alone["resource"].take())
                    .await
                    .is(404)
                    .text,
            );
        }
        assert!(said.chunks(2).all(|it| it == &said[..2]), "{}: {said:?}", portal.engine);
        let mut said = Vec::new();
        for number in [&nina, UNKNOWN] {
            said.push(hospital.post("", &together(&[creation(number), creation(&kari)])).await.is(422).text);
        }
        assert_eq!(said[0], said[1], "who is known is not told by who else is named");
        let asked = || async {
            let lines = portal.usage_log("kari-mor").await;
            lines.iter().filter(|it| (it.deed.as_str(), it.place.as_str()) == ("check_user", "974000001")).count()
        };
        let before = asked().await;
        let place = json!({ "resource": { "resourceType": "Location", "id": NOBODYS, "name": "x" },
            "request": { "method": "PUT", "url": format!("Location/{NOBODYS}"), "ifMatch": "W/\"1\"" } });
        hospital.post("", &together(&[creation(&kari), place.clone()])).await.is(404);
        hospital.post("", &together(&[creation(&nina), place])).await.is(422);
        assert_eq!(asked().await, before + 1, "{}: the fault told that Kari is a user", portal.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_links_of_a_search_name_whoever_was_asked_for_known_or_not() {
    let portal = TestPortal::sqlite().await;
    let hospital = at_hospital(&portal).await;
    for number in [number(&portal, "kari-mor"), number(&portal, "nina-ny"), UNKNOWN.to_owned()] {
        let found = hospital.search("Appointment", &format!("patient:identifier={FNR}|{number}")).await.is(200);
        let link = found.link("self").expect("a link");
        assert!(link.contains("patient=Patient%2F"), "{link}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_is_found_by_number_in_a_body_and_never_in_an_address() {
    let portal = TestPortal::sqlite().await;
    let hospital = at_hospital(&portal).await;
    let (kari, nina) = (number(&portal, "kari-mor"), number(&portal, "nina-ny"));
    let found = hospital.search("Patient", &format!("identifier={FNR}|{kari}")).await.is(200);
    let patient = found.resources().pop().expect("Kari");
    assert_eq!(patient.as_object().unwrap().len(), 3, "{patient}");
    let booked = hospital.post("/Appointment", &appointment(&kari, START, "1")).await.is(201).json();
    assert_eq!(booked["participant"][0]["actor"]["reference"], format!("Patient/{}", patient["id"].as_str().unwrap()));
    for nobody in [nina, UNKNOWN.to_owned()] {
        assert!(hospital.search("Patient", &format!("identifier={FNR}|{nobody}")).await.is(200).resources().is_empty());
    }
    for path in [
        format!("/Patient?identifier={FNR}%7C{kari}"),
        format!("/Patient/{kari}"),
        format!("/Appointment?patient:identifier={kari}"),
        format!("/{kari}"),
    ] {
        let refused = hospital.get(&path).await.is(400);
        let (_, words) = refused.issue();
        assert!(words.contains("POST") && !refused.text.contains(&kari), "{words}");
    }
    let batch = json!({ "resourceType": "Bundle", "type": "batch",
        "entry": [{ "request": { "method": "GET", "url": format!("Patient?identifier={kari}") } }] });
    let answer = hospital.post("", &batch).await.is(200);
    assert!(answer.text.contains("400 Bad Request") && !answer.text.contains(&kari));
    hospital.post("/Patient", &json!({ "resourceType": "Patient" })).await.is(422);
    hospital.get("/Patient").await.is(400);
}
