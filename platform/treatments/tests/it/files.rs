//! Small files to read: rows of CSV by what is other than usual, and the same as a Bundle.

use jiff::civil::{Date, date};

pub const TODAY: Date = date(2026, 11, 21);

/// The columns with a usual value, in the order of the guide.
const USUAL: [(&str, &str); 22] = [
    ("treatment", "hofteprotese"),
    ("field", "orthopaedics"),
    ("name_nb", "Hofteprotese"),
    ("name_nn", "Hofteprotese"),
    ("name_en", "Hip replacement"),
    ("words", "ny hofte|hofteslitasje"),
    ("organisation", "319005005"),
    ("place", "Åsheim sykehus"),
    ("private_agreement", "no"),
    ("region", "sor_ost"),
    ("municipality", "0301"),
    ("municipality_name", "Oslo"),
    ("street", "Sykehusveien 52"),
    ("postal_code", "0456"),
    ("city", "Oslo"),
    ("latitude", "59.937"),
    ("longitude", "10.737"),
    ("telephone", "00 00 30 50"),
    ("web", "https://asheim-sykehus.example"),
    ("stage", "utredning"),
    ("weeks", "7"),
    ("updated", "2026-11-15"),
];

/// The first line.
pub fn head() -> String {
    USUAL.map(|(name, _)| name).join(",") + "\n"
}

/// A line with other values in some columns.
pub fn line(other: &[(&str, &str)]) -> String {
    let value = |(name, usual): &(&str, &str)| {
        let value = other.iter().find(|(own, _)| own == name).map_or(*usual, |(_, value)| value);
        format!("\"{}\"", value.replace('"', "\"\""))
    };
    USUAL.iter().map(value).collect::<Vec<_>>().join(",") + "\n"
}

/// A file with these lines.
pub fn file(lines: &[&[(&str, &str)]]) -> String {
    head() + &lines.iter().map(|other| line(other)).collect::<String>()
}

/// One treatment at one place, for two stages, as FHIR.
pub const BUNDLE: &str = r#"{
  "resourceType": "Bundle", "type": "collection",
  "entry": [
    {"resource": {"resourceType": "CodeSystem", "id": "t", "url": "https://helsevei.no/fhir/CodeSystem/treatment",
      "status": "active", "content": "complete", "property": [{"code": "field", "type": "code"}],
      "concept": [{"code": "hofteprotese", "display": "Hofteprotese", "designation": [
        {"language": "nn", "value": "Hofteprotese"}, {"language": "en", "value": "Hip replacement"},
        {"use": {"code": "900000000000013009", "system": "http://snomed.info/sct"}, "value": "ny hofte"},
        {"use": {"code": "900000000000013009", "system": "http://snomed.info/sct"}, "value": "hofteslitasje"}],
        "property": [{"code": "field", "valueCode": "orthopaedics"}]}]}},
    {"resource": {"resourceType": "Organization", "id": "a", "name": "Åsheim sykehus",
      "identifier": [{"system": "urn:oid:2.16.578.1.12.4.1.4.101", "value": "319005005"}],
      "extension": [
        {"url": "https://helsevei.no/fhir/StructureDefinition/health-region", "valueCode": "sor_ost"},
        {"url": "https://helsevei.no/fhir/StructureDefinition/private-agreement", "valueBoolean": false}]}},
    {"fullUrl": "urn:uuid:7f3c1a5e-64c6-4a0f-9f4e-0d6a3f0f4b11", "resource": {"resourceType": "Location",
      "telecom": [{"system": "phone", "value": "00 00 30 50"}, {"system": "url", "value": "https://asheim-sykehus.example"}],
      "address": {"line": ["Sykehusveien 52"], "postalCode": "0456", "city": "Oslo", "district": "Oslo",
        "_district": {"extension": [{"url": "http://hl7.no/fhir/StructureDefinition/no-basis-municipalitycode",
          "valueCoding": {"system": "urn:oid:2.16.578.1.12.4.1.1.3402", "code": "0301"}}]}},
      "position": {"latitude": 59.937, "longitude": 10.737}}},
    {"resource": {"resourceType": "HealthcareService", "id": "s", "providedBy": {"reference": "Organization/a"},
      "location": [{"reference": "urn:uuid:7f3c1a5e-64c6-4a0f-9f4e-0d6a3f0f4b11"}],
      "type": [{"coding": [{"system": "https://helsevei.no/fhir/CodeSystem/treatment", "code": "hofteprotese"}]}],
      "extension": [
        {"url": "https://helsevei.no/fhir/StructureDefinition/expected-wait", "extension": [
          {"url": "stage", "valueCode": "utredning"}, {"url": "weeks", "valueUnsignedInt": 7},
          {"url": "updated", "valueDate": "2026-11-15"}]},
        {"url": "https://helsevei.no/fhir/StructureDefinition/expected-wait", "extension": [
          {"url": "stage", "valueCode": "dognbehandling"}, {"url": "weeks", "valueUnsignedInt": 40},
          {"url": "updated", "valueDate": "2026-11-15"}]}]}}
  ]
}"#;
