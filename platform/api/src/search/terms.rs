//! Search by what a resource says of others: `recipient`, `part-of`, `class` and their like.

use clients::Caller;
use fhir::IssueKind;
use people::PersonId;
use records::search::Term;
use records::terms::{self, Of, Parameter};
use records::{patient_id, patient_of, unknown_person};
use uuid::Uuid;

use super::parameters::{number_of, values};
use crate::Api;
use crate::fault::Fault;

/// In a link: `_term=recipient|key,key`, for what is not put into an address.
pub const LINKED: &str = "_term";

/// What a parameter narrows by.
pub struct Narrowing {
    pub term: Term,
    /// The one patient that is named.
    pub person: Option<PersonId>,
    /// As a link says it.
    pub said: (&'static str, String),
}

/// The parameter of this name, and whether it asks by identifier; `None` where the type has none such.
pub fn parameter(kind: &str, name: &str) -> Option<(&'static Parameter, bool)> {
    let (plain, by_identifier) = name.strip_suffix(":identifier").map_or((name, false), |plain| (plain, true));
    let found = terms::parameters(kind).iter().find(|it| it.name == plain)?;
    (!by_identifier || matches!(found.of, Of::Reference(_))).then_some((found, by_identifier))
}

/// # Errors
/// 400 for a value that is no reference, or names several of which one is a patient.
pub async fn read(
    api: &Api,
    caller: &Caller,
    kind: &str,
    (parameter, by_identifier): (&Parameter, bool),
    value: &str,
) -> Result<Narrowing, Fault> {
    let organisation = &caller.source.organisation;
    let element = format!("http.{}", parameter.name);
    let asked = values(value, &element)?;
    let mut person = None;
    let mut wanted = Vec::with_capacity(asked.len());
    for one in &asked {
        let (value, patient) = match parameter.of {
            Of::Code => ((*one).to_owned(), None),
            Of::Reference(_) if by_identifier => named(api, caller, one).await?,
            Of::Reference(of) => literal(api, caller, &element, of, one)?,
        };
        person = person.or(patient);
        wanted.push(value);
    }
    if person.is_some() && asked.len() > 1 {
        let mend = "ask for one patient at a time";
        return Err(Fault::bad(IssueKind::NotSupported, &element, "is several, of which one is a patient", mend));
    }
    let key = |value: &String| {
        terms::key(|purpose, it| api.keyring().lookup(purpose, it), organisation, kind, parameter.name, value)
    };
    let keys: Vec<String> = wanted.iter().map(key).collect();
    let said = match by_identifier {
        true => (LINKED, format!("{}|{}", parameter.name, keys.join(","))),
        false => (parameter.name, wanted.join(",")),
    };
    Ok(Narrowing { term: Term { keys, is_narrow: is_narrow(parameter) }, person, said })
}

/// What a link of ours says.
///
/// # Errors
/// 400 for what none of them says.
pub fn linked(kind: &str, value: &str) -> Result<Narrowing, Fault> {
    let read = value.split_once('|').and_then(|(name, keys)| Some((parameter(kind, name)?.0, keys)));
    let Some((parameter, keys)) = read else {
        let mend = "follow the link as it was given";
        return Err(Fault::bad(IssueKind::Value, "http._term", "is no term of ours", mend));
    };
    let keys = values(keys, "http._term")?.into_iter().map(str::to_owned).collect();
    let term = Term { keys, is_narrow: is_narrow(parameter) };
    Ok(Narrowing { term, person: None, said: (LINKED, value.to_owned()) })
}

fn is_narrow(parameter: &Parameter) -> bool {
    matches!(parameter.of, Of::Reference(_))
}

/// `Type/<id>`, of which our own address may be the beginning; an id alone where the type is given.
fn literal(
    api: &Api,
    caller: &Caller,
    element: &str,
    of: Option<&str>,
    value: &str,
) -> Result<(String, Option<PersonId>), Fault> {
    let reference = value.strip_prefix(api.base()).map_or(value, |it| it.trim_start_matches('/'));
    let whole = match (reference.split_once('/'), of) {
        (None, Some(of)) => format!("{of}/{reference}"),
        (Some((_, id)), _) if !id.contains('/') => reference.to_owned(),
        _ => {
            let mend = "write Type/<id>, or use :identifier";
            return Err(Fault::bad(IssueKind::Value, element, "is no reference of this server", mend));
        }
    };
    let patient = whole.strip_prefix("Patient/").and_then(|id| Uuid::try_parse(id).ok());
    let person = patient.map(|id| patient_of(api.keyring(), &caller.source.organisation, id));
    Ok((whole, person))
}

/// `system|value`: of a patient by national number, or as the source names others.
async fn named(api: &Api, caller: &Caller, value: &str) -> Result<(String, Option<PersonId>), Fault> {
    let Some(number) = number_of(value) else { return Ok((value.to_owned(), None)) };
    let found = api.gate().register().find_by_number(&number).await?;
    let person = found.unwrap_or_else(|| unknown_person(api.keyring(), &number));
    let id = patient_id(api.keyring(), &caller.source.organisation, person);
    Ok((format!("Patient/{id}"), Some(person)))
}
