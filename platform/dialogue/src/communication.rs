//! A Communication as dialogue reads it: the few elements that matter here, whoever wrote the rest.

use fhir::json::{Node, Value};
use jiff::Timestamp;
use jiff::civil::Date;
use records::OFFICE;
use uuid::Uuid;

use crate::Kind;

/// Extension, boolean: the reader is asked to confirm.
pub const ASKS_CONFIRMATION: &str = "https://helsevei.no/fhir/StructureDefinition/asks-confirmation";
/// Extension, date: the last day on which an answer or a confirmation is of use.
pub const ANSWER_BY: &str = "https://helsevei.no/fhir/StructureDefinition/answer-by";
/// Extension, dateTime: when it was confirmed. Set here.
pub const CONFIRMED: &str = "https://helsevei.no/fhir/StructureDefinition/confirmed";
/// Extension, boolean: this message ends the conversation.
pub const CLOSES: &str = "https://helsevei.no/fhir/StructureDefinition/closes-conversation";

/// What a message says, and of whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Communication {
    pub status: String,
    pub kind: Option<Kind>,
    pub subject: Option<String>,
    /// All `contentString`s, a blank line between them.
    pub text: String,
    pub sent: Option<Timestamp>,
    /// When the receiver first read it.
    pub received: Option<Timestamp>,
    pub attachments: Vec<Reference>,
    pub from_citizen: bool,
    /// The patient is a recipient, or nobody is named.
    pub to_citizen: bool,
    /// The sender in words.
    pub sender: Option<String>,
    pub office: Option<Uuid>,
    /// The message that this one answers, or that began the conversation it is part of.
    pub answers: Option<Uuid>,
    pub asks_confirmation: bool,
    pub answer_by: Option<Date>,
    pub closes: bool,
}

/// A file that a message names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    pub title: Option<String>,
    pub content_type: Option<String>,
    /// Bytes.
    pub size: Option<u64>,
    /// It is inside the message, as base64.
    pub is_inline: bool,
    /// Id of the Binary it is in.
    pub binary: Option<Uuid>,
}

impl Communication {
    /// Reads a text; `None` for what is no Communication.
    pub fn read(text: &str) -> Option<Self> {
        let node = Node::parse(text).ok()?;
        (node.text_of("resourceType") == Some(crate::TYPE)).then(|| Self::of(&node))
    }

    fn of(node: &Node<'_>) -> Self {
        let sender = node.get("sender");
        let recipients = node.items("recipient");
        let text_of = |name: &str| node.text_of(name).map(str::to_owned);
        let time = |name: &str| node.text_of(name).and_then(|it| it.parse().ok());
        let concept = |it: &Node<'_>| it.text_of("text").map(str::to_owned);
        Self {
            status: text_of("status").unwrap_or_default(),
            kind: codes(node, "category", Kind::SYSTEM).find_map(Kind::parse),
            subject: node.get("topic").and_then(concept).filter(|it| !it.trim().is_empty()),
            text: texts(node),
            sent: time("sent"),
            received: time("received"),
            attachments: attachments(node).map(Reference::of).collect(),
            from_citizen: sender.is_some_and(is_citizen),
            to_citizen: recipients.is_empty() || recipients.iter().any(is_citizen),
            sender: sender.and_then(|it| it.text_of("display")).map(str::to_owned),
            office: sender.into_iter().chain(recipients).find_map(office_of),
            answers: ["inResponseTo", "partOf"].iter().flat_map(|name| node.items(name)).find_map(message_of),
            asks_confirmation: extension(node, ASKS_CONFIRMATION).is_some_and(|it| is_true(it, "valueBoolean")),
            answer_by: extension(node, ANSWER_BY).and_then(|it| it.text_of("valueDate")?.parse().ok()),
            closes: extension(node, CLOSES).is_some_and(|it| is_true(it, "valueBoolean")),
        }
    }

    /// It is a message to or from the citizen that has been sent and stands: drafts, errors and what health services
    /// write to each other are kept, and are no messages here.
    pub fn is_message(&self) -> bool {
        matches!(self.status.as_str(), "completed" | "in-progress") && (self.from_citizen || self.to_citizen)
    }
}

impl Reference {
    fn of(node: &Node<'_>) -> Self {
        Self {
            title: node.text_of("title").map(str::to_owned),
            content_type: node.text_of("contentType").map(str::to_owned),
            size: match node.get("size").map(|it| &it.value) {
                Some(Value::Number(size)) => size.parse().ok(),
                _ => None,
            },
            is_inline: node.text_of("data").is_some(),
            binary: node.text_of("url").and_then(binary_of),
        }
    }

    /// It can be fetched here.
    pub fn is_here(&self) -> bool {
        self.is_inline || self.binary.is_some()
    }
}

/// The base64 of the attachment at `number`, where it is inside the text.
pub fn inline_data(text: &str, number: usize) -> Option<String> {
    let node = Node::parse(text).ok()?;
    attachments(&node).nth(number)?.text_of("data").map(str::to_owned)
}

fn attachments<'n>(node: &'n Node<'n>) -> impl Iterator<Item = &'n Node<'n>> {
    node.items("payload").iter().filter_map(|it| it.get("contentAttachment"))
}

fn texts(node: &Node<'_>) -> String {
    let texts: Vec<_> = node.items("payload").iter().filter_map(|it| it.text_of("contentString")).collect();
    texts.join("\n\n")
}

fn codes<'n>(node: &'n Node<'n>, name: &'n str, system: &'n str) -> impl Iterator<Item = &'n str> {
    let codings = node.items(name).iter().flat_map(|it| it.items("coding"));
    codings.filter(move |it| it.text_of("system") == Some(system)).filter_map(|it| it.text_of("code"))
}

fn extension<'n>(node: &'n Node<'n>, url: &str) -> Option<&'n Node<'n>> {
    node.items("extension").iter().find(|it| it.text_of("url") == Some(url))
}

fn is_true(node: &Node<'_>, name: &str) -> bool {
    node.get(name).is_some_and(|it| it.value == Value::Bool(true))
}

/// The patient, or one who acts for them.
fn is_citizen(reference: &Node<'_>) -> bool {
    let kind = reference.text_of("type").or_else(|| kind_of(reference.text_of("reference")?));
    matches!(kind, Some("Patient" | "RelatedPerson"))
}

/// `Patient` of `Patient/12`, or of a whole address that ends so.
fn kind_of(reference: &str) -> Option<&str> {
    let (before, _) = reference.rsplit_once('/')?;
    Some(before.rsplit_once('/').map_or(before, |(_, kind)| kind))
}

fn office_of(reference: &Node<'_>) -> Option<Uuid> {
    let identifier = reference.get("identifier").filter(|it| it.text_of("system") == Some(OFFICE))?;
    Uuid::try_parse(identifier.text_of("value")?).ok()
}

fn message_of(reference: &Node<'_>) -> Option<Uuid> {
    id_in(reference.text_of("reference")?, crate::TYPE)
}

fn binary_of(url: &str) -> Option<Uuid> {
    id_in(url, crate::files::TYPE)
}

/// The id in `Type/<id>` or in a whole address that ends so.
fn id_in(reference: &str, kind: &str) -> Option<Uuid> {
    let (_, id) = reference.rsplit_once('/')?;
    Uuid::try_parse(id).ok().filter(|_| kind_of(reference) == Some(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_by_what_it_says_of_sender_and_conversation() {
        let text = r#"{"resourceType":"Communication","status":"completed","sender":{"reference":"Patient/1"},
            "recipient":[{"identifier":{"system":"https://helsevei.no/fhir/NamingSystem/office",
            "value":"0192f1c2-0000-7000-8000-000000000001"}}],"topic":{"text":"Vondt"},
            "partOf":[{"reference":"https://x.no/fhir/Communication/0192f1c2-0000-7000-8000-000000000002"}],
            "payload":[{"contentString":"Hei"},{"contentAttachment":{"title":"a","size":3,"data":"AAAA"}}]}"#;
        let read = Communication::read(text).unwrap();
        assert!(read.from_citizen && !read.to_citizen && read.is_message());
        assert_eq!((read.text.as_str(), read.subject.as_deref()), ("Hei", Some("Vondt")));
        assert!(read.office.is_some() && read.answers.is_some());
        assert_eq!(inline_data(text, 0).as_deref(), Some("AAAA"));
    }

    #[test]
    fn what_health_services_write_to_each_other_is_no_message() {
        let text = r#"{"resourceType":"Communication","status":"completed","sender":{"reference":"Organization/1"},
            "recipient":[{"reference":"Organization/2"}]}"#;
        assert!(!Communication::read(text).unwrap().is_message());
    }
}
