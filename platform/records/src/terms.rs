//! What a resource is found by besides what its source calls it: whom a message went to, what a visit was planned as.
//!
//! Kept beside the identifiers, as keyed hashes as they are: the table tells nothing of what they were made from.

use fhir::Resource;
use fhir::json::Node;

/// More than a resource is ever looked for by.
const MOST: usize = 64;

/// A search parameter that is answered by terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// As FHIR calls it: `part-of`.
    pub name: &'static str,
    element: &'static str,
    pub of: Of,
}

/// What stands in the element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A Coding: many resources have the same.
    Code,
    /// References to resources of this type; of any, where there is none.
    Reference(Option<&'static str>),
}

const COMMUNICATION: [Parameter; 3] = [
    Parameter { name: "recipient", element: "recipient", of: Of::Reference(None) },
    Parameter { name: "sender", element: "sender", of: Of::Reference(None) },
    Parameter { name: "part-of", element: "partOf", of: Of::Reference(None) },
];

const ENCOUNTER: [Parameter; 2] = [
    Parameter { name: "class", element: "class", of: Of::Code },
    Parameter { name: "appointment", element: "appointment", of: Of::Reference(Some("Appointment")) },
];

/// Those of a type.
pub fn parameters(resource_type: &str) -> &'static [Parameter] {
    match resource_type {
        "Communication" => &COMMUNICATION,
        "Encounter" => &ENCOUNTER,
        _ => &[],
    }
}

/// The key of a value of a parameter: `Communication/<id>` or `system|value` of a reference, `code` or `system|code`.
/// `keyed` is a keyed hash of a name for a purpose.
pub fn key(
    keyed: impl Fn(&str, &str) -> String,
    organisation: &str,
    resource_type: &str,
    parameter: &str,
    value: &str,
) -> String {
    keyed("search_term", &[organisation, resource_type, parameter, value].join("\n"))
}

/// Every term of a resource: a parameter's name and a value.
pub fn of<'n>(resource: &Resource<'n>) -> Vec<(&'static str, String)> {
    let node = resource.node();
    let all = parameters(resource.kind()).iter().flat_map(|parameter| {
        let values = node.items(parameter.element).iter().flat_map(|it| match parameter.of {
            Of::Code => codes(it),
            Of::Reference(_) => named(it),
        });
        values.map(|value| (parameter.name, value))
    });
    all.take(MOST).collect()
}

fn codes(coding: &Node<'_>) -> Vec<String> {
    let Some(code) = coding.text_of("code") else { return Vec::new() };
    let whole = coding.text_of("system").map(|system| format!("{system}|{code}"));
    std::iter::once(code.to_owned()).chain(whole).collect()
}

fn named(reference: &Node<'_>) -> Vec<String> {
    let literal = reference.text_of("reference").map(|it| relative(it).to_owned());
    let logical = reference.get("identifier").and_then(|it| {
        let (system, value) = (it.text_of("system")?, it.text_of("value")?);
        Some(format!("{system}|{value}"))
    });
    literal.into_iter().chain(logical).collect()
}

/// Type and id of a reference, of which the address of a server may be the beginning.
pub fn relative(reference: &str) -> &str {
    let start = reference.rmatch_indices('/').nth(1).map_or(0, |(at, _)| at + 1);
    &reference[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<(&'static str, String)> {
        let node = Node::parse(text).unwrap();
        of(&Resource::new(text, &node))
    }

    #[test]
    fn a_message_is_found_by_whom_it_is_between_and_what_it_is_part_of() {
        let text = r#"{"resourceType": "Communication", "sender": {"reference": "https://x.no/fhir/Patient/1"},
            "recipient": [{"identifier": {"system": "s", "value": "2"}}, {"display": "nobody"}],
            "partOf": [{"reference": "Communication/3"}], "inResponseTo": [{"reference": "Communication/4"}]}"#;
        let found = terms(text);
        let expected = [("recipient", "s|2"), ("sender", "Patient/1"), ("part-of", "Communication/3")];
        assert_eq!(found, expected.map(|(name, value)| (name, value.to_owned())));
    }

    #[test]
    fn a_visit_is_found_by_its_class_and_its_appointment() {
        let text = r#"{"resourceType": "Encounter", "class": {"system": "act", "code": "HH"},
            "appointment": [{"reference": "Appointment/1"}]}"#;
        let expected = [("class", "HH"), ("class", "act|HH"), ("appointment", "Appointment/1")];
        assert_eq!(terms(text), expected.map(|(name, value)| (name, value.to_owned())));
        assert_eq!(terms(r#"{"resourceType": "Appointment"}"#), []);
    }
}
