//! The view of an Appointment: right for real ones, calm for broken ones.

use fhir::{AppointmentView, Flag, Meeting, Moment};
use proptest::prelude::*;
use serde_json::{Value, json};

const HOSPITAL: &str = include_str!("fixtures/hospital.json");

fn read(text: &str) -> AppointmentView {
    AppointmentView::read(text.as_bytes()).expect("an Appointment")
}

#[test]
fn a_hospital_appointment_is_read_whole() {
    let view = read(HOSPITAL);
    assert_eq!(view.status, "booked");
    assert_eq!(view.start.map(|it| it.to_string()).as_deref(), Some("2026-12-01T08:00:00Z"));
    assert_eq!(view.minutes, Some(45));
    assert_eq!(view.appointment_type.and_then(|it| it.text).as_deref(), Some("Kontroll hos hudlege"));
    assert_eq!(view.places[0].address.as_deref(), Some("Lindalsveien 4, 0150 Lindal"));
    assert_eq!(view.places[1].kind.as_deref(), Some("HOSP"));
    assert_eq!(view.documents[0].title.as_deref(), Some("Slik forbereder du deg"));
    assert_eq!(view.participants[1].display.as_deref(), Some("Lege Ask Dal"));
    assert_eq!(view.flags, [Flag::CancelWithComment]);
    assert!(view.hidden_from_parents && !view.hidden_from_youth);
}

#[test]
fn a_visit_at_home_has_a_period() {
    let view = read(include_str!("fixtures/home_care.json"));
    let (Some((Some(Moment::Time(start)), Some(Moment::Time(_)))), None) = (view.requested, view.start) else {
        panic!("{:?}", view.requested)
    };
    assert_eq!(start.to_string(), "2026-12-01T07:00:00Z");
}

#[test]
fn a_link_is_a_link_only_when_a_browser_may_follow_it() {
    let meeting = |value: Value| {
        let extension =
            json!({"url": "http://hl7.no/fhir/StructureDefinition/no-basis-virtual-service", "extension": [value]});
        read(&json!({"resourceType": "Appointment", "extension": [extension]}).to_string()).meeting
    };
    let link = "https://video.example/rom/1";
    assert_eq!(meeting(json!({"url": "virtualAddress", "valueUrl": link})), Some(Meeting::Link(link.into())));
    assert_eq!(
        meeting(json!({"url": "virtualAddress", "valueString": "+47 22"})),
        Some(Meeting::Phone("+47 22".into()))
    );
    assert_eq!(meeting(json!({"url": "virtualAddress", "valueUrl": "javascript:alert(1)"})), Some(Meeting::Unknown));
    assert_eq!(meeting(json!({"url": "sessionKey", "valueString": "1"})), Some(Meeting::Unknown));
}

#[test]
fn a_place_is_read_from_its_location() {
    let location = r#"{"resourceType": "Location", "name": "Legesenteret", "address": {"line": ["Storgata 1"], "city": "Lindal"}}"#;
    let place = fhir::Place::of_location(location.as_bytes());
    assert_eq!(place.and_then(|it| it.address).as_deref(), Some("Storgata 1, Lindal"));
    assert_eq!(fhir::Place::of_location(HOSPITAL.as_bytes()), None);
}

/// Any JSON, a few levels deep.
fn odd() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
        Just(json!("9999-99-99T99:99:99Z")),
        Just(json!("#")),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z]{1,8}", inner, 0..4).prop_map(|it| it.into_iter().collect()),
        ]
    })
}

/// Puts `odd` in place of the n-th value below `node`; the rest of the count comes back when there are fewer.
fn put(node: &mut Value, n: usize, odd: &Value) -> Option<usize> {
    if n == 0 {
        *node = odd.clone();
        return None;
    }
    let children: Vec<&mut Value> = match node {
        Value::Object(members) => {
            members.iter_mut().filter(|(name, _)| *name != "resourceType").map(|it| it.1).collect()
        }
        Value::Array(items) => items.iter_mut().collect(),
        _ => Vec::new(),
    };
    children.into_iter().try_fold(n - 1, |left, child| put(child, left, odd))
}

proptest! {
    #[test]
    fn odd_data_never_fails(place in 1_usize..150, odd in odd()) {
        let mut appointment: Value = serde_json::from_str(HOSPITAL).expect("a fixture is JSON");
        put(&mut appointment, place, &odd);
        let text = appointment.to_string();
        prop_assert!(AppointmentView::read(text.as_bytes()).is_some());
        let node = fhir::json::Node::parse(&text).expect("serialised JSON");
        fhir::validate(&node);
        fhir::helsenorge::validate_appointment(&node);
    }

    #[test]
    fn odd_data_is_rewritten_to_json_that_differs_nowhere_else(place in 1_usize..150, odd in odd()) {
        let mut appointment: Value = serde_json::from_str(HOSPITAL).expect("a fixture is JSON");
        put(&mut appointment, place, &odd);
        let text = appointment.to_string();
        let node = fhir::json::Node::parse(&text).expect("serialised JSON");
        let resource = fhir::Resource::new(&text, &node);
        resource.denied();
        let same = resource.rewritten("new", |reference| Some(reference.to_owned()));
        let stamped = resource.stamped(3, "2026-11-21T09:00:00Z");
        appointment["id"] = json!("new");
        prop_assert_eq!(serde_json::from_str::<Value>(&same).expect("JSON"), appointment);
        prop_assert!(serde_json::from_str::<Value>(&stamped).is_ok());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        AppointmentView::read(&bytes);
    }

    #[test]
    fn text_is_json_exactly_when_serde_takes_it(text in r#"[\[\]{}",:0-9eE.+\-a-z\\ u]{0,24}"#) {
        let taken = fhir::json::Node::parse(&text);
        let twice = matches!(taken, Err(fhir::json::JsonError::NameTwice { .. }));
        prop_assert_eq!(taken.is_ok() || twice, serde_json::from_str::<&serde_json::value::RawValue>(&text).is_ok());
    }
}
