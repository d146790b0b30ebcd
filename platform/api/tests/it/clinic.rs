//! Two health services and what they send.

use access::rules::ItemSource;
use records::{Profile, Source};
use serde_json::{Value, json};
use testing::{System, TestPortal};

pub const FNR: &str = "urn:oid:2.16.578.1.12.4.1.4.1";
pub const ALL: &str = "system/*.crus";
/// What a clinic calls its appointments.
pub const BOOKING: &str = "urn:example:booking";

pub fn hospital() -> Source {
    source("974000001", "Lindal sykehus", ItemSource::Hospital)
}

pub fn surgery() -> Source {
    source("974000002", "Furulia legesenter", ItemSource::Gp)
}

fn source(organisation: &str, name: &str, kind: ItemSource) -> Source {
    Source { organisation: organisation.into(), name: name.into(), kind, profile: Profile::Base }
}

/// The hospital's system, that may do all.
pub async fn at_hospital(portal: &TestPortal) -> System {
    portal.system(&hospital(), ALL).await
}

pub fn number(portal: &TestPortal, id: &str) -> String {
    portal.persona(id).number.digits().to_owned()
}

/// An appointment of a person by number, at a time, under the clinic's own number.
pub fn appointment(number: &str, start: &str, booking: &str) -> Value {
    json!({
        "resourceType": "Appointment",
        "identifier": [{ "system": BOOKING, "value": booking }],
        "status": "booked",
        "start": start,
        "participant": [{
            "actor": { "type": "Patient", "identifier": { "system": FNR, "value": number } },
            "status": "accepted",
        }],
    })
}

/// Sends it, and gives what came back.
pub async fn book(system: &System, number: &str, start: &str, booking: &str) -> Value {
    system.post("/Appointment", &appointment(number, start, booking)).await.is(201).json()
}

pub fn id_of(resource: &Value) -> String {
    resource["id"].as_str().expect("an id").to_owned()
}

/// The opaque reference in an appointment that came back.
pub fn patient_of(appointment: &Value) -> String {
    appointment["participant"][0]["actor"]["reference"].as_str().expect("a reference").to_owned()
}
