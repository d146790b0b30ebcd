//! An Appointment as the pages need it, read from whatever came in: what is odd is left out, nothing fails.

pub(crate) mod parts;

use jiff::Timestamp;

use crate::json::{Node, Value};
use crate::resource::Resource;
pub use parts::{Concept, Document, Flag, Meeting, Moment, Participant, Place};

/// A read-only view of an Appointment, Norwegian profiles included. Texts are the source's own; times are instants.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AppointmentView {
    /// The id in the bytes read; what comes from the store knows its own.
    pub id: Option<String>,
    /// FHIR's code: `booked`, `cancelled` …; empty when there is none.
    pub status: String,
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
    /// The first period asked for, of a proposed appointment.
    pub requested: Option<(Option<Moment>, Option<Moment>)>,
    /// `minutesDuration`, or else the minutes between start and end.
    pub minutes: Option<i64>,
    pub description: Option<String>,
    /// What to do before and at it (preparation).
    pub patient_instruction: Option<String>,
    pub comment: Option<String>,
    pub service_category: Option<Concept>,
    pub service_type: Option<Concept>,
    pub appointment_type: Option<Concept>,
    pub cancelation_reason: Option<Concept>,
    /// Contained places, in the order received.
    pub places: Vec<Place>,
    /// Telephone of the health service itself, from a contained organisation.
    pub phone: Option<String>,
    /// How to join a virtual service.
    pub meeting: Option<Meeting>,
    pub participants: Vec<Participant>,
    /// Letters and leaflets that go with it.
    pub documents: Vec<Document>,
    /// What the source lets the citizen do.
    pub flags: Vec<Flag>,
    /// Until when the source lets the citizen cancel: the end of the flag's period, where it has one.
    pub cancel_until: Option<Timestamp>,
    pub hidden_from_parents: bool,
    pub hidden_from_youth: bool,
    pub recurring: bool,
}

impl AppointmentView {
    /// Reads the bytes of an Appointment; `None` only for what is not JSON or of another type.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let node = Node::parse(text).ok()?;
        let resource = Resource::new(text, &node);
        (resource.kind() == "Appointment").then(|| Self::of(&resource))
    }

    /// Whether the source lets the citizen do what the flag says.
    pub fn allows(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    /// The view of an Appointment that has been read.
    pub fn of(resource: &Resource<'_>) -> Self {
        let node = resource.node();
        let owned = |name: &str| node.text_of(name).map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned);
        let instant = |name: &str| node.text_of(name).and_then(parts::instant);
        let concept = |name: &str| node.items(name).iter().find_map(Concept::read);
        let (start, end) = (instant("start"), instant("end"));
        let (hidden_from_parents, hidden_from_youth) = resource.denied();
        Self {
            id: owned("id"),
            status: owned("status").unwrap_or_default(),
            start,
            end,
            requested: node.items("requestedPeriod").first().map(parts::period),
            minutes: minutes(node).or_else(|| parts::minutes_between(start?, end?)),
            description: owned("description"),
            patient_instruction: owned("patientInstruction"),
            comment: owned("comment"),
            service_category: concept("serviceCategory"),
            service_type: concept("serviceType"),
            appointment_type: concept("appointmentType"),
            cancelation_reason: concept("cancelationReason"),
            places: contained(node, "Location").map(Place::read).collect(),
            phone: contained(node, "Organization").find_map(parts::phone),
            meeting: node.items("extension").iter().find_map(Meeting::read),
            participants: node.items("participant").iter().map(Participant::read).collect(),
            documents: contained(node, "DocumentReference").flat_map(Document::read).collect(),
            flags: contained(node, "Flag").flat_map(Flag::read).collect(),
            cancel_until: contained(node, "Flag").filter_map(parts::cancel_until).min(),
            hidden_from_parents,
            hidden_from_youth,
            recurring: node.items("extension").iter().any(parts::is_recurring),
        }
    }
}

fn contained<'n>(node: &'n Node<'n>, kind: &'static str) -> impl Iterator<Item = &'n Node<'n>> {
    node.items("contained").iter().filter(move |it| it.text_of("resourceType") == Some(kind))
}

fn minutes(node: &Node<'_>) -> Option<i64> {
    match node.get("minutesDuration")?.value {
        Value::Number(digits) => digits.parse().ok().filter(|minutes| *minutes > 0),
        _ => None,
    }
}
