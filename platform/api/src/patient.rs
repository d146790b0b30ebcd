//! Patients as a health service's system knows them: an opaque id, and whether they use the portal.

use access::{Policy, rules::table};
use clients::Caller;
use fhir::IssueKind;
use fhir::json::Node;
use people::PersonId;
use records::{intake, patient_id, patient_of};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::{Answer, bundle};
use crate::fault::Fault;
use crate::params::Params;
use crate::write::read_body;
use crate::{Api, actor, search};

/// People asked about at once.
const MOST: usize = 1000;

/// In whose name "is this a user at all?" stands in the usage log: the terms that were accepted are there.
static USER: Policy = Policy::everywhere(&table::CONSENT);

/// The Patient with the caller's id: for one who is no user, nothing.
pub async fn read(api: &Api, caller: &Caller, id: Uuid) -> Result<Answer, Fault> {
    let person = patient_of(api.keyring(), &caller.source.organisation, id);
    if !is_user(api, caller, person).await? {
        return Err(Fault::not_found());
    }
    Ok(Answer { version: Some(1), ..Answer::ok(minimal(id)) })
}

/// `POST /fhir/Patient/_search` with `identifier=oid|number`, or `_id`: one digital user, or nobody.
pub async fn search(api: &Api, caller: &Caller, params: &Params, lenient: bool) -> Result<Answer, Fault> {
    let organisation = &caller.source.organisation;
    let mut asked = None;
    for (name, value) in params.iter() {
        match name {
            "identifier" => {
                let found = match search::number_of(value) {
                    Some(number) => api.gate().register().find_by_number(&number).await?,
                    None => None,
                };
                asked = Some(found);
            }
            "_id" => asked = Some(Uuid::try_parse(value).ok().map(|id| patient_of(api.keyring(), organisation, id))),
            "_format" | "_pretty" | "_count" => {}
            _ if lenient => {}
            _ => {
                let fault = "has a parameter that is not known here";
                return Err(Fault::bad(IssueKind::NotSupported, "http.query", fault, "use identifier or _id"));
            }
        }
    }
    let Some(person) = asked else {
        let fault = "is missing: there is no list of patients";
        let mend = "ask for one, by identifier in a POST _search";
        return Err(Fault::bad(IssueKind::Required, "http.identifier", fault, mend));
    };
    let mut entries = Vec::new();
    if let Some(person) = person
        && is_user(api, caller, person).await?
    {
        let id = patient_id(api.keyring(), organisation, person);
        let full_url = api.address("Patient", id);
        let resource = minimal(id);
        entries
            .push(format!("{{\"fullUrl\":\"{full_url}\",\"resource\":{resource},\"search\":{{\"mode\":\"match\"}}}}"));
    }
    let links = [("self", format!("{}/Patient", api.base()))];
    Ok(Answer::ok(bundle("searchset", None, &links, &entries)))
}

async fn is_user(api: &Api, caller: &Caller, person: PersonId) -> Result<bool, Fault> {
    // An id that was not made for this organisation leads to nobody: nobody has a log to write in.
    if api.gate().register().person(person).await?.is_none() {
        return Ok(false);
    }
    Ok(api.gate().digital_users(&actor(caller), &[(person, &USER)]).await? == [true])
}

/// No name, no number, no date of birth: the caller has those, or has no need of them.
fn minimal(id: Uuid) -> String {
    json!({ "resourceType": "Patient", "id": id, "active": true }).to_string()
}

/// `$digital-user`: which of up to 1000 people use the portal for a service.
pub async fn digital_users(api: &Api, caller: &Caller, body: &str) -> Result<Answer, Fault> {
    let node = read_body(body, api.limits().depth)?;
    if node.text_of("resourceType") != Some("Parameters") {
        let mend = "send Parameters with `service` and one `patient` for each person";
        return Err(Fault::bad(IssueKind::Structure, "Parameters", "is not a Parameters resource", mend));
    }
    let policy = service(api, &node)?;
    let patients: Vec<&Node<'_>> = parameters(&node, "patient").collect();
    if patients.len() > MOST {
        let fault = format!("asks about more than {MOST} people");
        return Err(Fault::bad(IssueKind::TooLong, "Parameters.parameter", &fault, "ask in several requests"));
    }
    let mut people = Vec::with_capacity(patients.len());
    for patient in &patients {
        people.push(match patient.get("valueIdentifier").and_then(intake::number_of_identifier) {
            Some(number) => api.gate().register().find_by_number(&number).await?,
            None => None,
        });
    }
    let asks: Vec<(PersonId, &'static Policy)> = people.iter().flatten().map(|it| (*it, policy)).collect();
    let mut digital = api.gate().digital_users(&actor(caller), &asks).await?.into_iter();
    let answers = patients.iter().zip(people).map(|(patient, person)| {
        let is_user = person.is_some() && digital.next() == Some(true);
        let reference = person.filter(|_| is_user).map(|it| patient_id(api.keyring(), &caller.source.organisation, it));
        answer(patient, is_user, reference)
    });
    let answers: Vec<Value> = answers.collect();
    let mut outcome = json!({ "resourceType": "Parameters" });
    if !answers.is_empty() {
        outcome["parameter"] = json!(answers);
    }
    Ok(Answer::ok(outcome.to_string()))
}

/// In the order of the question, each with the identifier it was asked by.
fn answer(patient: &Node<'_>, is_user: bool, reference: Option<Uuid>) -> Value {
    let mut parts = Vec::new();
    if let Some(identifier) = patient.get("valueIdentifier") {
        let text = |name: &str| identifier.text_of(name);
        parts.push(
            json!({ "name": "identifier", "valueIdentifier": { "system": text("system"), "value": text("value") } }),
        );
    }
    parts.push(json!({ "name": "digital", "valueBoolean": is_user }));
    if let Some(id) = reference {
        parts.push(json!({ "name": "reference", "valueReference": { "reference": format!("Patient/{id}") } }));
    }
    json!({ "name": "patient", "part": parts })
}

/// The service asked about, by its id or by a resource type.
fn service(api: &Api, node: &Node<'_>) -> Result<&'static Policy, Fault> {
    let missing = || {
        let fault = "has no parameter `service` with a resource type, or the id of a service";
        Fault::bad(IssueKind::Required, "Parameters.parameter", fault, "send for instance valueCode `Appointment`")
    };
    let parameter = parameters(node, "service").next().ok_or_else(missing)?;
    let named =
        ["valueCode", "valueString"].into_iter().find_map(|name| parameter.text_of(name)).ok_or_else(missing)?;
    if fhir::is_resource_type(named) {
        return Ok(api.kind(named).policy);
    }
    (api.0.parts.service)(named).ok_or_else(missing)
}

fn parameters<'n>(node: &'n Node<'n>, name: &'static str) -> impl Iterator<Item = &'n Node<'n>> {
    node.items("parameter").iter().filter(move |it| it.text_of("name") == Some(name))
}
