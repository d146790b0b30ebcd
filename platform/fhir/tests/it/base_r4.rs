//! Base R4: valid resources pass, faults are named by element.

use std::fs;
use std::path::Path;

use fhir::json::Node;
use fhir::{Issue, validate};

fn issues(text: &str) -> Vec<Issue> {
    validate(&Node::parse(text).expect("the test's own JSON"))
}

fn said(text: &str) -> Vec<String> {
    issues(text).iter().map(Issue::to_string).collect()
}

/// Files of a folder with what is wrong in each.
fn refused(folder: &Path) -> Vec<String> {
    let mut refused = Vec::new();
    let mut paths: Vec<_> = fs::read_dir(folder).expect("a readable folder").flatten().map(|it| it.path()).collect();
    paths.sort();
    for path in paths.iter().filter(|it| it.extension().is_some_and(|it| it == "json")) {
        let text = fs::read_to_string(path).expect("a text file");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match Node::parse(&text) {
            Ok(node) => refused.extend(validate(&node).iter().map(|it| format!("{name}: {it}"))),
            Err(error) => refused.push(format!("{name}: {error}")),
        }
    }
    refused
}

/// What HL7's own examples break, each looked at: they are refused rightly.
const BROKEN_EXAMPLES: [&str; 15] = [
    // A code with a space at its end.
    "Bundle-v2-valuesets.json",
    "CodeSystem-v2-0550.json",
    // Neither name nor status.
    "ImplementationGuide-fhir.json",
    // Items without linkId.
    "Questionnaire-qs1.json",
    // No base, which is 1..*.
    "SearchParameter-codesystem-extensions-CodeSystem-author.json",
    "SearchParameter-codesystem-extensions-CodeSystem-effective.json",
    "SearchParameter-codesystem-extensions-CodeSystem-end.json",
    "SearchParameter-codesystem-extensions-CodeSystem-keyword.json",
    "SearchParameter-codesystem-extensions-CodeSystem-workflow.json",
    // An id of 66 characters.
    "SearchParameter-questionnaireresponse-extensions-QuestionnaireResponse-item-subject.json",
    "SearchParameter-valueset-extensions-ValueSet-author.json",
    "SearchParameter-valueset-extensions-ValueSet-effective.json",
    "SearchParameter-valueset-extensions-ValueSet-end.json",
    "SearchParameter-valueset-extensions-ValueSet-keyword.json",
    "SearchParameter-valueset-extensions-ValueSet-workflow.json",
];

#[test]
fn examples_of_hl7_pass_but_for_the_broken_ones() {
    let Ok(folder) = std::env::var("HELSEVEI_FHIR_EXAMPLES") else {
        println!("HELSEVEI_FHIR_EXAMPLES does not name the folder of npm's hl7.fhir.r4.examples: skipped");
        return;
    };
    let not_examples = ["ig-r4.json", "package.json", ".index.json"];
    let wrong: Vec<String> = refused(Path::new(&folder))
        .into_iter()
        .filter(|it| !not_examples.iter().chain(&BROKEN_EXAMPLES).any(|name| it.starts_with(name)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn real_files_beside_the_repository_pass() {
    for folder in ["fhir-r4", "synthea"] {
        let folder = Path::new("../../../shared/data").join(folder);
        if folder.is_dir() {
            assert_eq!(refused(&folder), Vec::<String>::new());
        } else {
            println!("{} is not there: skipped", folder.display());
        }
    }
}

#[test]
fn a_fault_names_the_element_and_the_mend() {
    let told = said(
        r#"{"resourceType": "Appointment", "status": "maybe", "colour": 1, "start": "21.11.2026", "minutesDuration": "30",
            "contained": [{"resourceType": "Location", "name": ["a"]}], "slot": [], "_priority": {"id": "a"}, "language": null,
            "extension": [{"url": "u", "valueString": "a", "valueCode": "b"}],
            "participant": [{"actor": {"display": ""}}, 7]}"#,
    );
    insta::assert_snapshot!(told.join("\n"), @r"
    Appointment.status has a code outside its required set; use one of proposed, pending, booked, arrived, fulfilled, cancelled, noshow, entered-in-error, checked-in, waitlist
    Appointment.colour is not an element of R4 here; remove it, spell it right or send it as an extension
    Appointment.start does not have the format of instant; write it as: date and time with zone like 2026-11-21T09:00:00+01:00
    Appointment.minutesDuration is of another JSON type; send a number, without quotes
    Appointment.contained[0].name is a list; send one value
    Appointment.slot is an empty list; leave it out or fill it
    Appointment.language is null; leave it out or fill it
    Appointment.extension[0].value is given in several types; send one of them
    Appointment.participant[0].actor.display does not have the format of string; write it as: not empty and without control characters
    Appointment.participant[0].status is missing; send it
    Appointment.participant[1] is not an object; send its parts as an object
    ");
}

#[test]
fn what_is_not_a_resource_is_said_so() {
    let told: Vec<_> =
        [r#"{"id": "1"}"#, r#"{"resourceType": "Booking"}"#, r#"{"resourceType": "DomainResource"}"#, "[]"]
            .into_iter()
            .flat_map(said)
            .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    Resource has no `resourceType`; say which resource type it is
    Resource is of no resource type of R4; send an R4 resource
    DomainResource is of no resource type of R4; send an R4 resource
    Resource has no `resourceType`; say which resource type it is
    ");
}

#[test]
fn extensions_may_stand_for_a_value() {
    let absent = r#"{"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}]}"#;
    let held = format!(
        r#"{{"resourceType": "Patient", "name": [{{"given": [null, "Kari"], "_given": [{absent}, null]}}], "_birthDate": {absent}}}"#
    );
    assert_eq!(said(&held), Vec::<String>::new());
    let missing =
        format!(r#"{{"resourceType": "Appointment", "_status": {absent}, "participant": [{{"_status": {absent}}}]}}"#);
    assert_eq!(said(&missing), Vec::<String>::new());
}

#[test]
fn an_outcome_is_itself_a_valid_resource() {
    let found = issues(r#"{"resourceType": "Appointment", "status": "booked"}"#);
    let outcome = fhir::OperationOutcome { issues: found }.to_json();
    assert_eq!(said(&outcome), Vec::<String>::new());
    assert!(outcome.contains("Appointment.participant"));
}
