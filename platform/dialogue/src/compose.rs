//! Communications that are written here, as FHIR.

use access::rules::Flags;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use db::DbError;
use fhir::Resource;
use fhir::json::Node;
use jiff::Timestamp;
use jiff::civil::Date;
use records::OFFICE;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::attachment::Clean;
use crate::communication::{ANSWER_BY, ASKS_CONFIRMATION, CLOSES, CONFIRMED};
use crate::{Kind, Place};

const CONFIDENTIALITY: &str = "urn:oid:2.16.578.1.12.4.1.1.9603";
/// HL7 v3 Confidentiality; `N` is normal.
const CONFIDENTIALITY_OF_ALL: &str = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
/// Numbers of organisations (Enhetsregisteret).
const ORGANISATION: &str = "urn:oid:2.16.578.1.12.4.1.4.101";
const SENSITIVE_SENDER: &str = "http://helsenorge.no/fhir/sensitiv-avsender";

/// HL7 v3 ParticipationMode: how it went out.
const MODE: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode";

/// One message of either side, ready to go.
pub struct Outgoing<'m> {
    pub id: Uuid,
    /// The message that began the conversation; `None` for that one itself.
    pub thread: Option<Uuid>,
    pub kind: Kind,
    pub place: &'m Place,
    pub from: From<'m>,
    pub flags: Flags,
    pub subject: Option<&'m str>,
    pub text: &'m str,
    pub attachments: &'m [Clean],
    pub asks_confirmation: bool,
    pub answer_by: Option<Date>,
    pub sent: Timestamp,
}

/// Who wrote it.
pub enum From<'m> {
    Patient,
    /// One who acts for the patient, by name.
    Another(&'m str),
    /// Somebody of the office, by name.
    Staff(&'m str),
}

/// The message as FHIR. `patient` is `Patient/<id>`; `files` are its files with the ids of their Binaries.
pub fn communication(out: &Outgoing<'_>, patient: &str, files: &[(Uuid, Clean)]) -> String {
    let mut resource = json!({
        "resourceType": crate::TYPE,
        "id": out.id,
        "status": "completed",
        "category": [{ "coding": [{ "system": Kind::SYSTEM, "code": out.kind.as_str() }] }],
        "subject": { "reference": patient },
        "sent": out.sent.to_string(),
        "sender": sender(out, patient),
        "recipient": [recipient(out, patient)],
        "payload": payload(out.text, files),
    });
    if let Some(thread) = out.thread {
        resource["partOf"] = json!([{ "reference": format!("{}/{thread}", crate::TYPE) }]);
    }
    if let Some(subject) = out.subject {
        resource["topic"] = json!({ "text": subject });
    }
    let labels = labels(out);
    if !labels.is_empty() {
        resource["meta"] = json!({ "security": labels });
    }
    let extensions = extensions(out);
    if !extensions.is_empty() {
        resource["extension"] = Value::Array(extensions);
    }
    resource.to_string()
}

fn sender(out: &Outgoing<'_>, patient: &str) -> Value {
    match out.from {
        From::Patient => json!({ "reference": patient }),
        From::Another(name) => json!({ "type": "RelatedPerson", "display": name }),
        From::Staff(name) => office(out.place, &format!("{name}, {}", out.place.name)),
    }
}

fn recipient(out: &Outgoing<'_>, patient: &str) -> Value {
    match out.from {
        From::Staff(_) => json!({ "reference": patient }),
        From::Patient | From::Another(_) => office(out.place, &out.place.name),
    }
}

/// A logical reference: the office as both sides know it.
fn office(place: &Place, display: &str) -> Value {
    let mut reference = match place.office {
        Some(id) => json!({ "type": "HealthcareService", "identifier": { "system": OFFICE, "value": id } }),
        None => json!({
            "type": "Organization",
            "identifier": { "system": ORGANISATION, "value": place.organisation },
        }),
    };
    if !display.is_empty() {
        reference["display"] = json!(display);
    }
    reference
}

fn payload(text: &str, files: &[(Uuid, Clean)]) -> Value {
    let text = std::iter::once(json!({ "contentString": text }));
    let files = files.iter().map(|(id, file)| {
        json!({ "contentAttachment": {
            "contentType": file.kind.mime(), "url": format!("Binary/{id}"),
            "title": file.name, "size": file.bytes.len(),
        } })
    });
    text.chain(files).collect()
}

fn labels(out: &Outgoing<'_>) -> Vec<Value> {
    let mut labels = marks(out.flags);
    if out.place.sensitive {
        labels.push(json!({ "system": SENSITIVE_SENDER, "code": "1" }));
    }
    labels
}

fn marks(flags: Flags) -> Vec<Value> {
    let both = [(flags.hidden_from_parents, "NORN_FORANS"), (flags.hidden_from_youth, "NORN_UNGDOM")];
    let set = both.into_iter().filter(|(set, _)| *set);
    set.map(|(_, code)| json!({ "system": CONFIDENTIALITY, "code": code })).collect()
}

fn extensions(out: &Outgoing<'_>) -> Vec<Value> {
    let mut all = Vec::new();
    if out.asks_confirmation {
        all.push(json!({ "url": ASKS_CONFIRMATION, "valueBoolean": true }));
    }
    if let Some(day) = out.answer_by {
        all.push(json!({ "url": ANSWER_BY, "valueDate": day.to_string() }));
    }
    all
}

/// A file as a Binary of the patient.
pub fn binary(id: Uuid, patient: &str, file: &Clean) -> String {
    json!({
        "resourceType": "Binary",
        "id": id,
        "contentType": file.kind.mime(),
        "securityContext": { "reference": patient },
        "data": STANDARD.encode(&file.bytes),
    })
    .to_string()
}

/// What happens to a message after it was sent; every other byte of it stays.
#[derive(Clone, Copy, Debug)]
pub enum Happened {
    /// First read by those it was sent to.
    Received(Timestamp),
    Confirmed(Timestamp),
    /// Gone by post (L8).
    Posted,
    Marked(Flags),
    Closed,
    /// Taken up again.
    Reopened,
}

/// The text with what happened in it.
///
/// # Errors
/// [`DbError::Sealed`] where the stored text cannot be read.
pub fn after(body: &str, happened: Happened) -> Result<String, DbError> {
    let node = Node::parse(body).map_err(|_| DbError::Sealed)?;
    let set = |name: &str, value: &Value| Resource::new(body, &node).with(&[(name, value.to_string().as_str())]);
    let extended = |extension: Value| {
        let mut all = literal(&node, body, "extension");
        // Whether it ends the conversation is said once.
        all.retain(|it| it["url"] != CLOSES || extension["url"] != CLOSES);
        all.push(extension);
        set("extension", &Value::Array(all))
    };
    Ok(match happened {
        Happened::Received(at) => set("received", &json!(at.to_string())),
        Happened::Confirmed(at) => extended(json!({ "url": CONFIRMED, "valueDateTime": at.to_string() })),
        Happened::Closed => extended(json!({ "url": CLOSES, "valueBoolean": true })),
        Happened::Reopened => extended(json!({ "url": CLOSES, "valueBoolean": false })),
        Happened::Posted => {
            let mut all = literal(&node, body, "medium");
            all.push(json!({ "coding": [{ "system": MODE, "code": "MAILWRIT" }] }));
            set("medium", &Value::Array(all))
        }
        Happened::Marked(flags) => set("meta", &Value::Object(relabelled(&node, body, flags))),
    })
}

/// The items of a member as they stand.
fn literal(node: &Node<'_>, body: &str, name: &str) -> Vec<Value> {
    let item = |it: &Node<'_>| serde_json::from_str(&body[it.span.clone()]).ok();
    node.items(name).iter().filter_map(item).collect()
}

fn relabelled(node: &Node<'_>, body: &str, flags: Flags) -> Map<String, Value> {
    let meta = node.get("meta").and_then(|it| serde_json::from_str(&body[it.span.clone()]).ok());
    let mut meta: Map<String, Value> = meta.unwrap_or_default();
    let old = meta.remove("security").and_then(|it| it.as_array().cloned()).unwrap_or_default();
    let normal = json!({ "system": CONFIDENTIALITY_OF_ALL, "code": "N" });
    let is_mark = |it: &Value| matches!(it["code"].as_str().map(str::trim), Some("NORN_FORANS" | "NORN_UNGDOM"));
    let mut labels: Vec<Value> = old.into_iter().filter(|it| !is_mark(it) && *it != normal).collect();
    labels.extend(marks(flags));
    // FHIR has no empty objects.
    if labels.is_empty() && meta.is_empty() {
        labels.push(normal);
    }
    if !labels.is_empty() {
        meta.insert("security".to_owned(), Value::Array(labels));
    }
    meta
}
