//! A system sees what it sent; all else is not there.

use jiff::SignedDuration;
use serde_json::json;
use testing::{FhirAnswer, TestPortal};

use crate::clinic::{ALL, BOOKING, at_hospital, book, id_of, number, patient_of, surgery};

const START: &str = "2026-12-01T09:00:00+01:00";
const NOBODYS: &str = "0198c3a4-0000-7000-8000-000000000000";

/// All that a caller can tell an answer by, without what differs in every answer.
fn telling(answer: &FhirAnswer) -> (u16, String, Vec<(String, String)>) {
    let mut headers = answer.headers.clone();
    headers.retain(|(name, _)| !matches!(name.as_str(), "date" | "x-request-id"));
    (answer.status, answer.text.clone(), headers)
}

#[tokio::test(flavor = "multi_thread")]
async fn anothers_resource_is_the_same_as_none() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let surgery = portal.system(&surgery(), ALL).await;
        let kari = number(&portal, "kari-mor");
        let theirs = book(&hospital, &kari, START, "1").await;
        let (id, patient) = (id_of(&theirs), patient_of(&theirs));
        let location = json!({ "resourceType": "Location", "name": "Poliklinikken" });
        let place = hospital.post("/Location", &location).await.is(201).id();
        for (kind, id) in [("Appointment", &id), ("Location", &place)] {
            for ending in ["", "/_history", "/_history/1"] {
                let anothers = surgery.get(&format!("/{kind}/{id}{ending}")).await;
                let nobodys = surgery.get(&format!("/{kind}/{NOBODYS}{ending}")).await;
                assert_eq!(telling(&anothers), telling(&nobodys), "{kind}{ending}");
                assert_eq!(anothers.status, 404);
            }
        }
        let mut changed = theirs.clone();
        changed["comment"] = json!("mine");
        let anothers = surgery.put(&format!("/Appointment/{id}"), "W/\"1\"", &changed).await;
        changed["id"] = json!(NOBODYS);
        let nobodys = surgery.put(&format!("/Appointment/{NOBODYS}"), "W/\"1\"", &changed).await;
        // The id of the patient is the hospital's: to the surgery it is nobody's.
        assert_eq!(telling(&anothers), telling(&nobodys));
        for query in
            [format!("_id={id}"), format!("patient={patient}"), format!("identifier={BOOKING}%7C1"), String::new()]
        {
            let found = surgery.get(&format!("/Appointment?{query}")).await.is(200);
            assert_eq!(found.resources().len(), 0, "{query}");
        }
        assert_eq!(surgery.get("/_history").await.is(200).resources().len(), 0);
        assert_eq!(surgery.get("/Location").await.is(200).resources().len(), 0);
        assert_eq!(surgery.get(&format!("/{patient}")).await.status, 404);
        let log = portal.usage_log("kari-mor").await;
        assert!(log.iter().all(|it| it.place != "974000002"), "what was not shown is not in the log");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_organisation_has_its_own_id_for_a_patient_and_its_own_names_for_things() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let surgery = portal.system(&surgery(), ALL).await;
        let kari = number(&portal, "kari-mor");
        let theirs = book(&hospital, &kari, START, "1").await;
        let ours = book(&surgery, &kari, START, "1").await;
        assert_ne!(patient_of(&theirs), patient_of(&ours));
        assert_ne!(id_of(&theirs), id_of(&ours));
        let found = surgery.search("Appointment", &format!("identifier={BOOKING}|1")).await.is(200);
        assert_eq!(found.resources(), std::slice::from_ref(&ours));
        let read = surgery.get(&format!("/{}", patient_of(&ours))).await.is(200).json();
        assert_eq!(read, json!({ "resourceType": "Patient", "id": patient_of(&ours)[8..], "active": true }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_system_does_what_its_scopes_give_and_no_more() {
    let portal = TestPortal::sqlite().await;
    let hospital = at_hospital(&portal).await;
    let reader = portal.system(&crate::clinic::hospital(), "system/Appointment.rs").await;
    let booked = book(&hospital, &number(&portal, "kari-mor"), START, "1").await;
    let path = format!("/Appointment/{}", id_of(&booked));
    reader.get(&path).await.is(200);
    let refused = reader.post("/Appointment", &booked).await.is(403);
    assert!(refused.header("www-authenticate").contains("insufficient_scope"));
    assert_eq!(refused.issue().0, "forbidden");
    reader.put(&path, "W/\"1\"", &booked).await.is(403);
    reader.get("/Location").await.is(403);
    reader.get("/_history").await.is(403);
    let entries = json!([
        { "request": { "method": "GET", "url": path.trim_start_matches('/') } },
        { "request": { "method": "GET", "url": "Location" } },
    ]);
    let batch = reader.post("", &json!({ "resourceType": "Bundle", "type": "batch", "entry": entries })).await.is(200);
    let statuses =
        ["0", "1"].map(|at| batch.json()["entry"][at.parse::<usize>().unwrap()]["response"]["status"].clone());
    assert_eq!(statuses, ["200 OK", "403 Forbidden"]);
    let nobody = hospital.without_token();
    let refused = nobody.get(&path).await.is(401);
    assert_eq!(refused.issue().0, "login");
    let ways: Vec<_> = refused.headers.iter().filter(|(name, _)| name == "www-authenticate").collect();
    assert_eq!(ways.len(), 2, "Bearer and DPoP are both named: {ways:?}");
    nobody.get("/metadata").await.is(200);
    portal.clock.set(portal.clock.now() + SignedDuration::from_hours(2));
    hospital.get(&path).await.is(401);
}
