//! Which elements the profile demands, forbids and narrows.

use super::Found;
use super::codes;
use super::look::Look;
use crate::issue::IssueKind::{CodeInvalid, Forbidden, Required, Structure, Value};
use crate::json::Node;

const FORBIDDEN: [&str; 10] = [
    "implicitRules",
    "language",
    "text",
    "serviceType",
    "specialty",
    "reasonCode",
    "reasonReference",
    "priority",
    "slot",
    "comment",
];

pub(super) fn check(look: &Look<'_>, found: &mut Found) {
    let node = look.node;
    for name in FORBIDDEN {
        found.element(node.get(name).is_none(), Forbidden, name, "is not used in this profile", "remove it");
    }
    let consultation = look.extended(codes::CONSULTATION_TYPE);
    found.element(!consultation, Forbidden, "extension", "holds consultationType, which is not used", "remove it");
    found.element(node.get("appointmentType").is_some(), Required, "appointmentType", "is missing", "send it");
    identifier(node, found);
    service_category(node, found);
    labels(node, found);
    lengths(node, found);
    systems(node, found);
    participants(look, found);
}

fn identifier(node: &Node<'_>, found: &mut Found) {
    let identifiers = node.items("identifier");
    found.element(!identifiers.is_empty(), Required, "identifier", "is missing", "send the source's own number of it");
    found.element(identifiers.len() <= 1, Structure, "identifier", "stands more than once", "send one");
    for name in ["system", "value", "assigner"] {
        let given = identifiers.iter().all(|it| it.get(name).is_some());
        found.element(given, Required, &format!("identifier[0].{name}"), "is missing", "send it");
    }
}

fn service_category(node: &Node<'_>, found: &mut Found) {
    let categories = node.items("serviceCategory");
    let mend = "send 27 or 30 of service-category, or a municipal service of Volven 7619";
    found.element(!categories.is_empty(), Required, "serviceCategory", "is missing", mend);
    found.element(categories.len() <= 1, Structure, "serviceCategory", "stands more than once", "send one");
    let listed = |coding: &Node<'_>| match (coding.text_of("system"), coding.text_of("code")) {
        (Some(codes::SERVICE_CATEGORY), Some(code)) => codes::SPECIALIST.contains(&code),
        (Some(codes::MUNICIPAL_SERVICE), Some(code)) => codes::MUNICIPAL.contains(&code),
        _ => false,
    };
    let holds = categories.iter().all(|it| it.items("coding").iter().any(listed));
    found.element(holds, CodeInvalid, "serviceCategory[0]", "has no code of the profile's set", mend);
}

/// Marks of who may see it, and of notices and reminders.
fn labels(node: &Node<'_>, found: &mut Found) {
    let of = |list: &str, system: &str| -> Vec<String> {
        let codings = node.get("meta").map_or(&[][..], |meta| meta.items(list)).iter();
        let of_system = codings.filter(|it| it.text_of("system") == Some(system));
        of_system.map(|it| it.text_of("code").unwrap_or_default().to_owned()).collect()
    };
    let denied = of("security", codes::NORN);
    let mend = format!("send one of {}", codes::NORN_CODES.join(", "));
    found.element(denied.len() <= 1, Structure, "meta.security", "has several codes of Volven 9603", &mend);
    let known = denied.iter().all(|it| codes::NORN_CODES.contains(&it.as_str()));
    found.element(known, CodeInvalid, "meta.security", "has an unknown code of Volven 9603", &mend);
    for system in [codes::NOTICE_TAG, codes::REMINDER_TAG] {
        let tags = of("tag", system);
        let known = tags.iter().all(|it| matches!(it.as_str(), "1" | "9"));
        found.element(known, CodeInvalid, "meta.tag", "has an unknown code for notices or reminders", "send 1 or 9");
        let once = system == codes::NOTICE_TAG || tags.len() <= 1;
        found.element(once, Structure, "meta.tag", "has several codes for reminders", "send one");
    }
}

fn lengths(node: &Node<'_>, found: &mut Found) {
    for name in ["description", "patientInstruction"] {
        let short = node.text_of(name).is_none_or(|text| text.chars().count() <= 1000);
        found.expect(short, "must-be-max-1000-chars", name, "is longer than 1000 characters", "shorten it");
    }
}

/// A code needs its system to mean anything.
fn systems(node: &Node<'_>, found: &mut Found) {
    for name in ["cancelationReason", "serviceCategory", "appointmentType"] {
        let mut codings = node.items(name).iter().flat_map(|it| it.items("coding"));
        let holds = codings.all(|it| it.get("code").is_none() || it.get("system").is_some());
        found.expect(holds, "inv-4", name, "has a code without its system", "send the system with the code");
    }
    let reasons = node.get("cancelationReason").map_or(&[][..], |it| it.items("coding"));
    let known = |system: &str| system == codes::MUNICIPAL_REASON || codes::SPECIALIST_REASONS.contains(&system);
    let holds =
        node.get("cancelationReason").is_none() || reasons.iter().any(|it| it.text_of("system").is_some_and(known));
    let mend = "send a code of Volven 8445, 9179 or 7621";
    found.element(holds, CodeInvalid, "cancelationReason", "has no code of the profile's set", mend);
}

fn participants(look: &Look<'_>, found: &mut Found) {
    let mut patients = 0;
    for (at, participant) in look.node.items("participant").iter().enumerate() {
        let Some(actor) = participant.get("actor") else {
            let element = format!("participant[{at}].actor");
            found.element(false, Required, &element, "is missing", "say who or what takes part");
            continue;
        };
        if is_patient(actor) {
            patients += 1;
            patient(actor, at, found);
        }
    }
    let mend = "send the patient as a participant, by national identity number";
    let holds = patients == 1 || (patients == 0 && look.part_of);
    found.expect(holds, "root-appointment-requires-patient", "participant", "has not exactly one patient", mend);
}

fn is_patient(actor: &Node<'_>) -> bool {
    let literal = actor.text_of("reference").is_some_and(|it| it.starts_with("Patient/") || it.contains("/Patient/"));
    let system = actor.at(&["identifier", "system"]).and_then(Node::text);
    let numbered = system.is_some_and(|it| [codes::FNR, codes::DNR].contains(&it));
    match actor.text_of("type") {
        Some(kind) => kind == "Patient" || literal,
        None => literal || numbered,
    }
}

fn patient(actor: &Node<'_>, at: usize, found: &mut Found) {
    let element = format!("participant[{at}].actor");
    let by_identifier = "appointment-participant-actor-patient-reference-identifier";
    let number = "send `identifier` with the fødselsnummer or D-number";
    found.expect(
        actor.get("identifier").is_some(),
        by_identifier,
        &element,
        "names the patient by no identifier",
        number,
    );
    let no_literal = "appointment-participant-actor-patient-reference-reference";
    let holds = actor.get("reference").is_none();
    found.expect(
        holds,
        no_literal,
        &format!("{element}.reference"),
        "is a literal reference to the patient",
        "remove it",
    );
    if let Some(identifier) = actor.get("identifier") {
        let system = identifier.text_of("system").unwrap_or_default();
        let known = [codes::FNR, codes::DNR].contains(&system);
        let mend = format!("use {} or {}", codes::FNR, codes::DNR);
        let element = format!("{element}.identifier");
        found.element(known, Value, &format!("{element}.system"), "is not that of a fødselsnummer or D-number", &mend);
        found.element(
            identifier.text_of("value").is_some(),
            Required,
            &format!("{element}.value"),
            "is missing",
            "send it",
        );
    }
}
