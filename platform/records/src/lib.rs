//! Health data as FHIR R4 documents: the embedded store, versions and visibility.
