//! FHIR R4 as received bytes: validation, references, profiles, thin typed views.
