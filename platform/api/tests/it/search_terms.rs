//! Search for messages by whom they are between, and for visits by what they were.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};
use testing::{System, TestPortal};

use crate::clinic::{ALL, FNR, at_hospital, book, id_of, number, patient_of, surgery};

const ACT: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
const OFFICE: &str = "urn:example:office";

/// Sends a resource about a person, and gives its address.
async fn send(system: &System, number: &str, mut resource: Value) -> String {
    resource["subject"] = json!({ "type": "Patient", "identifier": { "system": FNR, "value": number } });
    let kind = resource["resourceType"].as_str().unwrap().to_owned();
    let sent = system.post(&format!("/{kind}"), &resource).await.is(201);
    format!("{kind}/{}", sent.id())
}

fn message(sender: &Value, recipient: &Value, sent: &str, part_of: Option<&str>) -> Value {
    let part_of: Vec<Value> = part_of.into_iter().map(|it| json!({ "reference": it })).collect();
    let mut message = json!({ "resourceType": "Communication", "status": "completed", "sent": sent,
        "sender": sender, "recipient": [recipient], "payload": [{ "contentString": "Hei" }] });
    if !part_of.is_empty() {
        message["partOf"] = json!(part_of);
    }
    message
}

fn visit(class: &str, appointment: Option<&str>) -> Value {
    let mut visit = json!({ "resourceType": "Encounter", "status": "finished",
        "class": { "system": ACT, "code": class },
        "period": { "start": "2026-11-20T09:00:00+01:00", "end": "2026-11-20T09:30:00+01:00" } });
    if let Some(appointment) = appointment {
        visit["appointment"] = json!([{ "reference": appointment }]);
    }
    visit
}

/// Checks that each search finds these alone, asked in an address, in a form and by its own link.
async fn each_finds(system: &System, engine: &str, cases: &[(String, Vec<&str>)]) {
    for (query, expected) in cases {
        let (kind, parameters) = query.split_once('?').unwrap();
        let found = system.search(kind, parameters).await.is(200);
        // What came at the same moment has no order.
        let addresses: BTreeSet<String> = found.resources().iter().map(|it| format!("{kind}/{}", id_of(it))).collect();
        assert_eq!(addresses, expected.iter().map(|it| (*it).to_owned()).collect(), "{engine} {query}");
        assert_eq!(addresses.len(), found.resources().len(), "each once: {query}");
        assert_eq!(system.get(&found.link("self").unwrap()).await.is(200).resources(), found.resources(), "{query}");
        if !query.contains(FNR) {
            assert_eq!(system.get(&format!("/{query}")).await.is(200).resources(), found.resources(), "{query}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_found_by_whom_they_are_between_and_what_they_are_part_of() {
    for portal in TestPortal::both().await {
        let (hospital, other) = (at_hospital(&portal).await, portal.system(&surgery(), ALL).await);
        let (kari, ola) = (number(&portal, "kari-mor"), number(&portal, "ola-far"));
        let named = |number: &str| json!({ "type": "Patient", "identifier": { "system": FNR, "value": number } });
        let office = json!({ "identifier": { "system": OFFICE, "value": "1" }, "display": "Poliklinikken" });
        let ward = json!({ "identifier": { "system": OFFICE, "value": "2" } });
        let mut asked = message(&office, &named(&kari), "2026-11-20T08:00:00Z", None);
        asked["recipient"].as_array_mut().unwrap().push(ward.clone());
        let asked = &send(&hospital, &kari, asked).await;
        let answer = message(&office, &named(&kari), "2026-11-20T09:00:00Z", Some(asked));
        let answer = &send(&hospital, &kari, answer).await;
        let letter = message(&ward, &named(&ola), "2026-11-20T10:00:00Z", None);
        let letter = &send(&hospital, &ola, letter).await;
        let patient = hospital.get(&format!("/{answer}")).await.is(200).json();
        let patient = patient["recipient"][0]["reference"].as_str().unwrap();
        let cases = [
            (format!("Communication?recipient={patient}"), vec![asked.as_str(), answer]),
            (format!("Communication?recipient={patient}&status=completed&sent=ge2026-11-20T08:30:00Z"), vec![answer]),
            (format!("Communication?sender={patient}"), vec![]),
            (format!("Communication?recipient:identifier={FNR}|{ola}"), vec![letter]),
            (format!("Communication?recipient:identifier={OFFICE}|2"), vec![asked]),
            (format!("Communication?sender:identifier={OFFICE}|1,{OFFICE}|2&_sort=sent"), vec![asked, answer, letter]),
            (format!("Communication?sender:identifier={OFFICE}|1&recipient:identifier={OFFICE}|2"), vec![asked]),
            (format!("Communication?sender:identifier={OFFICE}|2&recipient={patient}"), vec![]),
            (format!("Communication?sender:identifier={OFFICE}|2&sent=2026-11-21"), vec![]),
            (format!("Communication?part-of={asked}"), vec![answer]),
            (format!("Communication?part-of={asked},{answer}&_lastUpdated=ge2026-01-01"), vec![answer]),
            (format!("Communication?part-of={letter}"), vec![]),
        ];
        each_finds(&hospital, portal.engine, &cases).await;
        let none: Vec<_> = cases.into_iter().map(|(query, _)| (query, vec![])).collect();
        each_finds(&other, portal.engine, &none).await;
        let looked = portal.usage_log("kari-mor").await;
        assert!(looked.iter().any(|line| line.deed == "search_own" && line.granted), "the look is in the log");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn visits_are_found_by_class_and_by_the_appointment_they_kept() {
    for portal in TestPortal::both().await {
        let (hospital, other) = (at_hospital(&portal).await, portal.system(&surgery(), ALL).await);
        let kari = number(&portal, "kari-mor");
        let booked = book(&hospital, &kari, "2026-11-20T09:00:00+01:00", "1").await;
        let (planned, patient) = (format!("Appointment/{}", id_of(&booked)), patient_of(&booked));
        let home = &send(&hospital, &kari, visit("HH", Some(&planned))).await;
        let here = &send(&hospital, &kari, visit("AMB", None)).await;
        let cases = [
            ("Encounter?class=HH".to_owned(), vec![home.as_str()]),
            (format!("Encounter?class={ACT}|AMB&patient={patient}"), vec![here]),
            (format!("Encounter?class=HH,AMB,{ACT}|HH&_sort=_lastUpdated"), vec![home, here]),
            ("Encounter?class=HH&date=2026-11-20&_sort=-date".to_owned(), vec![home]),
            ("Encounter?class=IMP".to_owned(), vec![]),
            (format!("Encounter?appointment={planned}&class=HH"), vec![home]),
            (format!("Encounter?appointment={}", id_of(&booked)), vec![home]),
            (format!("Encounter?appointment={planned}&class=AMB"), vec![]),
        ];
        each_finds(&hospital, portal.engine, &cases).await;
        let none: Vec<_> = cases.into_iter().map(|(query, _)| (query, vec![])).collect();
        each_finds(&other, portal.engine, &none).await;
        let changed = hospital.get(&format!("/{home}")).await.is(200);
        let mut visit = changed.json();
        visit["class"]["code"] = json!("VR");
        hospital.put(&format!("/{home}"), "W/\"1\"", &visit).await.is(200);
        each_finds(&hospital, portal.engine, &[("Encounter?class=HH".into(), vec![])]).await;
        each_finds(&hospital, portal.engine, &[("Encounter?class=VR".into(), vec![home])]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_many_names_leads_to_the_next() {
    let portal = TestPortal::sqlite().await;
    let hospital = at_hospital(&portal).await;
    let kari = number(&portal, "kari-mor");
    let office = |number: usize| json!({ "identifier": { "system": OFFICE, "value": number.to_string() } });
    for at in 0..3 {
        send(&hospital, &kari, message(&office(at), &office(9), "2026-11-20T08:00:00Z", None)).await;
    }
    let all: Vec<String> = (0..50).map(|at| format!("{OFFICE}|{at}")).collect();
    let asked = format!("sender:identifier={}&_count=2", all.join(","));
    let first = hospital.search("Communication", &asked).await.is(200);
    let next = hospital.get(&first.link("next").unwrap()).await.is(200);
    assert_eq!((first.resources().len(), next.resources().len()), (2, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_reference_or_another_types_parameter_is_refused() {
    let portal = TestPortal::sqlite().await;
    let hospital = at_hospital(&portal).await;
    let patient = "Patient/0198c3a4-0000-7000-8000-000000000000";
    for query in [
        "Communication?recipient=1".to_owned(),
        format!("Communication?recipient={patient},{patient}"),
        "Communication?recipient:missing=true".into(),
        "Communication?class=HH".into(),
        "Communication?_term=class|1".into(),
        "Encounter?class:identifier=a|b".into(),
        "Encounter?class:not=HH".into(),
        "Encounter?appointment=Appointment/1/2".into(),
        "Appointment?part-of=Communication/1".into(),
    ] {
        hospital.send(Method::GET, &format!("/{query}"), &[], String::new()).await.is(400);
    }
}
