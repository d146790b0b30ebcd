//! The FHIR R4 API for health services' systems.
