//! Files in: whose they are, what is refused, what a second time adds.

use access::state::Change;
use db::testing;
use fhir::json::Node;
use records::Kind;
use records::import::{Importer, Report};

use crate::house::{APPOINTMENTS, CHILD_NUMBER, CONSENT, House, MOTHER_NUMBER, NEWCOMER_NUMBER};

const FNR: &str = "urn:oid:2.16.578.1.12.4.1.4.1";

/// Valid, and nobody's.
const UNKNOWN_NUMBER: &str = "20036914700";

fn weight(id: &str, number: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"final","code":{{"text":"Vekt"}},"valueQuantity":{{"value":70.0}},"subject":{{"identifier":{{"system":"{FNR}","value":"{number}"}}}}}}"#
    )
}

fn transaction(number: &str, status: &str) -> String {
    format!(
        r#"{{"resourceType": "Bundle", "type": "transaction", "entry": [
        {{"fullUrl": "urn:uuid:p", "resource": {{"resourceType": "Patient", "identifier": [{{"system": "{FNR}", "value": "{number}"}}]}}}},
        {{"fullUrl": "urn:uuid:o", "resource": {{"resourceType": "Organization", "name": "Lindal"}}}},
        {{"fullUrl": "urn:uuid:a", "resource": {{"resourceType": "Appointment", "status": "{status}",
            "participant": [{{"status": "accepted", "actor": {{"reference": "urn:uuid:p"}}}}],
            "supportingInformation": [{{"reference": "urn:uuid:o"}}, {{"reference": "Location/7"}}]}}}}]}}"#
    )
}

fn refusals(report: &Report) -> Vec<String> {
    report.refused.iter().map(|it| format!("{}: {}", it.place, it.issue)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_twice_adds_nothing_and_leaves_no_line_in_the_log() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let importer = house.importer(None);
        let file = [weight("1", MOTHER_NUMBER), weight("2", MOTHER_NUMBER), weight("1", CHILD_NUMBER)].join("\n");
        let first = house.import(&importer, &file).await;
        assert_eq!(refusals(&first), Vec::<String>::new());
        assert_eq!(first.created["Observation"], 3);
        let lines = house.count("usage_log").await;
        let again = house.import(&importer, &file).await;
        assert_eq!((again.created.len(), again.unchanged["Observation"]), (0, 3));
        assert_eq!((house.count("records").await, house.count("usage_log").await), (3, lines));
        let read = records::list(&house.own(house.mother).await, "Observation").await.unwrap();
        assert!(read[0].body.contains(r#"{"value":70.0}"#));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_keeps_its_references() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let report = house.import(&house.importer(None), &transaction(MOTHER_NUMBER, "booked")).await;
        assert_eq!(refusals(&report), Vec::<String>::new());
        assert_eq!(report.not_shown(&["Appointment"]), [("Organization", 1), ("Patient", 1)].into());
        let own = house.own(house.mother).await;
        let patient = records::list(&own, "Patient").await.unwrap().remove(0);
        let appointment = records::list(&own, "Appointment").await.unwrap().remove(0);
        let node = Node::parse(&appointment.body).unwrap();
        let references = fhir::Resource::new(&appointment.body, &node).references();
        assert_eq!(references[0], format!("Patient/{}", patient.id));
        let organisation = references[1].strip_prefix("Organization/").unwrap().parse().unwrap();
        let found = records::find_shared(&house.test.db, "Organization", organisation).await.unwrap();
        assert!(found.unwrap().body.contains("Lindal"));
        // What is not in the file gets the id it would have: the reference leads there once it comes.
        let place = records::shared_id(&house.keyring, "974000001", "Location", "7");
        assert_eq!(references[2], format!("Location/{place}"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_service_that_is_closed_keeps_nothing_else_of_a_file_out() {
    for test in testing::both().await {
        let house = House::on(test).await;
        house.change(house.mother, Change::SwitchOff { service: "appointments".into(), off: true }).await;
        let kind = |it: &str| Kind::quiet(if it == "Appointment" { &APPOINTMENTS } else { &CONSENT });
        let importer = Importer { kind, ..house.importer(None) };
        let file = transaction(MOTHER_NUMBER, "booked").replace("transaction", "batch");
        let report = house.import(&importer, &file).await;
        assert_eq!(report.taken().into_keys().collect::<Vec<_>>(), ["Organization", "Patient"]);
        assert!(refusals(&report)[0].contains("Appointment is about a person who does not use the portal"));
        let whole = house.import(&importer, &transaction(MOTHER_NUMBER, "booked")).await;
        assert_eq!(whole.taken().into_keys().collect::<Vec<_>>(), Vec::<&str>::new(), "whole or not at all");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_fault_refuses_a_whole_transaction_and_one_entry_of_a_batch() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let importer = house.importer(None);
        let file = transaction(MOTHER_NUMBER, "maybe");
        let report = house.import(&importer, &file).await;
        assert_eq!(report.refused.len(), 3);
        let first = &refusals(&report)[0];
        assert!(first.starts_with("entry 2: Appointment.status has a code outside its required set; use"), "{first}");
        assert_eq!((house.count("records").await, house.count("shared_resources").await), (0, 0));
        let report = house.import(&importer, &file.replace("transaction", "batch")).await;
        assert_eq!((report.refused.len(), report.taken().len()), (1, 2));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_who_does_not_use_the_portal_is_refused_and_nothing_is_left() {
    for test in testing::both().await {
        let house = House::on(test).await;
        let before = house.count("usage_log").await;
        let mut said = Vec::new();
        for number in [NEWCOMER_NUMBER, UNKNOWN_NUMBER] {
            let report = house.import(&house.importer(None), &transaction(number, "booked")).await;
            said.push(refusals(&report));
        }
        let told = &said[0];
        assert_eq!(told, &said[1], "one whom nobody knows is as one who is no user");
        assert!(told[..2].iter().all(|it| it.contains("not-digital")) && told[2].contains("Organization"), "{told:?}");
        for table in ["records", "record_versions", "resource_routes", "shared_resources", "items"] {
            assert_eq!(house.count(table).await, 0, "{table}");
        }
        assert_eq!(house.count("usage_log").await, before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resource_without_a_known_person_says_what_to_send() {
    let house = House::on(testing::sqlite().await).await;
    let importer = house.importer(None);
    let nobody = r#"{"resourceType": "Observation", "status": "final", "code": {"text": "a"}, "subject": {"reference": "Patient/1"}}"#;
    let report = house.import(&importer, nobody).await;
    assert!(refusals(&report)[0].contains("Observation.subject names no person by a valid fødselsnummer or D-number"));
    let report = house.import(&importer, "{\"resourceType\": ").await;
    assert!(refusals(&report)[0].contains("cannot be read"));
    let report = house.import(&importer, &[weight("1", MOTHER_NUMBER).as_str(), "{"].join("\n")).await;
    assert!(refusals(&report)[0].starts_with("line 2: "));
    assert_eq!(report.created["Observation"], 1);
    let bound = house.import(&house.importer(Some(house.mother)), nobody).await;
    assert_eq!(bound.created["Observation"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_bound_to_the_profile_is_held_to_it() {
    let house = House::on(testing::sqlite().await).await;
    let mut importer = house.importer(Some(house.mother));
    let file = r#"{"resourceType": "Appointment", "status": "booked", "participant": [{"status": "accepted"}]}"#;
    assert_eq!(house.import(&importer, file).await.refused.len(), 0);
    importer.source.profile = records::Profile::Helsenorge;
    let told = refusals(&house.import(&importer, file).await);
    assert!(told.iter().any(|it| it.contains("[start-required-inv]")), "{told:?}");
}
