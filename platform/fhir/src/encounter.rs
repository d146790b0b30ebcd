//! An Encounter as the pages need it, above all a visit to somebody's home (class `HH`): read, checked, and written.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::Concept;
use crate::appointment::parts::instant;
use crate::issue::{Issue, IssueKind};
use crate::json::Node;
use crate::party::Party;
use crate::resource::Resource;

/// v3 ActCode: where an encounter takes place.
const ACT_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
/// At the patient's home.
const HOME: &str = "HH";

/// A read-only view of an Encounter. Texts are the source's own; times are instants.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EncounterView {
    /// FHIR's code: `in-progress`, `finished` …; empty when there is none.
    pub status: String,
    /// Code of v3 ActCode: `HH` at home, `AMB`, `IMP`, `VR` …
    pub class: Option<String>,
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
    /// What was done: the first type, or else the first reason.
    pub what: Option<String>,
    /// Literal references to the appointments that were kept by it.
    pub appointments: Vec<String>,
    /// Names of those who took part for the health service.
    pub people: Vec<String>,
    /// Name of the service that came.
    pub provider: Option<String>,
}

impl EncounterView {
    /// Reads the bytes of an Encounter; `None` only for what is not JSON or of another type.
    pub fn read(text: &str) -> Option<Self> {
        let node = Node::parse(text).ok()?;
        let resource = Resource::new(text, &node);
        (resource.kind() == "Encounter").then(|| Self::of(&resource))
    }

    /// The view of an Encounter that has been read.
    pub fn of(resource: &Resource<'_>) -> Self {
        let node = resource.node();
        let period = |name: &str| node.at(&["period", name]).and_then(Node::text).and_then(instant);
        let concept = |name: &str| node.items(name).iter().filter_map(Concept::read).find_map(|it| it.text);
        let individuals = node.items("participant").iter().filter_map(|it| it.get("individual"));
        let literal = |it: &Node<'_>| it.text_of("reference").map(str::to_owned);
        Self {
            status: node.text_of("status").unwrap_or_default().trim().to_owned(),
            class: node.at(&["class", "code"]).and_then(Node::text).map(|it| it.trim().to_owned()),
            start: period("start"),
            end: period("end"),
            what: concept("type").or_else(|| concept("reasonCode")),
            appointments: node.items("appointment").iter().filter_map(literal).collect(),
            people: individuals.filter_map(|it| Party::read(node, it).name).collect(),
            provider: node.get("serviceProvider").and_then(|it| Party::read(node, it).name),
        }
    }

    /// The health service was at the person's home.
    pub fn is_home_visit(&self) -> bool {
        self.class.as_deref() == Some(HOME)
    }

    /// Somebody has come: it is under way or done.
    pub fn has_begun(&self) -> bool {
        matches!(self.status.as_str(), "arrived" | "triaged" | "in-progress" | "onleave" | "finished")
    }

    pub fn is_finished(&self) -> bool {
        self.status == "finished"
    }
}

/// Checks what the portal needs to tell of a home visit; nothing of any other Encounter. Base R4 is [`crate::validate`]'s.
pub fn validate_home_visit(encounter: &Node<'_>) -> Vec<Issue> {
    let mut issues = Vec::new();
    if encounter.at(&["class", "code"]).and_then(Node::text) != Some(HOME) {
        return issues;
    }
    let period = |name: &str| encounter.at(&["period", name]).and_then(Node::text).and_then(instant);
    let (start, end) = (period("start"), period("end"));
    if encounter.text_of("status") == Some("finished") && start.is_none() {
        let fault = "is missing, or without a time of day, of a home visit that is finished";
        issues.push(Issue::new(IssueKind::Required, "Encounter.period.start", fault, "send when the visit began"));
    }
    if start.zip(end).is_some_and(|(start, end)| end < start) {
        let mend = "send the end of the visit, or leave it out";
        issues.push(Issue::new(IssueKind::Value, "Encounter.period.end", "is before period.start", mend));
    }
    issues
}

/// A home visit that was made, as one who registers it knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct NewHomeVisit<'a> {
    /// `Patient/<id>`, the organisation's own for the person.
    pub patient: &'a str,
    /// `Appointment/<id>` of the planned visit; `None` for one that nobody planned.
    pub planned: Option<&'a str>,
    pub start: Timestamp,
    pub end: Timestamp,
    /// What was done, in a few words for the person to read.
    pub what: &'a str,
    /// Names of those who came.
    pub people: &'a [&'a str],
    /// Name of the service that came.
    pub provider: &'a str,
    pub hidden_from_parents: bool,
    pub hidden_from_youth: bool,
}

impl NewHomeVisit<'_> {
    /// A finished Encounter of class `HH`. It passes [`crate::validate`] and [`validate_home_visit`].
    pub fn to_json(&self) -> String {
        let people = self.people.iter().map(|name| json!({"individual": {"type": "Practitioner", "display": name}}));
        let mut encounter = json!({
            "resourceType": "Encounter",
            "status": "finished",
            "class": {"system": ACT_CODE, "code": HOME},
            "subject": {"reference": self.patient},
            "period": {"start": self.start.to_string(), "end": self.end.to_string()},
        });
        let mut set = |name: &str, value: Value, given: bool| {
            if given {
                encounter[name] = value;
            }
        };
        set(
            "meta",
            security(self.hidden_from_parents, self.hidden_from_youth),
            self.hidden_from_parents || self.hidden_from_youth,
        );
        set("type", json!([{"text": self.what}]), !self.what.is_empty());
        set("participant", people.collect(), !self.people.is_empty());
        set("appointment", json!([{"reference": self.planned}]), self.planned.is_some());
        set("serviceProvider", json!({"display": self.provider}), !self.provider.is_empty());
        encounter.to_string()
    }
}

/// `meta` with the labels that hide a resource from somebody (Volven 9603).
pub(crate) fn security(from_parents: bool, from_youth: bool) -> Value {
    let label = |code: &str| json!({"system": crate::helsenorge::NORN, "code": code});
    let parents = from_parents.then(|| label("NORN_FORANS"));
    let youth = from_youth.then(|| label("NORN_UNGDOM"));
    json!({"security": parents.into_iter().chain(youth).collect::<Vec<_>>()})
}
