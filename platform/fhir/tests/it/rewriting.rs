//! What the portal changes in a resource, and that it changes nothing else.

use fhir::json::Node;
use fhir::{Reference, Resource};

const WEIGHT: &str = r##"{ "resourceType":"Observation", "valueQuantity": {"value": 70.0e0, "unit":"kg\u00e5"},
  "subject" : {"reference": "urn:uuid:1"}, "focus": [{"reference":"#c"}, {"reference":"Device/7","display":"Patient/7"}],
  "meta": {"versionId": "9", "profile": []}, "contained": [{"resourceType":"Device","id":"c","patient":{"reference":"urn:uuid:1"}}] }"##;

fn with<T>(text: &str, run: impl FnOnce(Resource<'_>) -> T) -> T {
    let node = Node::parse(text).expect("the test's own JSON");
    run(Resource::new(text, &node))
}

#[test]
fn only_the_id_and_the_references_change() {
    let target = |reference: &str| (reference == "urn:uuid:1").then(|| "Patient/new".to_owned());
    let expected = WEIGHT.replace("urn:uuid:1", "Patient/new").replacen('{', r#"{"id":"new","#, 1);
    assert_eq!(with(WEIGHT, |it| it.rewritten("new", target)), expected);
    assert_eq!(
        with(&expected, |it| it.rewritten("newer", |_| None)),
        expected.replace(r#""id":"new""#, r#""id":"newer""#)
    );
    assert_eq!(with(WEIGHT, |it| it.references().len()), 4);
}

#[test]
fn a_stamp_changes_version_and_time_alone() {
    let stamped = with(WEIGHT, |it| it.stamped(2, "2026-11-21T09:00:00Z"));
    let meta = r#""meta": {"lastUpdated":"2026-11-21T09:00:00Z","versionId": "2", "profile": []}"#;
    assert_eq!(stamped, WEIGHT.replace(r#""meta": {"versionId": "9", "profile": []}"#, meta));
    let empty = with(r#"{"resourceType":"Basic","meta":{}}"#, |it| it.stamped(1, "2026-11-21T09:00:00Z"));
    let both = r#""meta":{"versionId":"1","lastUpdated":"2026-11-21T09:00:00Z"}"#;
    assert_eq!(empty, format!(r#"{{"resourceType":"Basic",{both}}}"#), "an empty meta takes both");
    let bare = with(r#"{"resourceType":"Basic"}"#, |it| it.stamped(1, "2026-11-21T09:00:00Z"));
    let expected = r#"{"meta":{"versionId":"1","lastUpdated":"2026-11-21T09:00:00Z"},"resourceType":"Basic"}"#;
    assert_eq!(bare, expected);
}

#[test]
fn a_label_hides_the_resource_and_the_document_it_is_in() {
    let label = |code: &str| format!(r#"{{"resourceType":"Basic","meta":{{"security":[{{"code":"{code}"}}]}}}}"#);
    assert_eq!(with(&label("NORN_FORANS"), |it| it.denied()), (true, false));
    assert_eq!(with(&label("N"), |it| it.denied()), (false, false));
    let document =
        format!(r#"{{"resourceType":"Bundle","type":"document","entry":[{{"resource":{}}}]}}"#, label("NORN_UNGDOM"));
    assert_eq!(with(&document, |it| it.denied()), (false, true));
}

#[test]
fn members_are_set_in_place() {
    let cancelled = |it: Resource<'_>| it.with(&[("status", r#""cancelled""#), ("comment", "null")]);
    let text = r#"{"resourceType":"Appointment", "status" : "booked" }"#;
    assert_eq!(with(text, cancelled), r#"{"comment":null,"resourceType":"Appointment", "status" : "cancelled" }"#);
}

#[test]
fn a_reference_leads_somewhere() {
    assert_eq!(Reference::parse("Patient/a.1"), Reference::Relative { kind: "Patient", id: "a.1" });
    assert_eq!(Reference::parse("#a"), Reference::Contained("a"));
    for address in ["urn:uuid:1", "https://a/Patient/1", "Patient/1/_history/2", "Booking/1", "Patient?a=b", ""] {
        assert_eq!(Reference::parse(address), Reference::Address(address));
    }
}

#[test]
fn collections_are_opened_and_documents_are_not() {
    let document = r#"{"resource": {"resourceType": "Bundle", "type": "document", "entry": [{"resource": {"resourceType": "Composition"}}]}}"#;
    let inner = format!(r#"{{"resourceType": "Bundle", "type": "batch", "entry": [{document}]}}"#);
    let outcome = r#"{"search": {"mode": "outcome"}, "resource": {"resourceType": "OperationOutcome"}}"#;
    let text = format!(
        r#"{{"resourceType": "Bundle", "type": "searchset", "entry": [{{"fullUrl": "urn:uuid:1", "resource": {{"resourceType": "Basic"}}}}, {outcome}, {{"resource": {inner}}}]}}"#
    );
    let found = with(&text, |it| {
        it.entries()
            .iter()
            .map(|it| (it.full_url.map(str::to_owned), it.resource.kind().to_owned()))
            .collect::<Vec<_>>()
    });
    assert_eq!(found, [(Some("urn:uuid:1".to_owned()), "Basic".to_owned()), (None, "Bundle".to_owned())]);
}
