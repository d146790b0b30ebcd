//! Create, read, vread, history: what comes back is what was sent.

use serde_json::json;
use testing::TestPortal;

use crate::clinic::{FNR, appointment, at_hospital, book, id_of, number, patient_of};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_is_read_again_with_its_version_its_time_and_an_opaque_patient() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let kari = number(&portal, "kari-mor");
        let sent = appointment(&kari, "2026-12-01T09:00:00+01:00", "1");
        let created = hospital.post("/Appointment", &sent).await.is(201);
        let id = created.id();
        assert!(created.header("location").ends_with(&format!("/fhir/Appointment/{id}/_history/1")));
        assert_eq!(
            (created.header("etag"), created.header("content-type")),
            ("W/\"1\"", "application/fhir+json; charset=utf-8")
        );
        assert_eq!(created.header("last-modified"), "Sat, 21 Nov 2026 11:00:00 GMT");
        assert_eq!(created.header("cache-control"), "no-store");

        let read = hospital.get(&format!("/Appointment/{id}")).await.is(200);
        assert_eq!(read.text, created.text);
        let mut stored = read.json();
        assert_eq!(stored["meta"], json!({ "versionId": "1", "lastUpdated": "2026-11-21T11:00:00Z" }));
        let patient = patient_of(&stored);
        stored.as_object_mut().unwrap().remove("meta");
        let mut expected = sent.clone();
        expected["id"] = json!(id);
        expected["participant"][0]["actor"]["reference"] = json!(patient);
        assert_eq!(stored, expected, "what goes out holds what came in, and the opaque reference");
        assert!(!patient.contains(&kari) && !patient.contains(&portal.person("kari-mor").to_string()));

        hospital
            .send(reqwest::Method::GET, &format!("/Appointment/{id}"), &[("if-none-match", "W/\"1\"")], String::new())
            .await
            .is(304);
        hospital.get(&format!("/Appointment/{id}/_history/1")).await.is(200);
        hospital.get(&format!("/Appointment/{id}/_history/2")).await.is(404);
        let history = hospital.get(&format!("/Appointment/{id}/_history")).await.is(200);
        assert_eq!(history.resources().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_read_is_a_line_in_the_persons_log_that_follows_the_item() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let kari = number(&portal, "kari-mor");
        let booked = book(&hospital, &kari, "2026-12-01T09:00:00+01:00", "1").await;
        let id = id_of(&booked);
        hospital.get(&format!("/Appointment/{id}")).await.is(200);
        hospital.get(&format!("/Appointment?patient={}", patient_of(&booked))).await.is(200);
        let log = portal.usage_log("kari-mor").await;
        let mut deeds: Vec<&str> = log.iter().filter(|it| it.place == "974000001").map(|it| it.deed.as_str()).collect();
        deeds.sort_unstable();
        assert_eq!(deeds, ["deliver", "fetch_own", "search_own"], "{}", portal.engine);
        let page = portal.log_in("kari-mor").await.get("/").await;
        let log = portal.log_in("kari-mor").await.get(&page.link("/bruk")).await;
        log.says("Lindal sykehus")
            .says("Timer: hentet det den selv har sendt")
            .says("Timer: så etter det den selv har sendt");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_about_what_is_hidden_from_parents_alone_is_hidden_with_it() {
    let portal = TestPortal::sqlite().await;
    let hospital = at_hospital(&portal).await;
    let mut hidden = appointment(&number(&portal, "kari-mor"), "2026-12-01T09:00:00+01:00", "1");
    hidden["meta"] = json!({ "security": [{ "system": "urn:oid:2.16.578.1.12.4.1.1.9603", "code": "NORN_FORANS" }] });
    let sent = hospital.post("/Appointment", &hidden).await;
    let patient = patient_of(&sent.is(201).json());
    assert_eq!(hospital.get(&format!("/Appointment?patient={patient}")).await.is(200).resources().len(), 1);
    let sql = "SELECT COUNT(*) FROM usage_log WHERE deed = 'search_own' AND item IS NULL";
    let row = portal.house.db.fetch_optional(sql, vec![]).await.expect("a count").expect("a row");
    assert_eq!(row.int(0).expect("a number"), 0, "the line goes with the hidden item");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_about_what_is_hidden_later_is_hidden_with_it() {
    let portal = TestPortal::sqlite().await;
    let hospital = at_hospital(&portal).await;
    let mut booked = book(&hospital, &number(&portal, "kari-mor"), "2026-12-01T09:00:00+01:00", "1").await;
    for query in [format!("patient={}", patient_of(&booked)), String::new()] {
        assert_eq!(hospital.get(&format!("/Appointment?{query}")).await.is(200).resources().len(), 1);
    }
    assert_eq!(hospital.get("/_history").await.is(200).resources().len(), 1);
    booked["meta"]["security"] = json!([{ "code": "NORN_FORANS" }]);
    hospital.put(&format!("/Appointment/{}", id_of(&booked)), "W/\"1\"", &booked).await.is(200);
    let sql = "SELECT COUNT(*) FROM usage_log l JOIN items i ON i.person = l.subject AND i.item = l.item
               WHERE l.deed = 'search_own' AND i.hidden_from_parents";
    let row = portal.house.db.fetch_optional(sql, vec![]).await.expect("a count").expect("a row");
    assert_eq!(row.int(0).expect("a number"), 3, "every line goes with the item");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_about_nobody_is_kept_found_and_versioned_as_well() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        for (kind, resource) in [
            ("Organization", json!({ "resourceType": "Organization", "name": "Lindal" })),
            ("Practitioner", json!({ "resourceType": "Practitioner", "active": true })),
            ("Location", json!({ "resourceType": "Location", "status": "active", "name": "Poliklinikken" })),
            ("HealthcareService", json!({ "resourceType": "HealthcareService", "name": "Røntgen" })),
            ("Schedule", json!({ "resourceType": "Schedule", "actor": [{ "display": "Røntgen" }] })),
        ] {
            let mut resource = resource;
            resource["identifier"] = json!([{ "system": "urn:example", "value": "1" }]);
            let created = hospital.post(&format!("/{kind}"), &resource).await.is(201).json();
            let id = id_of(&created);
            let again = hospital.post(&format!("/{kind}"), &resource).await.is(200);
            assert_eq!(again.id(), id);
            let mut changed = created.clone();
            changed["language"] = json!("nb");
            hospital.put(&format!("/{kind}/{id}"), "W/\"1\"", &changed).await.is(200);
            hospital.put(&format!("/{kind}/{id}"), "W/\"1\"", &changed).await.is(412);
            assert_eq!(hospital.get(&format!("/{kind}/{id}/_history")).await.resources().len(), 2);
            let found = hospital.get(&format!("/{kind}?identifier=urn:example%7C1")).await.is(200);
            assert_eq!(found.resources()[0]["meta"]["versionId"], "2");
            hospital.get(&format!("/{kind}/{id}/_history/1")).await.is(200);
        }
        let slot = json!({ "resourceType": "Slot", "schedule": { "display": "Røntgen" }, "status": "free",
                           "start": "2026-12-01T09:00:00Z", "end": "2026-12-01T09:30:00Z" });
        hospital.post("/Slot", &slot).await.is(201);
        assert_eq!(hospital.get("/Slot?start=ge2026-12-01&status=free").await.is(200).resources().len(), 1);
        assert_eq!(hospital.get("/Slot?start=ge2026-12-02").await.is(200).resources().len(), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_taken_from_wherever_fhir_lets_it_stand() {
    let portal = TestPortal::sqlite().await;
    let hospital = at_hospital(&portal).await;
    let kari = number(&portal, "kari-mor");
    let contained = json!({
        "resourceType": "Observation", "status": "final", "code": { "text": "x" },
        "contained": [{ "resourceType": "Patient", "id": "p", "identifier": [{ "system": FNR, "value": kari }] }],
        "subject": { "reference": "#p" },
    });
    hospital.post("/Observation", &contained).await.is(201);
    let opaque = patient_of(&book(&hospital, &kari, "2026-12-01T09:00:00+01:00", "1").await);
    let by_reference = json!({ "resourceType": "Observation", "status": "final", "code": { "text": "y" }, "subject": { "reference": opaque } });
    let stored = hospital.post("/Observation", &by_reference).await.is(201).json();
    assert_eq!(stored["subject"]["reference"], opaque);
    let found = hospital.get(&format!("/Observation?patient={opaque}&status=final")).await.is(200);
    assert_eq!(found.resources().len(), 2);
}
