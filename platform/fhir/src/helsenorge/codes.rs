//! Code systems and addresses that the profile names.

/// Number systems of persons (docs/norway.md, Identifiers): fødselsnummer.
pub const FNR: &str = "urn:oid:2.16.578.1.12.4.1.4.1";
/// D-number.
pub const DNR: &str = "urn:oid:2.16.578.1.12.4.1.4.2";

/// Volven 9603: who is denied an item.
pub const NORN: &str = "urn:oid:2.16.578.1.12.4.1.1.9603";
pub(super) const NORN_CODES: [&str; 3] = ["N", "NORN_FORANS", "NORN_UNGDOM"];

/// Extension for a virtual service: the base profile's address, and the one in Helsenorge's invariants.
pub const VIRTUAL_SERVICE: [&str; 2] = [
    "http://hl7.no/fhir/StructureDefinition/no-basis-virtual-service",
    "http://helsenorge.no/fhir/StructureDefinition/hn-basis-virtual-service",
];
/// Extension for an appointment that is part of another; R4's Appointment has no such element.
pub const PART_OF: &str = "http://hl7.no/fhir/StructureDefinition/no-basis-partof";
pub(super) const POSTPONEMENT_REASON: &str =
    "http://helsenorge.no/fhir/StructureDefinition/hn-basis-postponementreason";
pub(super) const CONSULTATION_TYPE: &str = "http://helsenorge.no/fhir/StructureDefinition/hn-basis-consultationType";

pub(super) const NOTICE_TAG: &str = "http://helsenorge.no/fhir/varsling";
pub(super) const REMINDER_TAG: &str = "http://helsenorge.no/fhir/paminnelse";

pub(super) const STATUSES: [&str; 6] = ["booked", "fulfilled", "cancelled", "noshow", "entered-in-error", "proposed"];

pub(super) const SERVICE_CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/service-category";
/// Specialist medical; specialist radiology and imaging.
pub(super) const SPECIALIST: [&str; 2] = ["27", "30"];
/// Volven 7619, municipal services.
pub const MUNICIPAL_SERVICE: &str = "urn:oid:2.16.578.1.12.4.1.1.7619";
pub(super) const MUNICIPAL: [&str; 12] = ["3", "4", "5", "6", "7", "8", "9", "10", "16", "17", "18", "19"];
pub(super) const HOME_CARE: &str = "7";

/// Volven 8445 and 9179, reasons of hospitals; 7621, of municipal services.
pub(super) const SPECIALIST_REASONS: [&str; 2] =
    ["urn:oid:2.16.578.1.12.4.1.1.8445", "urn:oid:2.16.578.1.12.4.1.1.9179"];
pub(super) const MUNICIPAL_REASON: &str = "urn:oid:2.16.578.1.12.4.1.1.7621";

/// Kinds of place: the patient's home and outpatient facility, hospital unit and hospital.
pub(super) const ROLE_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";

/// What identifies a communication party. The invariant names the first, the profile of the party the second: both are taken.
pub(super) const PARTY: [&str; 2] = ["urn:oid:2.16.578.1.12.4.1.4.102", "urn:oid:2.16.578.1.12.4.1.2"];

pub(super) const FLAGS: [&str; 8] = [
    "canAcknowledge",
    "canChangeAppointmentDialog",
    "canHaveAppointmentDetails",
    "canInitiateDialog",
    "cancel",
    "cancelWithComment",
    "canCancelServiceRequest",
    "canChangeAppointment",
];
/// Flags that municipal services may not use: the first four.
pub(super) const DIALOG_FLAGS: usize = 4;
