//! Batch: each for itself. Transaction: all or none, of one person.

use serde_json::{Value, json};
use testing::TestPortal;

use crate::clinic::{ALL, BOOKING, FNR, appointment, at_hospital, book, hospital, id_of, number};

const START: &str = "2026-12-01T09:00:00+01:00";

fn bundle(kind: &str, entries: Value) -> Value {
    json!({ "resourceType": "Bundle", "type": kind, "entry": entries })
}

fn statuses(answer: &Value) -> Vec<&str> {
    let entries = answer["entry"].as_array().expect("entries");
    entries.iter().map(|it| it["response"]["status"].as_str().expect("a status")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_answers_each_for_itself() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let (kari, ola) = (number(&portal, "kari-mor"), number(&portal, "ola-far"));
        let booked = book(&hospital, &kari, START, "1").await;
        let mut changed = booked.clone();
        changed["comment"] = json!("x");
        let id = id_of(&booked);
        let answer = hospital.post("", &bundle("batch", json!([
            { "resource": appointment(&ola, START, "2"), "request": { "method": "POST", "url": "Appointment" } },
            { "resource": appointment("12345", START, "3"), "request": { "method": "POST", "url": "Appointment" } },
            { "resource": changed, "request": { "method": "PUT", "url": format!("Appointment/{id}"), "ifMatch": "W/\"9\"" } },
            { "request": { "method": "GET", "url": format!("Appointment/{id}") } },
            { "request": { "method": "GET", "url": format!("Appointment?_id={id}") } },
            { "request": { "method": "DELETE", "url": format!("Appointment/{id}") } },
            { "request": { "method": "GET", "url": "Nothing/1" } },
            {},
        ]))).await.is(200).json();
        let expected = [
            "201 Created",
            "422 Unprocessable Entity",
            "412 Precondition Failed",
            "200 OK",
            "200 OK",
            "405 Method Not Allowed",
            "404 Not Found",
            "400 Bad Request",
        ];
        assert_eq!(statuses(&answer), expected, "{}", portal.engine);
        assert_eq!(answer["type"], "batch-response");
        assert_eq!(answer["entry"][3]["resource"], booked);
        let issue = &answer["entry"][1]["response"]["outcome"]["issue"][0];
        assert_eq!(issue["expression"][0], "Bundle.entry[1].resource.participant");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_goes_in_whole_with_its_references_and_again_changes_nothing() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let kari = number(&portal, "kari-mor");
        let [patient, place, visit] = [1, 2, 3].map(|at| format!("urn:uuid:5b1a8a05-0000-4000-8000-00000000000{at}"));
        let whole = bundle(
            "transaction",
            json!([
                { "fullUrl": patient, "request": { "method": "POST", "url": "Patient" },
                  "resource": { "resourceType": "Patient", "identifier": [{ "system": FNR, "value": kari }] } },
                { "fullUrl": place, "request": { "method": "POST", "url": "Location", "ifNoneExist": "identifier=urn:place|1" },
                  "resource": { "resourceType": "Location", "name": "Poliklinikken",
                                "identifier": [{ "system": "urn:place", "value": "1" }] } },
                { "fullUrl": visit, "request": { "method": "POST", "url": "Appointment" },
                  "resource": { "resourceType": "Appointment", "status": "booked", "start": START,
                    "identifier": [{ "system": BOOKING, "value": "1" }],
                    "participant": [{ "actor": { "reference": patient }, "status": "accepted" },
                                    { "actor": { "reference": place }, "status": "accepted" }] } },
            ]),
        );
        let answer = hospital.post("", &whole).await.is(200).json();
        assert_eq!(statuses(&answer), ["200 OK", "201 Created", "201 Created"], "{}", portal.engine);
        let location = |at: usize| answer["entry"][at]["response"]["location"].as_str().unwrap().to_owned();
        assert!(!answer["entry"][0].to_string().contains(&kari));
        let stored = &answer["entry"][2]["resource"];
        let reference = |at: usize| stored["participant"][at]["actor"]["reference"].as_str().unwrap();
        assert!(location(0).ends_with(reference(0)));
        assert!(location(1).contains(&format!("/{}/_history/1", reference(1))));
        let again = hospital.post("", &whole).await.is(200).json();
        assert_eq!(statuses(&again), ["200 OK"; 3]);
        assert_eq!(again["entry"][2]["resource"], *stored);
        assert_eq!(portal.usage_log("kari-mor").await.iter().filter(|it| it.deed == "deliver").count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_fault_takes_the_whole_transaction_back() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let (kari, ola) = (number(&portal, "kari-mor"), number(&portal, "ola-far"));
        let booked = book(&hospital, &kari, START, "1").await;
        let entry =
            |resource: Value| json!({ "resource": resource, "request": { "method": "POST", "url": "Appointment" } });
        let mut faulty = appointment(&kari, START, "3");
        faulty["status"] = json!("perhaps");
        let update = json!({ "resource": booked, "request": { "method": "PUT", "url": format!("Appointment/{}", id_of(&booked)), "ifMatch": "W/\"7\"" } });
        for (entries, status) in [
            (json!([entry(appointment(&kari, START, "2")), entry(faulty)]), 422),
            (json!([entry(appointment(&kari, START, "2")), entry(appointment(&ola, START, "4"))]), 422),
            (json!([entry(appointment(&kari, START, "2")), update]), 412),
            (
                json!([entry(appointment(&kari, START, "2")), { "request": { "method": "GET", "url": "Appointment" } }]),
                400,
            ),
        ] {
            let refused = hospital.post("", &bundle("transaction", entries)).await.is(status);
            assert!(!refused.text.contains("perhaps"));
        }
        let all = hospital.get("/Appointment").await.is(200).resources();
        assert_eq!(all, [booked], "{}", portal.engine);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_asks_for_more_than_memory_holds_is_answered_in_part() {
    let portal = TestPortal::sqlite().await;
    let hospital = at_hospital(&portal).await;
    let mut long = appointment(&number(&portal, "kari-mor"), START, "1");
    long["comment"] = json!("x".repeat(1_000_000));
    let id = id_of(&hospital.post("/Appointment", &long).await.is(201).json());
    let reads = vec![json!({ "request": { "method": "GET", "url": format!("Appointment/{id}") } }); 60];
    let answer = hospital.post("", &bundle("batch", json!(reads))).await.is(200).json();
    let statuses = statuses(&answer);
    assert_eq!((statuses.len(), statuses[0], statuses[59]), (60, "200 OK", "413 Payload Too Large"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_entries_of_a_bundle_count_as_calls() {
    for portal in TestPortal::both().await {
        let system = portal.system_within(&hospital(), ALL, 20).await;
        let kari = number(&portal, "kari-mor");
        let send = |count: usize| {
            let booking = |it| {
                json!({ "resource": appointment(&kari, START, &format!("{count}-{it}")),
                        "request": { "method": "POST", "url": "Appointment" } })
            };
            bundle("batch", (0..count).map(booking).collect())
        };
        let taken = system.post("", &send(8)).await.is(200).json();
        assert_eq!(statuses(&taken), ["201 Created"; 8]);
        let refused = system.post("", &send(15)).await.is(429);
        assert_eq!(refused.issue().0, "throttled");
        assert!(!refused.header("retry-after").is_empty());
        assert_eq!(at_hospital(&portal).await.get("/Appointment").await.is(200).resources().len(), 8);
    }
}
