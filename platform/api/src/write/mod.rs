//! Create and update: of one resource, or of all in a transaction.

mod commit;
mod plan;

use axum::http::StatusCode;
use clients::{Caller, Right};
use fhir::json::{JsonError, Node};
use fhir::{Issue, IssueKind, OperationOutcome, Resource};
use records::Stored;
use uuid::Uuid;

use crate::answer::Answer;
use crate::fault::Fault;
use crate::headers::{Return, Wishes, version_in};
use crate::params::Params;
use crate::{Api, read};
use commit::Done;
use plan::Plan;
pub use plan::{Entry, How};

/// Reads a body as JSON.
///
/// # Errors
/// 400 with the place in the text.
pub fn read_body(body: &str, deepest: usize) -> Result<Node<'_>, Fault> {
    Node::parse_within(body, deepest).map_err(|fault| {
        let kind = if let JsonError::TooDeep { .. } = fault { IssueKind::TooLong } else { IssueKind::Structure };
        Fault::bad(kind, "http.body", &fault.to_string(), "send one FHIR resource as JSON")
    })
}

/// `POST /fhir/{type}`.
pub async fn create(api: &Api, caller: &Caller, kind: &str, body: &str, wishes: &Wishes) -> Result<Answer, Fault> {
    let node = read_body(body, api.limits().depth)?;
    let resource = read_resource(&node, body, kind)?;
    let how = How::Create { if_none_exist: wishes.if_none_exist.as_deref().map(criterion).transpose()? };
    one(api, caller, Entry { resource, full_url: None, how, place: String::new() }, wishes).await
}

/// `PUT /fhir/{type}/{id}`.
pub async fn update(
    api: &Api,
    caller: &Caller,
    kind: &str,
    id: Uuid,
    body: &str,
    wishes: &Wishes,
) -> Result<Answer, Fault> {
    let node = read_body(body, api.limits().depth)?;
    let resource = read_resource(&node, body, kind)?;
    let how = update_of(&resource, id, wishes.if_match.as_deref())?;
    one(api, caller, Entry { resource, full_url: None, how, place: String::new() }, wishes).await
}

/// The update of a resource whose version the sender has seen, by `If-Match` or by the version in its `meta`.
///
/// # Errors
/// 400 where the ids differ or the tag is none of ours; 428 where no version is said.
pub fn update_of(resource: &Resource<'_>, id: Uuid, if_match: Option<&str>) -> Result<How, Fault> {
    let same = resource.id().and_then(|it| Uuid::try_parse(it).ok()) == Some(id);
    if !same {
        let (fault, mend) = ("is not the id in the address", "send the resource with the id of its address");
        return Err(Fault::bad(IssueKind::Value, &format!("{}.id", resource.kind()), fault, mend));
    }
    let seen = resource.node().at(&["meta", "versionId"]).and_then(Node::text);
    let version = match (if_match, seen) {
        (Some(tag), _) => version_in(tag).ok_or_else(|| {
            Fault::bad(IssueKind::Value, "http.If-Match", "is no version", "send the ETag as it was given: W/\"3\"")
        })?,
        (None, Some(seen)) => seen.parse().unwrap_or(0),
        (None, None) => {
            let fault = "is missing: what changes must be what was read";
            let issue =
                Issue::new(IssueKind::Required, "http.If-Match", fault, "send the ETag of the version you read");
            return Err(Fault::new(StatusCode::PRECONDITION_REQUIRED, issue));
        }
    };
    Ok(How::Update { id, version })
}

/// What a create is conditional on: `identifier=system|value`, alone.
///
/// # Errors
/// 412 for any other condition, which cannot be kept here.
pub fn criterion(condition: &str) -> Result<(String, String), Fault> {
    let read = || {
        let params = Params::read(condition.trim_start_matches('?')).ok()?;
        let (system, value) = params.first("identifier")?.split_once('|')?;
        let whole = params.iter().count() == 1 && !system.is_empty() && !value.is_empty();
        whole.then(|| (system.to_owned(), value.to_owned()))
    };
    read().ok_or_else(|| {
        let fault = "is a condition that cannot be kept here";
        let issue = Issue::new(IssueKind::NotSupported, "http.If-None-Exist", fault, "use identifier=system|value");
        Fault::new(StatusCode::PRECONDITION_FAILED, issue)
    })
}

/// The resource in a body, of the type that the address names.
pub fn read_resource<'n>(node: &'n Node<'n>, body: &'n str, kind: &str) -> Result<Resource<'n>, Fault> {
    let resource = Resource::new(body, node);
    if resource.kind() == kind {
        return Ok(resource);
    }
    let (fault, mend) = ("is not the type in the address", "send it to the address of its own type");
    Err(Fault::bad(IssueKind::Value, "Resource.resourceType", fault, mend))
}

async fn one(api: &Api, caller: &Caller, entry: Entry<'_>, wishes: &Wishes) -> Result<Answer, Fault> {
    let mut answers = all(api, caller, &[entry], wishes).await?;
    answers.pop().ok_or_else(|| Fault::internal("a write without an answer"))
}

/// Writes all entries in one transaction, or none of them.
pub async fn all(api: &Api, caller: &Caller, entries: &[Entry<'_>], wishes: &Wishes) -> Result<Vec<Answer>, Fault> {
    for Entry { resource, how, place, .. } in entries {
        let right = if let How::Create { .. } = how { Right::Create } else { Right::Update };
        caller.require(resource.kind(), right).map_err(|it| Fault::from(it).within(place))?;
    }
    let plan = Plan::of(api, caller, entries).await?;
    let places = plan.places();
    let steps = commit::run(api, caller, plan).await?;
    let mut answers = Vec::with_capacity(steps.len());
    for (done, place) in steps.into_iter().zip(places) {
        answers.push(answer(api, caller, done, wishes).await.map_err(|it| it.within(&place))?);
    }
    Ok(answers)
}

async fn answer(api: &Api, caller: &Caller, done: Done, wishes: &Wishes) -> Result<Answer, Fault> {
    let Done { kind, id, stored, version, updated_at, text } = done;
    let status = if stored == Stored::Created { StatusCode::CREATED } else { StatusCode::OK };
    let address = api.address(&kind, id);
    let body = match wishes.give {
        // What names a patient in a transaction is kept nowhere: it is known by its address alone.
        _ if kind == "Patient" => return Ok(Answer { status, location: Some(address), ..Answer::empty() }),
        Return::Minimal => None,
        Return::OperationOutcome => Some(all_well()),
        // What was there already may be another's change by now: only one who may read is shown it.
        Return::Representation if stored == Stored::Unchanged && !caller.may(&kind, Right::Read) => None,
        Return::Representation if stored == Stored::Unchanged => {
            read::one(api, caller, &kind, id, &Wishes::default()).await?.body
        }
        Return::Representation => Some(fhir::stamped(&text, version, &updated_at.to_string())),
    };
    let location = Some(format!("{address}/_history/{version}"));
    Ok(Answer { status, body, version: Some(version), modified: Some(updated_at), location })
}

fn all_well() -> String {
    OperationOutcome { issues: vec![Issue::new(IssueKind::Informational, "", "all went well", "")] }.to_json()
}
