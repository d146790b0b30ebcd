//! A time that an office offers: a FHIR Slot of one of its Schedules.

use fhir::{
    Resource,
    json::{Node, quote},
};
use jiff::Timestamp;
use records::{OFFICE, Offered, SharedResource};
use serde_json::{Value, json};
use uuid::Uuid;

/// One offered time, as it stood when it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    pub(crate) resource: SharedResource,
    pub(crate) schedule: Option<Uuid>,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub state: State,
    /// What it is for, in the office's own words.
    pub title: Option<String>,
    /// Whom one meets.
    pub with: Option<String>,
    /// What is booked here is hidden from parents, whoever books it (R4).
    pub hidden_from_parents: bool,
}

/// What has become of an offered time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Free,
    Busy,
    /// The office offers it no longer, or never should have.
    Withdrawn,
}

impl Slot {
    /// Reads what the store holds; `None` for one without an end.
    pub(crate) fn read(offered: Offered) -> Option<Self> {
        let node = Node::parse(&offered.slot.body).ok()?;
        let ends_at = node.text_of("end")?.parse().ok()?;
        let (hidden_from_parents, _) = Resource::new(&offered.slot.body, &node).denied();
        let title = ["appointmentType", "serviceType"].into_iter().find_map(|name| text_of(node.items(name)));
        let state = match offered.status.as_str() {
            "free" => State::Free,
            "busy" | "busy-tentative" => State::Busy,
            _ => State::Withdrawn,
        };
        let (starts_at, with) = (offered.starts_at, practitioner(&offered.schedule));
        let schedule = node.at(&["schedule", "reference"]).and_then(Node::text);
        let schedule = schedule.and_then(|it| it.strip_prefix("Schedule/")?.parse().ok());
        Some(Self {
            resource: offered.slot.clone(),
            schedule,
            starts_at,
            ends_at,
            state,
            title,
            with,
            hidden_from_parents,
        })
    }

    /// Its id, the same over all its states.
    pub fn id(&self) -> Uuid {
        self.resource.id
    }

    /// The text with another status; every other byte as it was sent.
    pub(crate) fn in_state(&self, state: State) -> Option<String> {
        with_status(&self.resource.body, state)
    }
}

/// A Slot's text with the status of `state`.
pub(crate) fn with_status(body: &str, state: State) -> Option<String> {
    let node = Node::parse(body).ok()?;
    Some(Resource::new(body, &node).with(&[("status", &quote(code(state)))]))
}

fn code(state: State) -> &'static str {
    match state {
        State::Free => "free",
        State::Busy => "busy",
        State::Withdrawn => "busy-unavailable",
    }
}

/// The Schedule of an office, or of one who works there.
pub(crate) fn schedule(id: Uuid, office: (Uuid, &str), with: Option<&str>) -> String {
    let (office, name) = office;
    let identifier = json!({"system": OFFICE, "value": office.to_string()});
    let mut actors = vec![json!({"type": "HealthcareService", "identifier": identifier, "display": name})];
    actors.extend(with.map(|name| json!({"type": "Practitioner", "display": name})));
    json!({"resourceType": "Schedule", "id": id.to_string(), "active": true, "actor": actors}).to_string()
}

/// A free Slot.
pub(crate) fn free(id: Uuid, schedule: Uuid, at: (Timestamp, Timestamp), title: &str, hidden: bool) -> String {
    let mut slot = json!({
        "resourceType": "Slot",
        "id": id.to_string(),
        "schedule": {"reference": format!("Schedule/{schedule}")},
        "status": code(State::Free),
        "start": at.0.to_string(),
        "end": at.1.to_string(),
    });
    if !title.is_empty() {
        slot["appointmentType"] = json!({"text": title});
    }
    if hidden {
        let label = json!({"system": "urn:oid:2.16.578.1.12.4.1.1.9603", "code": "NORN_FORANS"});
        slot["meta"] = json!({"security": Value::Array(vec![label])});
    }
    slot.to_string()
}

fn text_of(concepts: &[Node<'_>]) -> Option<String> {
    let own = |it: &Node<'_>| it.text_of("text").map(str::to_owned);
    let shown = |it: &Node<'_>| it.items("coding").iter().find_map(|it| it.text_of("display").map(str::to_owned));
    concepts.iter().find_map(|it| own(it).or_else(|| shown(it))).filter(|text| !text.trim().is_empty())
}

/// The one whose Schedule it is, where it says.
fn practitioner(schedule: &str) -> Option<String> {
    let node = Node::parse(schedule).ok()?;
    let actors = node.items("actor").iter();
    let mut people = actors.filter(|it| {
        let referred = it.text_of("reference").is_some_and(|it| it.starts_with("Practitioner"));
        referred || it.text_of("type").is_some_and(|it| it.starts_with("Practitioner"))
    });
    people.find_map(|it| it.text_of("display").map(str::to_owned))
}
