//! Every fault under /fhir is an OperationOutcome that names the element and the mend, and never what was sent.

use db::DbError;
use jiff::SignedDuration;
use portal::config::Outside;
use reqwest::Method;
use serde_json::{Value, json};
use testing::TestPortal;

use crate::clinic::{ALL, FNR, appointment, at_hospital, hospital, number};

const START: &str = "2026-12-01T09:00:00+01:00";

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_is_told_in_fhir() {
    let portal = TestPortal::sqlite().await;
    let hospital = at_hospital(&portal).await;
    let json_type = [("content-type", "application/fhir+json")];
    let id = "0198c3a4-0000-7000-8000-000000000000";
    let cases = [
        (Method::GET, "/".to_owned(), vec![], String::new(), 405),
        (Method::GET, "/a/b/c/d/e".into(), vec![], String::new(), 404),
        (Method::GET, "/Nothing".into(), vec![], String::new(), 404),
        (Method::GET, format!("/Appointment/{id}/$everything"), vec![], String::new(), 404),
        (Method::GET, "/Appointment/1".into(), vec![], String::new(), 404),
        (Method::PATCH, format!("/Appointment/{id}"), vec![], String::new(), 405),
        (Method::PUT, "/Appointment".into(), vec![], String::new(), 405),
        (Method::GET, "/Appointment".into(), vec![("accept", "application/fhir+xml")], String::new(), 406),
        (Method::GET, "/Appointment?_format=xml".into(), vec![], String::new(), 406),
        (Method::POST, "/Appointment".into(), vec![("content-type", "application/fhir+xml")], "<x/>".into(), 415),
        (Method::POST, "/Appointment/_search".into(), json_type.to_vec(), "{}".into(), 415),
        (Method::POST, "/Appointment".into(), json_type.to_vec(), "{".into(), 400),
        (Method::POST, "/Appointment".into(), json_type.to_vec(), "{\"resourceType\":\"Slot\"}".into(), 400),
        (Method::POST, "/Appointment".into(), json_type.to_vec(), "{\"a\":1,\"a\":2}".into(), 400),
        (Method::POST, "".into(), json_type.to_vec(), "{\"resourceType\":\"Slot\"}".into(), 400),
        (Method::POST, "/Basic".into(), json_type.to_vec(), "[".repeat(65), 400),
        (Method::POST, "/Basic".into(), json_type.to_vec(), " ".repeat(5 << 20), 413),
        (Method::GET, format!("/Appointment?x={}", "a".repeat(9000)), vec![], String::new(), 414),
    ];
    for (method, path, headers, body, status) in cases {
        let shown: String = path.chars().take(60).collect();
        let answer = hospital.send(method, &path, &headers, body).await;
        assert_eq!(answer.status, status, "{shown}: {}", answer.text);
        assert!(answer.header("content-type").starts_with("application/fhir+json"), "{shown}");
        let (code, words) = answer.issue();
        assert!(!code.is_empty() && !words.is_empty(), "{shown}");
        assert!(!answer.header("x-request-id").is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_names_the_element_and_never_the_value() {
    let portal = TestPortal::sqlite().await;
    let hospital = at_hospital(&portal).await;
    let kari = number(&portal, "kari-mor");
    let mut wrong = appointment(&kari, "tomorrow, says Kari", "1");
    wrong["status"] = json!("perhaps");
    wrong["secret-of-kari"] = json!(1);
    let refused = hospital.post("/Appointment", &wrong).await.is(422);
    let elements: Vec<Value> =
        refused.json()["issue"].as_array().unwrap().iter().map(|it| it["expression"][0].clone()).collect();
    assert!(
        elements.contains(&json!("Appointment.status")) && elements.contains(&json!("Appointment.start")),
        "{elements:?}"
    );
    for sent in ["perhaps", "tomorrow", &kari] {
        assert!(!refused.text.contains(sent), "{}", refused.text);
    }
    let two = json!({ "resourceType": "Appointment", "status": "booked", "start": START, "participant": [
        { "actor": { "identifier": { "system": FNR, "value": kari } }, "status": "accepted" },
        { "actor": { "identifier": { "system": FNR, "value": number(&portal, "ola-far") } }, "status": "accepted" },
    ]});
    assert!(hospital.post("/Appointment", &two).await.is(422).issue().1.contains("several persons"));
    let many = json!({ "resourceType": "Bundle", "type": "batch", "entry": vec![json!({}); 501] });
    hospital.post("", &many).await.is(413);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_be_asked_is_open_to_all_and_says_what_the_table_says() {
    let portal = TestPortal::sqlite().await;
    let statement = at_hospital(&portal).await.without_token().get("/metadata").await.is(200).json();
    assert_eq!((&statement["fhirVersion"], &statement["kind"]), (&json!("4.0.1"), &json!("instance")));
    let resources = statement["rest"][0]["resource"].as_array().unwrap();
    let appointment = resources.iter().find(|it| it["type"] == "Appointment").unwrap();
    let codes: Vec<&str> =
        appointment["interaction"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect();
    for code in ["create", "read", "vread", "update", "history-instance", "search-type"] {
        assert!(codes.contains(&code), "{code}");
    }
    assert!(!codes.contains(&"delete"));
    let names: Vec<&str> =
        appointment["searchParam"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["_id", "_lastUpdated", "identifier", "patient", "actor", "date", "status"]);
    let hospital = at_hospital(&portal).await;
    for resource in resources.iter().filter(|it| it["type"] != "Patient") {
        let kind = resource["type"].as_str().unwrap();
        for parameter in resource["searchParam"].as_array().unwrap() {
            let name = parameter["name"].as_str().unwrap();
            let value = match parameter["type"].as_str().unwrap() {
                "date" => "2026-11-21",
                "reference" => "Patient/0198c3a4-0000-7000-8000-000000000000",
                _ => "urn:x|1",
            };
            hospital.search(kind, &format!("{name}={value}")).await.is(200);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_too_often_is_told_so_in_fhir_and_when_to_come_back() {
    for portal in TestPortal::both().await {
        let system = portal.system_within(&hospital(), ALL, 3).await;
        for _ in 0..3 {
            system.get("/Appointment").await.is(200);
        }
        for answer in [system.get("/Appointment").await, system.post("/Appointment", &json!({})).await] {
            let answer = answer.is(429);
            assert!(answer.header("content-type").starts_with("application/fhir+json"));
            assert_eq!(answer.issue().0, "throttled", "{}", portal.engine);
            assert!(answer.header("retry-after").parse::<u64>().is_ok_and(|it| it > 0));
        }
        let later = portal.clock.now() + SignedDuration::from_mins(2);
        portal.clock.set(later);
        system.get("/Appointment").await.is(200);
    }
    let mut outside = Outside::without_rates();
    outside.limits.strangers_per_address = 2;
    for portal in TestPortal::with_limits(outside).await {
        let stranger = at_hospital(&portal).await.without_token();
        let mut answers = Vec::new();
        for _ in 0..4 {
            answers.push(stranger.get("/Appointment").await);
        }
        let refused = answers.pop().unwrap().is(429);
        assert_eq!(refused.issue().0, "throttled", "{}", portal.engine);
        assert!(!refused.header("retry-after").is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_of_ours_is_told_in_fhir_with_a_reference_and_nothing_of_what_it_was() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let kari = number(&portal, "kari-mor");
        let sent = appointment(&kari, START, "1");
        let moved = portal.house.db.write::<_, DbError, _>(|tx| {
            Box::pin(async { tx.execute("ALTER TABLE records RENAME TO moved_away", vec![]).await })
        });
        moved.await.expect("a table that is gone");
        let batch = json!({ "resourceType": "Bundle", "type": "transaction", "entry": [
            { "resource": sent, "request": { "method": "POST", "url": "Appointment" } }] });
        for answer in [
            hospital.get("/Appointment?status=booked").await,
            hospital.search("Appointment", &format!("patient:identifier={FNR}|{kari}")).await,
            hospital.post("/Appointment", &sent).await,
            hospital.post("", &batch).await,
        ] {
            let answer = answer.is(500);
            assert!(answer.header("content-type").starts_with("application/fhir+json"), "{}", answer.text);
            let (code, words) = answer.issue();
            assert_eq!(code, "exception", "{}", portal.engine);
            assert!(words.contains(answer.header("x-request-id")), "{words}");
            for inside in ["records", "moved", "table", "SQL", "column", kari.as_str()] {
                assert!(!answer.text.contains(inside), "{inside}: {}", answer.text);
            }
        }
    }
}
