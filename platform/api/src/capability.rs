//! The CapabilityStatement: what the table of interactions and the table of parameters say.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::interaction::codes;
use crate::search::of_type;
use crate::subscription;

/// As JSON text, for the API at `base`.
pub fn statement(base: &str, now: Timestamp) -> String {
    let origin = base.trim_end_matches("/fhir");
    let resources: Vec<Value> = fhir::resource_types().into_iter().map(resource).collect();
    let system: Vec<Value> = codes(false).into_iter().map(|code| json!({ "code": code })).collect();
    json!({
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": now.to_string(),
        "kind": "instance",
        "software": { "name": "Helsevei", "version": env!("CARGO_PKG_VERSION") },
        "implementation": { "description": "Helsevei for health services' systems", "url": base },
        "fhirVersion": "4.0.1",
        "format": ["json", "application/fhir+json"],
        "rest": [{
            "mode": "server",
            "documentation": "What a system has sent, and no more. A national identity number never stands in an address.",
            "security": security(origin),
            "resource": resources,
            "interaction": system,
        }],
    })
    .to_string()
}

/// OAuth 2 client credentials, as SMART on FHIR says where they are had.
fn security(origin: &str) -> Value {
    json!({
        "service": [{
            "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/restful-security-service", "code": "SMART-on-FHIR" }],
        }],
        "extension": [{
            "url": "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
            "extension": [{ "url": "token", "valueUri": format!("{origin}/oauth/token") }],
        }],
    })
}

fn resource(kind: &str) -> Value {
    match kind {
        "Patient" => return patient(),
        subscription::KIND => return subscription(),
        _ => {}
    }
    let parameters: Vec<Value> =
        of_type(kind).into_iter().map(|(name, kind)| json!({ "name": name, "type": kind })).collect();
    let interactions: Vec<Value> = codes(true)
        .into_iter()
        .filter(|code| *code != "history-type" || !records::is_shared(kind))
        .map(|code| json!({ "code": code }))
        .collect();
    json!({
        "type": kind,
        "interaction": interactions,
        "versioning": "versioned-update",
        "readHistory": true,
        "updateCreate": false,
        "conditionalCreate": true,
        "conditionalRead": "not-match",
        "conditionalUpdate": false,
        "conditionalDelete": "not-supported",
        "referencePolicy": ["literal", "logical", "local"],
        "searchParam": parameters,
    })
}

/// Calls go to a system by itself; what it has asked for is not kept in earlier versions.
fn subscription() -> Value {
    let interactions = ["create", "read", "update", "search-type"].map(|code| json!({ "code": code }));
    json!({
        "type": subscription::KIND,
        "documentation": "channel rest-hook; criteria: a type about people, and maybe status; payload: none, or application/fhir+json for ids alone",
        "interaction": interactions,
        "versioning": "versioned-update",
        "readHistory": false,
        "updateCreate": false,
        "conditionalCreate": false,
        "conditionalUpdate": false,
        "conditionalDelete": "not-supported",
        "searchParam": [{ "name": "_id", "type": "token" }, { "name": "status", "type": "token" }],
    })
}

/// People come from the population register: they are asked for, not sent.
fn patient() -> Value {
    json!({
        "type": "Patient",
        "interaction": [{ "code": "read" }, { "code": "search-type" }],
        "versioning": "no-version",
        "searchParam": [
            { "name": "_id", "type": "token" },
            { "name": "identifier", "type": "token", "documentation": "national identity number, in POST _search alone" },
        ],
        "operation": [{
            "name": "digital-user",
            "definition": "https://helsevei.no/fhir/OperationDefinition/digital-user",
            "documentation": "which of up to 1000 people are digital users of a service",
        }],
    })
}
