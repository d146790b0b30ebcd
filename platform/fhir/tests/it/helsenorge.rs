//! Helsenorge's profile of Appointment: what it lets through and what it names.

use fhir::json::Node;
use serde_json::{Value, json};

const HOSPITAL: &str = include_str!("fixtures/hospital.json");
const HOME_CARE: &str = include_str!("fixtures/home_care.json");

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("a fixture is JSON")
}

/// `element [invariant]` of each fault.
fn faults(appointment: &Value) -> Vec<String> {
    let text = appointment.to_string();
    let node = Node::parse(&text).expect("serialised JSON");
    assert_eq!(fhir::validate(&node), []);
    let issues = fhir::helsenorge::validate_appointment(&node);
    issues.iter().map(|it| format!("{} [{}]", it.element, it.invariant.unwrap_or("-"))).collect()
}

#[test]
fn appointments_of_hospital_and_home_care_pass() {
    assert_eq!(faults(&parse(HOSPITAL)), Vec::<String>::new());
    assert_eq!(faults(&parse(HOME_CARE)), Vec::<String>::new());
}

/// Changes one element of a valid appointment (`null` removes it) and compares the faults.
#[track_caller]
fn changed(fixture: &str, place: &str, value: Value, expected: &[&str]) {
    let mut appointment = parse(fixture);
    let (parent, name) = place.rsplit_once('/').expect("a JSON pointer");
    let parent = appointment.pointer_mut(parent).expect("the parent is in the fixture");
    match (parent, value) {
        (Value::Object(members), Value::Null) => drop(members.remove(name)),
        (Value::Object(members), value) => drop(members.insert(name.to_owned(), value)),
        (Value::Array(items), value) => items[name.parse::<usize>().expect("an index")] = value,
        _ => panic!("{place} leads nowhere"),
    }
    assert_eq!(faults(&appointment), expected, "{place}");
}

#[test]
fn elements_are_demanded_forbidden_and_narrowed() {
    changed(HOSPITAL, "/identifier", Value::Null, &["Appointment.identifier [-]"]);
    changed(HOSPITAL, "/identifier/0/assigner", Value::Null, &["Appointment.identifier[0].assigner [-]"]);
    changed(HOSPITAL, "/priority", json!(5), &["Appointment.priority [-]"]);
    changed(HOSPITAL, "/comment", json!("a"), &["Appointment.comment [-]"]);
    changed(HOSPITAL, "/appointmentType", Value::Null, &["Appointment.appointmentType [-]"]);
    changed(HOSPITAL, "/status", json!("arrived"), &["Appointment.status [-]"]);
    changed(HOSPITAL, "/serviceCategory/0/coding/0/system", json!("urn:x"), &["Appointment.serviceCategory[0] [-]"]);
    changed(HOSPITAL, "/meta/security/0/code", json!("NORN_ALLE"), &["Appointment.meta.security [-]"]);
    changed(HOSPITAL, "/appointmentType/coding/0/system", Value::Null, &["Appointment.appointmentType [inv-4]"]);
    changed(HOSPITAL, "/description", json!("å".repeat(1000)), &[]);
    let key = "Appointment.description [must-be-max-1000-chars]";
    changed(HOSPITAL, "/description", json!("å".repeat(1001)), &[key]);
}

#[test]
fn the_patient_is_named_by_number_alone() {
    let reference = json!({"type": "Patient", "reference": "Patient/1"});
    changed(
        HOSPITAL,
        "/participant/0/actor",
        reference,
        &[
            "Appointment.participant[0].actor [appointment-participant-actor-patient-reference-identifier]",
            "Appointment.participant[0].actor.reference [appointment-participant-actor-patient-reference-reference]",
        ],
    );
    let helper = json!({"type": "Patient", "identifier": {"system": "urn:oid:2.16.578.1.12.4.1.4.3", "value": "1"}});
    changed(HOSPITAL, "/participant/0/actor", helper, &["Appointment.participant[0].actor.identifier.system [-]"]);
    let nobody = json!({"type": "Practitioner", "display": "Lege Ask Dal"});
    changed(HOSPITAL, "/participant/0/actor", nobody, &["Appointment.participant [root-appointment-requires-patient]"]);
}

#[test]
fn times_go_with_the_status() {
    changed(HOSPITAL, "/start", Value::Null, &["Appointment.start [start-required-inv]"]);
    changed(
        HOME_CARE,
        "/requestedPeriod",
        Value::Null,
        &["Appointment.start [start-required-inv]", "Appointment.requestedPeriod [hn-app-reqperiod-1]"],
    );
    changed(HOME_CARE, "/requestedPeriod/0/end", Value::Null, &["Appointment.requestedPeriod[0] [hn-app-reqperiod-1]"]);
    let period = json!([{"start": "2026-12-01", "end": "2026-12-02"}]);
    changed(HOSPITAL, "/requestedPeriod", period, &["Appointment.requestedPeriod [hn-app-reqperiod-2]"]);
    changed(
        HOSPITAL,
        "/status",
        json!("proposed"),
        &[
            "Appointment.requestedPeriod [hn-app-reqperiod-1]",
            "Appointment.status [hn-app-proposed-only-servicecategory-7]",
        ],
    );
    changed(
        HOME_CARE,
        "/status",
        json!("entered-in-error"),
        &["Appointment.start [hn-app-entered-in-error-requires-start-and-end]"],
    );
}

#[test]
fn a_cancelled_appointment_says_why() {
    changed(HOSPITAL, "/status", json!("cancelled"), &["Appointment.cancelationReason [cancelationReason-inv]"]);
    let mut cancelled = parse(HOSPITAL);
    cancelled["status"] = json!("cancelled");
    cancelled["cancelationReason"] = json!({"coding": [{"system": "urn:oid:2.16.578.1.12.4.1.1.7621", "code": "AAI"}]});
    assert_eq!(faults(&cancelled), ["Appointment.cancelationReason [hn-app-specialist-cancelation-reason]"]);
    cancelled["cancelationReason"]["coding"][0]["system"] = json!("urn:oid:2.16.578.1.12.4.1.1.8445");
    assert_eq!(faults(&cancelled), Vec::<String>::new());
    let mut visit = parse(HOME_CARE);
    visit["status"] = json!("cancelled");
    visit["cancelationReason"] = cancelled["cancelationReason"].clone();
    assert_eq!(faults(&visit), ["Appointment.cancelationReason [hn-app-community-cancelation-reason]"]);
}

#[test]
fn places_flags_and_parties_go_with_the_service() {
    changed(
        HOSPITAL,
        "/contained/0/managingOrganization",
        Value::Null,
        &["Appointment.contained [contained-location-must-have-managingorganization]"],
    );
    changed(HOSPITAL, "/contained/0/type", Value::Null, &["Appointment.contained [serviceCategory-location-type]"]);
    changed(
        HOSPITAL,
        "/contained/4/code/coding/0/code",
        json!("canUseShortNotice"),
        &["Appointment.contained [contained-flag-allowed-codes]"],
    );
    let party = "Appointment.supportingInformation [community-services-requires-kommunikasjonspart-organization]";
    changed(
        HOME_CARE,
        "/contained",
        Value::Null,
        &[
            "Appointment.contained [virtualservice-or-location-required]",
            "Appointment.contained [community-services-location-requires-ptres-or-of]",
            party,
        ],
    );
    changed(HOME_CARE, "/supportingInformation", Value::Null, &[party]);
    changed(
        HOME_CARE,
        "/basedOn",
        json!([{"reference": "ServiceRequest/1"}]),
        &["Appointment.basedOn [hn-app-primary-2]"],
    );
    let tag = json!({"tag": [{"system": "http://helsenorge.no/fhir/paminnelse", "code": "1"}]});
    changed(HOME_CARE, "/meta", tag, &["Appointment.meta.tag [serviceCategory-7-ptres-no-varsling-or-paminnelse]"]);
}
