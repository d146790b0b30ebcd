//! Read, vread and the history of one resource.

use access::{Allowed, Ask, Deed, See};
use clients::Caller;
use records::search::{Hit, Query};
use records::{Record, Version};
use serde_json::json;
use uuid::Uuid;

use crate::answer::{Answer, bundle};
use crate::fault::Fault;
use crate::headers::{Wishes, version_in};
use crate::{Api, actor};

/// One resource as it is.
pub async fn one(api: &Api, caller: &Caller, kind: &str, id: Uuid, wishes: &Wishes) -> Result<Answer, Fault> {
    let record = present(api, caller, kind, id).await?;
    if wishes.if_none_match.as_deref().and_then(version_in) == Some(record.version) {
        return Ok(Answer::not_modified(record.version));
    }
    let body = fhir::stamped(&record.body, record.version, &record.updated_at.to_string());
    Ok(Answer::of_version(body, record.version, record.updated_at))
}

/// One version, the present one or an earlier.
pub async fn version(api: &Api, caller: &Caller, kind: &str, id: Uuid, version: i64) -> Result<Answer, Fault> {
    let found = if records::is_shared(kind) {
        all_versions(api, caller, kind, id).await?.into_iter().find(|it| it.version == version)
    } else {
        let allowed = allowed(api, caller, kind, id).await?;
        records::source_version(&allowed, &caller.source.organisation, kind, id, version).await?
    };
    let Version { version, updated_at, body } = found.ok_or_else(Fault::not_found)?;
    Ok(Answer::of_version(fhir::stamped(&body, version, &updated_at.to_string()), version, updated_at))
}

/// Every version, the latest first.
pub async fn history(api: &Api, caller: &Caller, kind: &str, id: Uuid) -> Result<Answer, Fault> {
    let versions = all_versions(api, caller, kind, id).await?;
    let entries: Vec<String> = versions.iter().map(|version| entry(api, kind, id, version)).collect();
    let links = [("self", format!("{}/_history", api.address(kind, id)))];
    Ok(Answer::ok(bundle("history", None, &links, &entries)))
}

/// A version as an entry of a history.
pub fn entry(api: &Api, kind: &str, id: Uuid, version: &Version) -> String {
    let Version { version, updated_at, body } = version;
    let (method, url, status) =
        if *version == 1 { ("POST", kind.to_owned(), "201") } else { ("PUT", format!("{kind}/{id}"), "200") };
    let request = json!({ "method": method, "url": url });
    let etag = format!("W/\"{version}\"");
    let response = json!({ "status": status, "etag": etag, "lastModified": updated_at.to_string() });
    let (full_url, body) = (api.address(kind, id), fhir::stamped(body, *version, &updated_at.to_string()));
    format!("{{\"fullUrl\":\"{full_url}\",\"resource\":{body},\"request\":{request},\"response\":{response}}}")
}

async fn all_versions(api: &Api, caller: &Caller, kind: &str, id: Uuid) -> Result<Vec<Version>, Fault> {
    let organisation = &caller.source.organisation;
    if records::is_shared(kind) {
        let Version { version, updated_at, body } = shared(api, caller, kind, id).await?;
        let mut all = vec![Version { version, updated_at, body }];
        all.extend(records::shared_versions(api.db(), kind, id).await?);
        return Ok(all);
    }
    let allowed = allowed(api, caller, kind, id).await?;
    let present = records::of_source(&allowed, organisation, kind, &[id]).await?.pop().ok_or_else(Fault::not_found)?;
    let earlier = records::source_versions(&allowed, organisation, kind, id).await?;
    let mut all = vec![version_of(present)];
    all.extend(earlier);
    Ok(all)
}

async fn present(api: &Api, caller: &Caller, kind: &str, id: Uuid) -> Result<Version, Fault> {
    if records::is_shared(kind) {
        return shared(api, caller, kind, id).await;
    }
    let allowed = allowed(api, caller, kind, id).await?;
    let found = records::of_source(&allowed, &caller.source.organisation, kind, &[id]).await?.pop();
    found.map(version_of).ok_or_else(Fault::not_found)
}

async fn shared(api: &Api, caller: &Caller, kind: &str, id: Uuid) -> Result<Version, Fault> {
    let found = records::find_shared(api.db(), kind, id).await?;
    let found = found.filter(|it| it.organisation == caller.source.organisation).ok_or_else(Fault::not_found)?;
    Ok(Version { version: found.version, updated_at: found.updated_at, body: found.body })
}

fn version_of(record: Record) -> Version {
    Version { version: record.version, updated_at: record.updated_at, body: record.body }
}

/// Permission to see one resource that the caller has sent; its line in the usage log is on disk.
async fn allowed(api: &Api, caller: &Caller, kind: &str, id: Uuid) -> Result<Allowed<See>, Fault> {
    let query = Query { ids: vec![id], ..Query::all(&caller.source.organisation, kind, 1) };
    let hits = records::search::find(api.db(), &query).await?;
    let Some(Hit { person: Some(person), .. }) = hits.first() else { return Err(Fault::not_found()) };
    let ask = Ask { subject: *person, policy: api.kind(kind).policy, deed: Deed::on("fetch_own", id) };
    let mut allowed = api.gate().see_sources(&actor(caller), vec![ask]).await?;
    allowed.remove(person).ok_or_else(Fault::not_found)
}
