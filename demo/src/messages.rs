//! The demo's messages: a question and its answer, a renewal, a letter that asks for confirmation, and an answer that is
//! a youth's alone.

use access::{Actor, Deed, Gate, GateError};
use db::Random;
use dialogue::{Content, DialogueError, Kind, New, Place};
use fhir::Resource;
use fhir::json::Node;
use jiff::{SignedDuration, Timestamp};
use offices::{Office, OfficeKind};
use people::PersonId;
use records::{Delivery, Source};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::population::{Persona, Population};

const KIND: records::Kind =
    records::Kind { policy: &dialogue::POLICY, admission: dialogue::ADMISSION, consequence: dialogue::CONSEQUENCE };
const MARKS: &str = "urn:oid:2.16.578.1.12.4.1.1.9603";

/// One who asks, for whom, and what.
struct Question {
    writer: &'static str,
    about: &'static str,
    office: OfficeKind,
    kind: Kind,
    subject: &'static str,
    text: &'static str,
}

const NURSE: Question = Question {
    writer: "kari-mor",
    about: "jonas-8",
    office: OfficeKind::SchoolHealth,
    kind: Kind::Question,
    subject: "Vondt i magen før skolen",
    text: "Hei! Jonas har hatt vondt i magen hver morgen før skolen de siste to ukene. Kan du snakke med ham?",
};
const YOUTH: Question = Question {
    writer: "hilde-mor",
    about: "marius-14",
    office: OfficeKind::SchoolHealth,
    kind: Kind::Question,
    subject: "Trenger noen å snakke med",
    text: "Marius er mye alene om dagen. Kan du ta kontakt med ham?",
};
const RENEWAL: Question = Question {
    writer: "per-full",
    about: "per-full",
    office: OfficeKind::Gp,
    kind: Kind::Renewal,
    subject: "Blodtrykksmedisin",
    text: "Hvilket legemiddel?: Losartan 50 mg",
};

/// Writes the messages of the demo's people. Their offices must be open.
///
/// # Errors
/// A fault of the house.
pub async fn write(gate: &Gate, population: &Population) -> Result<(), DialogueError> {
    for (question, text, hidden) in [
        (&NURSE, "Takk for at du skriver. Jeg snakker med Jonas i morgen og ringer deg etterpå.", false),
        (&YOUTH, "Hei, Marius! Vil du komme innom en dag? Dette ser bare du.", true),
        (&RENEWAL, "Resepten er fornyet og ligger klar på apoteket.", false),
    ] {
        let person = persona(population, question.about)?.person.id;
        let asked = ask(gate, population, question).await?;
        let Some((source, office)) = of(population, question.about, question.office) else { continue };
        let meta = if hidden { json!({ "security": [{ "system": MARKS, "code": "NORN_FORANS" }] }) } else { json!({}) };
        let answer = json!({
            "meta": meta, "inResponseTo": [{ "reference": format!("Communication/{asked}") }],
        });
        deliver(gate, person, &source, &office, text, answer).await?;
    }
    letter(gate, population).await
}

async fn ask(gate: &Gate, population: &Population, question: &Question) -> Result<Uuid, DialogueError> {
    let (writer, about) = (persona(population, question.writer)?, persona(population, question.about)?);
    let Some((_, office)) = of(population, question.about, question.office) else {
        return Err(DialogueError::NotFound);
    };
    let id = Random::system().uuid(gate.clock().now());
    let content = Content {
        subject: Some(question.subject.to_owned()),
        text: question.text.to_owned(),
        writer: (question.writer != question.about).then(|| writer.person.name.full()),
        ..Content::default()
    };
    let new = New { kind: question.kind, place: Place::from(&office), content };
    let actor = Actor::Citizen(writer.person.id);
    let allowed = gate.act(&actor, about.person.id, &dialogue::POLICY, Deed::on("write", id)).await?;
    allowed
        .commit::<_, DialogueError, _>(move |tx| Box::pin(async move { dialogue::start(tx, id, &new).await }))
        .await?;
    Ok(id)
}

/// A hospital's letter with a deadline.
async fn letter(gate: &Gate, population: &Population) -> Result<(), DialogueError> {
    let person = persona(population, "per-full")?.person.id;
    let Some((source, office)) = crate::offices::all().into_iter().find(|(_, it)| it.kind == OfficeKind::Hospital)
    else {
        return Ok(());
    };
    let by = db::oslo(gate.clock().now()).date().saturating_add(jiff::Span::new().days(10));
    let more = json!({
        "topic": { "text": "Forberedelse før operasjonen" },
        "category": [{ "coding": [{ "system": Kind::SYSTEM, "code": Kind::Letter.as_str() }] }],
        "extension": [
            { "url": "https://helsevei.no/fhir/StructureDefinition/asks-confirmation", "valueBoolean": true },
            { "url": "https://helsevei.no/fhir/StructureDefinition/answer-by", "valueDate": by.to_string() }],
    });
    let text = "Du må faste fra midnatt før operasjonen. Bekreft at du har lest dette.";
    deliver(gate, person, &source, &office, text, more).await
}

async fn deliver(
    gate: &Gate,
    person: PersonId,
    source: &Source,
    office: &Office,
    text: &str,
    more: Value,
) -> Result<(), DialogueError> {
    let id = Random::system().uuid(gate.clock().now());
    let sent: Timestamp = gate.clock().now() - SignedDuration::from_hours(1);
    let mut body = json!({
        "resourceType": "Communication", "id": id, "status": "completed", "sent": sent.to_string(),
        "sender": { "type": "HealthcareService", "display": office.name,
                    "identifier": { "system": records::OFFICE, "value": office.id } },
        "payload": [{ "contentString": text }],
    });
    if let (Some(body), Value::Object(more)) = (body.as_object_mut(), more) {
        body.extend(more.into_iter().filter(|(_, value)| value != &json!({})));
    }
    let body = body.to_string();
    let node = Node::parse(&body).map_err(|_| DialogueError::NotFound)?;
    let delivery = Delivery::new(source, id, &Resource::new(&body, &node), body.clone());
    let actor = Actor::Source { organisation: source.organisation.clone() };
    let allowed = gate.deliver(&actor, person, &dialogue::POLICY, Deed::on("deliver", id)).await?;
    let kept = allowed.commit::<_, GateError, _>(move |tx| {
        Box::pin(async move { records::receive(tx, &KIND, &delivery).await.map(drop) })
    });
    Ok(kept.await?)
}

fn persona<'p>(population: &'p Population, id: &str) -> Result<&'p Persona, DialogueError> {
    population.persona(id).ok_or(DialogueError::NotFound)
}

/// The office of a kind where somebody lives, and its organisation.
fn of(population: &Population, about: &str, kind: OfficeKind) -> Option<(Source, Office)> {
    let home = population.persona(about)?.person.address.as_ref()?;
    let office = crate::offices::of(kind, Some(&home.municipality))?;
    crate::offices::all().into_iter().find(|(_, it)| it.id == office.id)
}
