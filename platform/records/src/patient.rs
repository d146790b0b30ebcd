//! Whose a resource is: the patient it names by national number.

use std::collections::{BTreeSet, HashMap};

use fhir::json::{Node, Value};
use fhir::{Issue, IssueKind, Resource, helsenorge};
use people::NationalNumber;
use uuid::Uuid;

use crate::intake::opaque_patient;

/// What a resource says of its patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Named {
    Number(NationalNumber),
    /// The opaque id that the organisation knows the patient by.
    Patient(Uuid),
}

/// National numbers of the Patients in a file, by what references may call them: `Patient/1`, `urn:uuid:…`.
pub(crate) type Patients = HashMap<String, NationalNumber>;

/// Elements that say whose a resource is, most telling first.
const SUBJECTS: [&str; 5] = ["subject", "patient", "beneficiary", "for", "individual"];

/// The national number among the identifiers of a Patient, or of a reference to one.
pub(crate) fn number_in(identifiers: &[Node<'_>]) -> Option<NationalNumber> {
    let number = |it: &Node<'_>| {
        let known = [helsenorge::FNR, helsenorge::DNR].contains(&it.text_of("system")?);
        it.text_of("value").filter(|_| known).and_then(|value| NationalNumber::parse(value.trim()).ok())
    };
    identifiers.iter().find_map(number)
}

/// All that the resource says of the person it is about; at least one.
pub(crate) fn numbers_of(resource: &Resource<'_>, patients: &Patients) -> Result<BTreeSet<Named>, Issue> {
    let node = resource.node();
    if resource.kind() == "Patient" {
        let number = number_in(node.items("identifier")).map(Named::Number);
        return number.map(|it| BTreeSet::from([it])).ok_or_else(|| unnamed(resource, "identifier"));
    }
    let contained = |id: &str| node.items("contained").iter().find(|it| it.text_of("id") == Some(id));
    let find = |reference: &Node<'_>| {
        let by_identifier = || number_in(reference.items("identifier")).map(Named::Number);
        match reference.text_of("reference") {
            Some(text) if text.starts_with('#') => {
                contained(&text[1..]).and_then(|it| number_in(it.items("identifier"))).map(Named::Number)
            }
            Some(text) => {
                let number = patients.get(text).copied().map(Named::Number);
                number.or_else(|| opaque_patient(text).map(Named::Patient)).or_else(by_identifier)
            }
            None => by_identifier(),
        }
    };
    let named: BTreeSet<_> = SUBJECTS.iter().flat_map(|name| node.items(name)).filter_map(find).collect();
    let all = if named.is_empty() { anywhere(node, &find) } else { named };
    if all.is_empty() { Err(unnamed(resource, "subject")) } else { Ok(all) }
}

/// Patients named by any reference outside `contained`.
fn anywhere(node: &Node<'_>, find: &impl Fn(&Node<'_>) -> Option<Named>) -> BTreeSet<Named> {
    let mut found = BTreeSet::new();
    match &node.value {
        Value::Object(members) => {
            let is_reference = node.get("reference").is_some() || node.get("identifier").is_some();
            let is_patient = node.text_of("type").is_none_or(|it| it == "Patient");
            found.extend(find(node).filter(|_| is_reference && is_patient));
            for member in members.iter().filter(|it| it.name != "contained" && it.name != "identifier") {
                found.extend(anywhere(&member.node, find));
            }
        }
        Value::List(items) => items.iter().for_each(|item| found.extend(anywhere(item, find))),
        _ => {}
    }
    found
}

fn unnamed(resource: &Resource<'_>, element: &str) -> Issue {
    let element = if resource.kind() == "Appointment" { "participant" } else { element };
    Issue::new(
        IssueKind::Required,
        format!("{}.{element}", resource.kind()),
        "names no person by a valid fødselsnummer or D-number",
        "send the number as an identifier",
    )
}
