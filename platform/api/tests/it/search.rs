//! Search: what fits, in its order, page by page.

use serde_json::{Value, json};
use testing::TestPortal;

use crate::clinic::{BOOKING, FNR, at_hospital, book, number, patient_of};

fn bookings(resources: &[Value]) -> Vec<String> {
    resources.iter().map(|it| it["identifier"][0]["value"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_narrows_by_person_time_state_and_name() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let (kari, ola) = (number(&portal, "kari-mor"), number(&portal, "ola-far"));
        let first = book(&hospital, &kari, "2026-12-01T09:00:00+01:00", "1").await;
        book(&hospital, &kari, "2026-12-02T23:30:00+01:00", "2").await;
        book(&hospital, &ola, "2026-12-02T00:00:00+01:00", "3").await;
        let patient = patient_of(&first);
        let id = first["id"].as_str().unwrap();
        let cases = [
            (format!("patient={patient}&_sort=date"), vec!["1", "2"]),
            (format!("patient={}&_sort=-date", &patient[8..]), vec!["2", "1"]),
            (format!("actor={patient}&date=2026-12-02"), vec!["2"]),
            ("date=2026-12-02&_sort=date".into(), vec!["3", "2"]),
            ("date=ge2026-12-01&date=lt2026-12-02".into(), vec!["1"]),
            ("date=gt2026-12-01T09:00:00%2B01:00&_sort=date".into(), vec!["3", "2"]),
            ("date=le2026-12-01T08:00:00Z".into(), vec!["1"]),
            ("date=eb2026-12-02".into(), vec!["1"]),
            ("date=sa2026-12-02".into(), vec![]),
            ("status=booked,cancelled&_sort=date".into(), vec!["1", "3", "2"]),
            ("status=cancelled".into(), vec![]),
            (format!("_id={id}"), vec!["1"]),
            (format!("_id={id},not-an-id"), vec!["1"]),
            ("_id=not-an-id".into(), vec![]),
            (format!("identifier={BOOKING}%7C2"), vec!["2"]),
            (format!("identifier={BOOKING}%7C2&date=2026-12-01"), vec![]),
            ("_lastUpdated=gt2026-11-22".into(), vec![]),
            ("patient=Patient/nobody".into(), vec![]),
        ];
        for (query, expected) in cases {
            let found = hospital.get(&format!("/Appointment?{query}")).await.is(200);
            assert_eq!(bookings(&found.resources()), expected, "{} {query}", portal.engine);
            let posted = hospital.search("Appointment", &query).await.is(200);
            assert_eq!(posted.resources(), found.resources(), "{query}");
        }
        let by_number =
            hospital.search("Appointment", &format!("patient:identifier=urn:oid:2.16.578.1.12.4.1.4.1|{ola}")).await;
        assert_eq!(bookings(&by_number.clone().is(200).resources()), ["3"]);
        assert!(!by_number.text.replace(&format!("\"{ola}\""), "").contains(&ola), "no link says the number");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_lead_to_all_and_stand_still_while_others_write() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let kari = number(&portal, "kari-mor");
        for at in 0..7 {
            book(&hospital, &kari, &format!("2026-12-0{}T09:00:00+01:00", at + 1), &at.to_string()).await;
        }
        for sort in ["_sort=date", "_sort=-date", "_sort=_lastUpdated", "_sort=-_lastUpdated"] {
            let mut next = Some(format!("/Appointment?_count=3&{sort}"));
            let mut seen = Vec::new();
            while let Some(path) = next {
                let page = hospital.get(&path).await.is(200);
                assert!(page.resources().len() <= 3);
                seen.extend(bookings(&page.resources()));
                next = page.link("next");
                assert!(next.as_deref().is_none_or(|it| !it.contains(&kari)));
                let (later, booking) = ("2026-12-04T10:00:00+01:00", format!("new {sort} {}", seen.len()));
                book(&hospital, &kari, later, &booking).await;
            }
            let old: Vec<_> = seen.iter().filter(|it| it.len() == 1).collect();
            assert_eq!(old.len(), 7, "{} {sort}: {seen:?}", portal.engine);
            let mut once = seen.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), seen.len(), "{sort}: {seen:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_known_is_refused_or_left_aside_where_one_asks_for_that() {
    let portal = TestPortal::sqlite().await;
    let hospital = at_hospital(&portal).await;
    for query in [
        "colour=blue",
        "patient:missing=true",
        "date=soon",
        "date=ap2026",
        "_count=0",
        "_count=x",
        "_sort=status",
        "_cursor=x",
        "identifier=1",
        "_include=Appointment:patient",
        "patient=Group/1",
    ] {
        let refused = hospital.get(&format!("/Appointment?{query}")).await.is(400);
        let (_, words) = refused.issue();
        assert!(!words.contains("blue") && !words.contains("soon"), "{words}");
    }
    let lenient = [("prefer", "handling=lenient")];
    hospital.send(reqwest::Method::GET, "/Appointment?colour=blue", &lenient, String::new()).await.is(200);
    let many = (0..41).map(|at| format!("status={at}")).collect::<Vec<_>>().join("&");
    assert_eq!(hospital.search("Appointment", &many).await.is(400).issue().0, "too-long");
}

#[tokio::test(flavor = "multi_thread")]
async fn visits_teams_and_free_times_are_searched_by_what_they_have() {
    for portal in TestPortal::both().await {
        let hospital = at_hospital(&portal).await;
        let patient =
            json!({ "type": "Patient", "identifier": { "system": FNR, "value": number(&portal, "kari-mor") } });
        let visit = json!({ "resourceType": "Encounter", "status": "finished", "subject": patient,
            "class": { "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "HH" },
            "period": { "start": "2026-11-20T09:00:00+01:00", "end": "2026-11-20T09:30:00+01:00" } });
        let made = hospital.post("/Encounter", &visit).await.is(201).json();
        let team = json!({ "resourceType": "CareTeam", "status": "active", "subject": patient,
            "participant": [{ "role": [{ "text": "Fastlege" }], "member": { "display": "Lege Lunde" } }] });
        hospital.post("/CareTeam", &team).await.is(201);
        let schedule = json!({ "resourceType": "Schedule", "actor": [{ "display": "Legekontoret" }] });
        let schedule = hospital.post("/Schedule", &schedule).await.is(201).id();
        let slot = json!({ "resourceType": "Slot", "status": "free", "schedule": { "reference": format!("Schedule/{schedule}") },
            "start": "2026-12-01T09:00:00+01:00", "end": "2026-12-01T09:15:00+01:00" });
        hospital.post("/Slot", &slot).await.is(201);
        let subject = made["subject"]["reference"].as_str().unwrap();
        for (query, found) in [
            (format!("Encounter?subject={subject}&date=2026-11-20&status=finished&_sort=-date"), 1),
            (format!("Encounter?patient={subject}&date=2026-11-21"), 0),
            (format!("CareTeam?patient={subject}&status=active"), 1),
            ("CareTeam?status=inactive".to_owned(), 0),
            (format!("Slot?schedule=Schedule/{schedule}&start=ge2026-12-01&status=free&_sort=start"), 1),
            (format!("Slot?schedule={subject}"), 0),
            (format!("Slot?schedule=Schedule/{}", made["id"].as_str().unwrap()), 0),
        ] {
            let answer = hospital.get(&format!("/{query}")).await.is(200);
            assert_eq!(answer.resources().len(), found, "{} {query}", portal.engine);
            assert_eq!(hospital.get(&answer.link("self").unwrap()).await.is(200).resources(), answer.resources());
        }
    }
}
