//! Subscriptions of the caller's organisation: asked for here, kept and called by `hooks`.

use axum::http::StatusCode;
use clients::{Caller, Right};
use fhir::json::Node;
use fhir::{Issue, IssueKind};
use hooks::{Criteria, EndpointError, HooksError, State, Subscription, Wanted};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::Api;
use crate::answer::{Answer, bundle};
use crate::fault::Fault;
use crate::headers::{Return, Wishes};
use crate::number_guard::holds_number;
use crate::params::Params;
use crate::write::{How, read_resource, update_of};

/// As the table of interactions and the store's types name it.
pub const KIND: &str = "Subscription";

/// Characters of what an organisation writes of its reason.
const LONGEST_REASON: usize = 200;
const PAYLOAD: &str = "application/fhir+json";

/// `POST /fhir/Subscription`.
pub async fn create(api: &Api, caller: &Caller, body: &str, wishes: &Wishes) -> Result<Answer, Fault> {
    caller.require(KIND, Right::Create)?;
    let node = crate::write::read_body(body, api.limits().depth)?;
    read_resource(&node, body, KIND)?;
    let wanted = wanted(api, caller, &node)?;
    let made = api.subscriptions().create(caller, wanted).await?;
    Ok(Answer { status: StatusCode::CREATED, ..answer(api, &made, wishes) })
}

/// `PUT /fhir/Subscription/{id}`: with the status `off` it is ended, with `requested` begun again.
pub async fn update(api: &Api, caller: &Caller, id: Uuid, body: &str, wishes: &Wishes) -> Result<Answer, Fault> {
    caller.require(KIND, Right::Update)?;
    let node = crate::write::read_body(body, api.limits().depth)?;
    let resource = read_resource(&node, body, KIND)?;
    let How::Update { version, .. } = update_of(&resource, id, wishes.if_match.as_deref())? else {
        return Err(Fault::not_found());
    };
    let wanted = wanted(api, caller, &node)?;
    let changed = api.subscriptions().update(caller, id, version, wanted).await?;
    Ok(answer(api, &changed.ok_or_else(Fault::not_found)?, wishes))
}

/// `GET /fhir/Subscription/{id}`.
pub async fn read(api: &Api, caller: &Caller, id: Uuid) -> Result<Answer, Fault> {
    let found = api.subscriptions().find(&caller.source.organisation, id).await?.ok_or_else(Fault::not_found)?;
    Ok(answer(api, &found, &Wishes::default()))
}

/// `GET /fhir/Subscription`: all of the organisation, or those of one id or status.
pub async fn search(api: &Api, caller: &Caller, params: &Params, lenient: bool) -> Result<Answer, Fault> {
    let mut found = api.subscriptions().list(&caller.source.organisation).await?;
    for (name, value) in params.iter() {
        match name {
            "_format" | "_pretty" | "_count" => {}
            "_id" => found.retain(|it| value.split(',').any(|id| Uuid::try_parse(id).ok() == Some(it.id))),
            "status" => found.retain(|it| value.split(',').any(|status| it.state.as_str() == status)),
            _ if lenient => {}
            _ => {
                let fault = "has a parameter that is not known here";
                return Err(Fault::bad(IssueKind::NotSupported, "http.query", fault, "use _id or status"));
            }
        }
    }
    let entry = |it: &Subscription| {
        let (full_url, resource) = (api.address(KIND, it.id), text(it));
        format!("{{\"fullUrl\":\"{full_url}\",\"resource\":{resource},\"search\":{{\"mode\":\"match\"}}}}")
    };
    let entries: Vec<String> = found.iter().map(entry).collect();
    Ok(Answer::ok(bundle("searchset", None, &[("self", format!("{}/{KIND}", api.base()))], &entries)))
}

/// What the resource asks for, all faults at once.
fn wanted(api: &Api, caller: &Caller, node: &Node<'_>) -> Result<Wanted, Fault> {
    let mut issues = fhir::validate(node);
    if !issues.is_empty() {
        return Err(Fault::content(issues));
    }
    let mut refuse = |element: &str, fault: &str, mend: &str| {
        issues.push(Issue::new(IssueKind::NotSupported, format!("{KIND}.{element}"), fault, mend));
    };
    let text = |path: &[&str]| node.at(path).and_then(Node::text).unwrap_or_default();
    let criteria = text(&["criteria"]).parse::<Criteria>();
    if let Err(fault) = &criteria {
        refuse("criteria", &fault.to_string(), "write a type, and maybe states: `Appointment?status=cancelled`");
    }
    if text(&["channel", "type"]) != "rest-hook" {
        refuse("channel.type", "is no channel of this server", "use rest-hook");
    }
    if node.at(&["channel", "header"]).is_some() {
        let mend = "check the signature instead: it says who calls";
        refuse("channel.header", "is not sent on", mend);
    }
    let payload = text(&["channel", "payload"]);
    if !["", PAYLOAD].contains(&payload) {
        let mend = "leave it out, or send application/fhir+json to be told ids";
        refuse("channel.payload", "is no form of this server", mend);
    }
    let endpoint = text(&["channel", "endpoint"]);
    if let Err(fault) = check_endpoint(api, endpoint) {
        refuse("channel.endpoint", &fault, "name an https address of your system on the open internet");
    }
    let reason = text(&["reason"]);
    if reason.chars().count() > LONGEST_REASON || holds_number(reason) {
        refuse("reason", "is longer than 200 characters, or holds a national identity number", "say it in short");
    }
    let Ok(criteria) = criteria else { return Err(Fault::content(issues)) };
    if !issues.is_empty() {
        return Err(Fault::content(issues));
    }
    // To be told that something has come is to search for it.
    caller.require(&criteria.resource_type, Right::Search)?;
    Ok(Wanted {
        on: text(&["status"]) != "off",
        criteria,
        reason: reason.to_owned(),
        endpoint: endpoint.to_owned(),
        with_ids: payload == PAYLOAD,
        ends_at: text(&["end"]).parse::<Timestamp>().ok(),
    })
}

fn check_endpoint(api: &Api, endpoint: &str) -> Result<(), String> {
    if holds_number(endpoint) {
        return Err("holds a national identity number".to_owned());
    }
    api.subscriptions().check(endpoint).map(drop).map_err(|fault: EndpointError| fault.to_string())
}

fn answer(api: &Api, subscription: &Subscription, wishes: &Wishes) -> Answer {
    let Subscription { id, version, updated_at, .. } = subscription;
    let location = Some(format!("{}/_history/{version}", api.address(KIND, id)));
    let body = (wishes.give != Return::Minimal).then(|| text(subscription));
    Answer { body, version: Some(*version), modified: Some(*updated_at), location, ..Answer::empty() }
}

/// The resource as FHIR gives it out.
fn text(subscription: &Subscription) -> String {
    let Subscription { id, version, updated_at, state, wanted, fault, .. } = subscription;
    let mut channel = json!({ "type": "rest-hook", "endpoint": wanted.endpoint });
    if wanted.with_ids {
        channel["payload"] = json!(PAYLOAD);
    }
    let mut resource = json!({
        "resourceType": KIND,
        "id": id,
        "meta": { "versionId": version.to_string(), "lastUpdated": updated_at.to_string() },
        "status": state.as_str(),
        "reason": wanted.reason,
        "criteria": wanted.criteria.to_string(),
        "channel": channel,
    });
    if let Some(fault) = fault.as_ref().filter(|_| *state != State::Active) {
        resource["error"] = json!(fault);
    }
    if let Some(end) = wanted.ends_at {
        resource["end"] = json!(end.to_string());
    }
    resource.to_string()
}

impl From<HooksError> for Fault {
    fn from(error: HooksError) -> Self {
        match error {
            HooksError::Many => {
                let fault = "is one more than an organisation may have";
                let mend = "switch one off: PUT it with status `off`";
                let issue = Issue::new(IssueKind::BusinessRule, KIND, fault, mend);
                Self::content(vec![Issue { invariant: Some("most-subscriptions"), ..issue }])
            }
            HooksError::Changed => records::ReceiveError::Changed.into(),
            HooksError::Database(fault) => fault.into(),
        }
    }
}
