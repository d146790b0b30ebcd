//! Ids of resources: the same resource of the same source has the same id, however often it is sent.

use db::{Keyring, PersonId};
use uuid::Uuid;

/// Types about no patient, the same for everyone: directories and definitions. Every other type is some person's.
const SHARED: [&str; 38] = [
    "ActivityDefinition",
    "CapabilityStatement",
    "ChargeItemDefinition",
    "CodeSystem",
    "CompartmentDefinition",
    "ConceptMap",
    "DeviceDefinition",
    "Endpoint",
    "EventDefinition",
    "EvidenceVariable",
    "ExampleScenario",
    "GraphDefinition",
    "HealthcareService",
    "ImplementationGuide",
    "InsurancePlan",
    "Library",
    "Location",
    "Measure",
    "Medication",
    "MedicationKnowledge",
    "MedicinalProduct",
    "MessageDefinition",
    "NamingSystem",
    "ObservationDefinition",
    "OperationDefinition",
    "Organization",
    "OrganizationAffiliation",
    "PlanDefinition",
    "Practitioner",
    "PractitionerRole",
    "Questionnaire",
    "Schedule",
    "SearchParameter",
    "Slot",
    "SpecimenDefinition",
    "StructureDefinition",
    "Substance",
    "ValueSet",
];

/// Whether resources of this type are about no patient.
pub fn is_shared(resource_type: &str) -> bool {
    SHARED.binary_search(&resource_type).is_ok()
}

/// The id of a person's resource, from what its source calls it.
pub fn record_id(
    keyring: &Keyring,
    organisation: &str,
    person: PersonId,
    resource_type: &str,
    source_id: &str,
) -> Uuid {
    let name = [organisation, &person.to_string(), resource_type, source_id].join("\n");
    named(&keyring.lookup("record", &name))
}

/// The id of a resource about no patient.
pub fn shared_id(keyring: &Keyring, organisation: &str, resource_type: &str, source_id: &str) -> Uuid {
    named(&keyring.lookup("shared_resource", &[organisation, resource_type, source_id].join("\n")))
}

/// The key by which a resource is found by an identifier: only by the organisation that sent it, whatever others send.
pub fn identifier_key(keyring: &Keyring, organisation: &str, resource_type: &str, system: &str, value: &str) -> String {
    key_of_identifier(|purpose, it| keyring.lookup(purpose, it), organisation, resource_type, (system, value))
}

/// The same; `keyed` is a keyed hash of a name for a purpose.
pub(crate) fn key_of_identifier(
    keyed: impl Fn(&str, &str) -> String,
    organisation: &str,
    resource_type: &str,
    (system, value): (&str, &str),
) -> String {
    keyed("identifier", &[organisation, resource_type, system, value].join("\n"))
}

/// A UUIDv8 of the first 128 bits of a keyed hash: it tells nothing of what it was made from.
pub(crate) fn named(hash: &str) -> Uuid {
    let bits = hash.get(..32).and_then(|it| u128::from_str_radix(it, 16).ok()).unwrap_or_default();
    uuid::Builder::from_custom_bytes(bits.to_be_bytes()).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_types_are_sorted_types_of_r4() {
        assert!(SHARED.is_sorted());
        // Names that differ between releases of R4's draft types are left out by this check.
        assert!(SHARED.iter().all(|it| fhir::is_resource_type(it)), "{SHARED:?}");
        assert!(is_shared("Location") && !is_shared("Patient"));
    }
}
