//! The parts of an Appointment that a page shows.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::helsenorge::VIRTUAL_SERVICE;
use crate::json::{Node, Value};

const RECURRING: &str = "http://helsenorge.no/fhir/StructureDefinition/hn-basis-Recurring";

/// A day, or a point in time where the source gave one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    Day(Date),
    Time(Timestamp),
}

/// A coded thing: the text to show, and the codes one tap away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concept {
    /// The concept's own text, or else the first code's display.
    pub text: Option<String>,
    /// System and code, as received.
    pub codes: Vec<(Option<String>, String)>,
}

/// Where to go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub name: Option<String>,
    pub description: Option<String>,
    /// Street, postal code and city on one line.
    pub address: Option<String>,
    pub phone: Option<String>,
    /// Code of v3 RoleCode: `PTRES` (the patient's home), `OF`, `HU`, `HOSP`.
    pub kind: Option<String>,
}

/// How to join a virtual service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// An `https:` or `http:` address; anything else is not taken for a link.
    Link(String),
    Phone(String),
    /// A virtual service without a usable address.
    Unknown,
}

/// Who or what takes part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Participant {
    pub display: Option<String>,
    /// Type of the actor (`Practitioner`, `Patient` …), said or read from its reference.
    pub kind: Option<String>,
    /// The literal reference, as received.
    pub reference: Option<String>,
    pub role: Option<Concept>,
}

/// A document that goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub title: Option<String>,
    /// An `https:` or `http:` address.
    pub url: Option<String>,
}

/// What the source lets the citizen do (`hn-appointment-flag-code-cs`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flag {
    Cancel,
    CancelWithComment,
    ChangeAppointment,
    ChangeAppointmentDialog,
    UseShortNotice,
    CancelServiceRequest,
    ChangeConferenceType,
    Acknowledge,
    HaveAppointmentDetails,
    InitiateDialog,
}

impl Flag {
    pub(super) fn read(flag: &Node<'_>) -> Vec<Self> {
        let active = flag.text_of("status").is_none_or(|it| it == "active");
        let codings = flag.get("code").filter(|_| active).map_or(&[][..], |it| it.items("coding"));
        codings.iter().filter_map(|it| it.text_of("code").and_then(Self::named)).collect()
    }

    fn named(code: &str) -> Option<Self> {
        Some(match code {
            "cancel" => Self::Cancel,
            "cancelWithComment" => Self::CancelWithComment,
            "canChangeAppointment" => Self::ChangeAppointment,
            "canChangeAppointmentDialog" => Self::ChangeAppointmentDialog,
            "canUseShortNotice" => Self::UseShortNotice,
            "canCancelServiceRequest" => Self::CancelServiceRequest,
            "canChangeConferenceType" => Self::ChangeConferenceType,
            "canAcknowledge" => Self::Acknowledge,
            "canHaveAppointmentDetails" => Self::HaveAppointmentDetails,
            "canInitiateDialog" => Self::InitiateDialog,
            _ => return None,
        })
    }
}

impl Concept {
    pub(crate) fn read(node: &Node<'_>) -> Option<Self> {
        let codings = node.items("coding");
        let text = text_of(node, "text").or_else(|| codings.iter().find_map(|it| text_of(it, "display")));
        let codes: Vec<_> =
            codings.iter().filter_map(|it| Some((text_of(it, "system"), text_of(it, "code")?))).collect();
        (text.is_some() || !codes.is_empty()).then_some(Self { text, codes })
    }
}

impl Place {
    /// Reads the bytes of a Location that a participant refers to; `None` for what is not one.
    pub fn of_location(bytes: &[u8]) -> Option<Self> {
        let node = Node::parse(std::str::from_utf8(bytes).ok()?).ok()?;
        (node.text_of("resourceType") == Some("Location")).then(|| Self::read(&node))
    }

    pub(super) fn read(node: &Node<'_>) -> Self {
        let kinds = node.items("type").iter().flat_map(|it| it.items("coding"));
        Self {
            name: text_of(node, "name"),
            description: text_of(node, "description"),
            address: node.items("address").first().and_then(address),
            phone: phone(node),
            kind: kinds.filter_map(|it| text_of(it, "code")).next(),
        }
    }
}

impl Meeting {
    pub(super) fn read(extension: &Node<'_>) -> Option<Self> {
        VIRTUAL_SERVICE.contains(&extension.text_of("url")?).then(|| Self::of(extension))
    }

    fn of(extension: &Node<'_>) -> Self {
        let part = |name: &str| extension.items("extension").iter().find(|it| it.text_of("url") == Some(name));
        let channel = part("channelType").and_then(|it| it.at(&["valueCoding", "code"])).and_then(Node::text);
        let address = ["virtualAddress", "additionalInfo"].into_iter().filter_map(part).find_map(any_address);
        match (channel, address) {
            (_, Some(address)) if is_link(&address) => Self::Link(address),
            (Some("url"), _) | (_, None) => Self::Unknown,
            (_, Some(number)) if is_phone(&number) => Self::Phone(number),
            _ => Self::Unknown,
        }
    }
}

impl Participant {
    pub(super) fn read(node: &Node<'_>) -> Self {
        let actor = |name: &str| node.get("actor").and_then(|it| text_of(it, name));
        let reference = actor("reference");
        let referred = reference.as_deref().and_then(|it| it.rsplit('/').nth(1)).map(str::to_owned);
        Self {
            display: actor("display"),
            kind: actor("type").or(referred),
            reference,
            role: node.items("type").iter().find_map(Concept::read),
        }
    }
}

impl Document {
    pub(super) fn read(node: &Node<'_>) -> Vec<Self> {
        let title = text_of(node, "description");
        let attachments = node.items("content").iter().filter_map(|it| it.get("attachment"));
        attachments
            .map(|it| Self {
                title: text_of(it, "title").or_else(|| title.clone()),
                url: text_of(it, "url").filter(|url| is_link(url)),
            })
            .collect()
    }
}

pub(crate) fn instant(text: &str) -> Option<Timestamp> {
    text.trim().parse().ok()
}

pub(crate) fn period(node: &Node<'_>) -> (Option<Moment>, Option<Moment>) {
    let moment = |name: &str| {
        let text = node.text_of(name)?.trim();
        let time = instant(text).map(Moment::Time);
        time.or_else(|| text.get(..10)?.parse().ok().map(Moment::Day))
    };
    (moment("start"), moment("end"))
}

/// The end of a flag's period, where the flag is about cancelling.
pub(super) fn cancel_until(flag: &Node<'_>) -> Option<Timestamp> {
    let cancels = Flag::read(flag).iter().any(|it| matches!(it, Flag::Cancel | Flag::CancelWithComment));
    let end = flag.get("period").filter(|_| cancels).map(period)?.1?;
    match end {
        Moment::Time(at) => Some(at),
        // A date as the end of a period includes the whole day (FHIR R4 Period).
        Moment::Day(day) => day.tomorrow().ok()?.in_tz("Europe/Oslo").ok().map(|midnight| midnight.timestamp()),
    }
}

pub(super) fn minutes_between(start: Timestamp, end: Timestamp) -> Option<i64> {
    Some((end.as_second() - start.as_second()) / 60).filter(|minutes| *minutes > 0)
}

pub(super) fn is_recurring(extension: &Node<'_>) -> bool {
    let yes = extension.get("valueBoolean").is_some_and(|it| it.value == Value::Bool(true));
    yes && extension.text_of("url") == Some(RECURRING)
}

/// The first telephone number among the ways to reach it.
pub(crate) fn phone(node: &Node<'_>) -> Option<String> {
    let mut contacts = node.items("telecom").iter();
    contacts.find(|it| it.text_of("system") == Some("phone")).and_then(|it| text_of(it, "value"))
}

pub(crate) fn text_of(node: &Node<'_>, name: &str) -> Option<String> {
    node.text_of(name).map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned)
}

fn address(node: &Node<'_>) -> Option<String> {
    let lines: Vec<String> = node.items("line").iter().filter_map(|it| it.text().map(str::to_owned)).collect();
    let city = [text_of(node, "postalCode"), text_of(node, "city")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let whole = lines.into_iter().chain([city]).filter(|it| !it.trim().is_empty()).collect::<Vec<_>>().join(", ");
    Some(whole).filter(|it| !it.is_empty()).or_else(|| text_of(node, "text"))
}

fn any_address(part: &Node<'_>) -> Option<String> {
    let contact = part.get("valueContactPoint").and_then(|it| text_of(it, "value"));
    contact.or_else(|| text_of(part, "valueUrl")).or_else(|| text_of(part, "valueString"))
}

fn is_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|it| !it.is_empty() && !it.contains(|it: char| it.is_whitespace() || it.is_control()))
}

fn is_phone(text: &str) -> bool {
    text.chars().all(|it| it.is_ascii_digit() || matches!(it, '+' | ' ' | '-' | '(' | ')'))
        && text.chars().any(|it| it.is_ascii_digit())
}
