//! The body of a FHIR request: read, checked, rewritten and shown; every byte that is not changed on purpose stays.

use fhir::{AppointmentView, Resource, helsenorge, json::Node, validate};

pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(node) = Node::parse(text) else {
        assert!(AppointmentView::read(data).is_none(), "a view of what is no JSON");
        return;
    };
    let issues = validate(&node);
    helsenorge::validate_appointment(&node);
    AppointmentView::read(data);
    let resource = Resource::new(text, &node);
    assert_eq!(resource.text(), &text[node.span.clone()], "the text is the node's");
    resource.denied();
    for entry in resource.entries() {
        assert!(text.contains(entry.resource.text()), "an entry is a part of its bundle");
    }
    if issues.is_empty() {
        rewriting(&resource);
    }
}

/// A valid resource stays what it was but for what is set.
fn rewriting(resource: &Resource<'_>) {
    let references = resource.references().len();
    let renamed = resource.rewritten("a-1", |_| None);
    with(&renamed, |again| {
        assert_eq!(again.id(), Some("a-1"));
        assert_eq!(again.references().len(), references, "no reference came or went");
        assert_eq!(again.rewritten("a-1", |_| None), renamed, "the same again changes nothing");
    });
    let stamped = resource.stamped(7, "2026-11-21T09:00:00Z");
    with(&stamped, |again| {
        assert_eq!(again.stamped(7, "2026-11-21T09:00:00Z"), stamped, "the same stamp changes nothing");
        assert_eq!(again.references().len(), references);
    });
    let led = resource.rewritten("a-1", |_| Some("Patient/a \"quoted\" one".to_owned()));
    with(&led, |again| {
        assert!(again.references().iter().all(|reference| *reference == "Patient/a \"quoted\" one"));
    });
    let set = resource.with(&[("status", "\"cancelled\"")]);
    with(&set, |again| assert_eq!(again.node().text_of("status"), Some("cancelled")));
}

fn with(text: &str, claim: impl FnOnce(&Resource<'_>)) {
    let node = Node::parse(text).unwrap_or_else(|fault| panic!("what we wrote is no JSON: {fault}"));
    claim(&Resource::new(text, &node));
}
