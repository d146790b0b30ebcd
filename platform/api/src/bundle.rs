//! Several requests in one: a batch, each for itself, or a transaction, all or none.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::{Method, StatusCode};
use clients::Caller;
use fhir::json::Node;
use fhir::{Issue, IssueKind, OperationOutcome, Resource};
use futures_util::{StreamExt, stream};

use crate::Api;
use crate::answer::{Answer, bundle, status_line};
use crate::door::{Asked, check_address, perform};
use crate::fault::Fault;
use crate::headers::Wishes;
use crate::interaction::Interaction;
use crate::params::Params;
use crate::write::{self, Entry, How};

/// Entries of a batch under way at once, so that they share commits.
const AT_ONCE: usize = 16;
/// Bytes of a batch's answer, by which its further entries are refused: many pages in one answer fill the memory.
const LARGEST: usize = 32 << 20;
/// A resource in a Bundle lies this deep.
const AROUND: usize = 3;

/// `POST /fhir`.
pub async fn take(api: &Api, caller: &Caller, body: &str, wishes: &Wishes) -> Result<Answer, Fault> {
    let node = write::read_body(body, api.limits().depth + AROUND)?;
    let entries = node.items("entry");
    if node.text_of("resourceType") != Some("Bundle") {
        let mend = "send a Bundle of type batch or transaction; one resource goes to the address of its type";
        return Err(Fault::bad(IssueKind::Structure, "Resource.resourceType", "is not Bundle", mend));
    }
    let most = api.limits().entries;
    if entries.len() > most {
        let fault = format!("has more than {most} entries");
        let issue = Issue::new(IssueKind::TooLong, "Bundle.entry", fault, "send it in several Bundles");
        return Err(Fault::new(StatusCode::PAYLOAD_TOO_LARGE, issue));
    }
    api.0.parts.clients.count(caller, entries.len()).await?;
    let (kind, entries) = match node.text_of("type") {
        Some("batch") => ("batch-response", batch(api, caller, body, entries, wishes).await),
        Some("transaction") => ("transaction-response", transaction(api, caller, body, entries, wishes).await?),
        _ => {
            let mend = "send `batch` or `transaction`";
            return Err(Fault::bad(IssueKind::Value, "Bundle.type", "is not taken here", mend));
        }
    };
    Ok(Answer::ok(bundle(kind, None, &[], &entries)))
}

/// The request of an entry.
struct Wanted<'n> {
    interaction: Interaction,
    query: &'n str,
    wishes: Wishes,
    resource: Option<Resource<'n>>,
}

fn wanted<'n>(body: &'n str, entry: &'n Node<'n>, wishes: &Wishes) -> Result<Wanted<'n>, Fault> {
    let missing = |name: &str| {
        let element = format!("http.request.{name}");
        Fault::bad(IssueKind::Required, &element, "is missing", "give each entry a request with method and url")
    };
    let request = entry.get("request").ok_or_else(|| missing("method"))?;
    let method = request.text_of("method").ok_or_else(|| missing("method"))?;
    let url = request.text_of("url").ok_or_else(|| missing("url"))?;
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    check_address(path, Some(query))?;
    let method = Method::from_bytes(method.as_bytes()).map_err(|_| missing("method"))?;
    let interaction = Interaction::of(&method, path)?;
    let header = |name: &str| request.text_of(name).map(str::to_owned);
    let wishes = Wishes {
        if_match: header("ifMatch"),
        if_none_match: header("ifNoneMatch"),
        if_none_exist: header("ifNoneExist"),
        ..wishes.clone()
    };
    let resource = entry.get("resource").map(|node| Resource::new(body, node));
    Ok(Wanted { interaction, query, wishes, resource })
}

async fn batch(api: &Api, caller: &Caller, body: &str, entries: &[Node<'_>], wishes: &Wishes) -> Vec<String> {
    let given = &AtomicUsize::new(0);
    let mut each = Vec::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        each.push(async move {
            let text = match given.load(Ordering::Relaxed) {
                ..LARGEST => one_of_batch(api, caller, body, at, entry, wishes).await,
                _ => refused(too_much().within(&format!("Bundle.entry[{at}]"))),
            };
            given.fetch_add(text.len(), Ordering::Relaxed);
            text
        });
    }
    stream::iter(each).buffered(AT_ONCE).collect().await
}

fn too_much() -> Fault {
    let fault = "was not done: the answer is long already";
    let issue = Issue::new(IssueKind::TooLong, "http.request", fault, "ask for the rest in another Bundle");
    Fault::new(StatusCode::PAYLOAD_TOO_LARGE, issue)
}

async fn one_of_batch(api: &Api, caller: &Caller, body: &str, at: usize, entry: &Node<'_>, wishes: &Wishes) -> String {
    match batched(api, caller, body, entry, wishes).await {
        Ok(answer) => answer.into_entry(),
        Err(fault) => refused(fault.within(&format!("Bundle.entry[{at}]"))),
    }
}

async fn batched(api: &Api, caller: &Caller, body: &str, entry: &Node<'_>, wishes: &Wishes) -> Result<Answer, Fault> {
    let Wanted { interaction, query, wishes, resource } = wanted(body, entry, wishes)?;
    let params = Params::read(query)?;
    let body = resource.map_or("", |it| it.text());
    perform(api, caller, Asked { interaction, wishes, params, body }).await
}

fn refused(fault: Fault) -> String {
    let status = status_line(fault.status);
    let outcome = OperationOutcome { issues: fault.issues }.to_json();
    format!("{{\"response\":{{\"status\":\"{status}\",\"outcome\":{outcome}}}}}")
}

async fn transaction(
    api: &Api,
    caller: &Caller,
    body: &str,
    entries: &[Node<'_>],
    wishes: &Wishes,
) -> Result<Vec<String>, Fault> {
    let mut writes = Vec::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        let place = format!("Bundle.entry[{at}]");
        let write = entry_of(body, entry, wishes, &place).map_err(|fault| fault.within(&place))?;
        writes.push(write);
    }
    let answers = write::all(api, caller, &writes, wishes).await?;
    Ok(answers.into_iter().map(Answer::into_entry).collect())
}

fn entry_of<'n>(body: &'n str, entry: &'n Node<'n>, wishes: &Wishes, place: &str) -> Result<Entry<'n>, Fault> {
    let Wanted { interaction, wishes, resource, .. } = wanted(body, entry, wishes)?;
    let missing = || Fault::bad(IssueKind::Required, "http.resource", "is missing", "send the resource in the entry");
    let (kind, how) = match interaction {
        Interaction::Create(kind) => {
            let if_none_exist = wishes.if_none_exist.as_deref().map(write::criterion).transpose()?;
            (kind, How::Create { if_none_exist })
        }
        Interaction::Update(kind, id) => {
            let resource = resource.as_ref().ok_or_else(missing)?;
            (kind, write::update_of(resource, id, wishes.if_match.as_deref())?)
        }
        _ => {
            let fault = "is neither a create nor an update";
            return Err(Fault::bad(IssueKind::NotSupported, "http.request", fault, "send reads in a batch"));
        }
    };
    let resource = resource.ok_or_else(missing)?;
    if resource.kind() != kind {
        let fault = "is not the type in the address";
        return Err(Fault::bad(IssueKind::Value, "Resource.resourceType", fault, "make them the same"));
    }
    Ok(Entry { resource, full_url: entry.text_of("fullUrl"), how, place: place.to_owned() })
}
