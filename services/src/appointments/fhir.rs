//! What a citizen's change does to the FHIR resource; every other byte stays as the source sent it.

use fhir::{
    Resource,
    json::{Node, quote},
};

use super::model::Appointment;

/// Municipal reasons for a cancellation: *avlyst av innbygger*, *avlyst på vegne av innbygger*.
const MUNICIPAL: &str = "urn:oid:2.16.578.1.12.4.1.1.7621";
/// HL7's, for other services: the patient cancelled.
const HL7: &str = "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason";
/// Volven 7619: the services of municipalities.
pub const MUNICIPAL_SERVICES: &str = "urn:oid:2.16.578.1.12.4.1.1.7619";

/// The resource with status `cancelled` and the reason; `None` when the stored text cannot be read.
pub fn cancelled(appointment: &Appointment, reason: &str, for_another: bool) -> Option<String> {
    let body = &appointment.record.body;
    let node = Node::parse(body).ok()?;
    let (system, code) = reason_code(appointment, for_another);
    let reason =
        format!(r#"{{"coding":[{{"system":{},"code":{}}}],"text":{}}}"#, quote(system), quote(code), quote(reason));
    let changes = [("status", r#""cancelled""#), ("cancelationReason", reason.as_str())];
    Some(Resource::new(body, &node).with(&changes))
}

fn reason_code(appointment: &Appointment, for_another: bool) -> (&'static str, &'static str) {
    let category = appointment.view.service_category.as_ref();
    let municipal = category
        .is_some_and(|concept| concept.codes.iter().any(|(system, _)| system.as_deref() == Some(MUNICIPAL_SERVICES)));
    match (municipal, for_another) {
        (true, false) => (MUNICIPAL, "AAI"),
        (true, true) => (MUNICIPAL, "APVAI"),
        (false, _) => (HL7, "pat"),
    }
}
