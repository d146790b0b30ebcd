//! Read, vread and the history of one resource.

use access::{Allowed, Ask, Deed, See};
use clients::Caller;
use fhir::IssueKind;
use records::search::{Hit, Query, on_a_page};
use records::{Record, Version};
use serde_json::json;
use uuid::Uuid;

use crate::answer::{Answer, bundle};
use crate::fault::Fault;
use crate::headers::{Wishes, version_in};
use crate::params::Params;
use crate::{Api, actor, feed};

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
    let mine = Mine::find(api, caller, kind, id).await?;
    let Version { version, updated_at, body } = mine.version(version).await?.ok_or_else(Fault::not_found)?;
    Ok(Answer::of_version(fhir::stamped(&body, version, &updated_at.to_string()), version, updated_at))
}

/// The versions, the latest first, page by page.
pub async fn history(api: &Api, caller: &Caller, kind: &str, id: Uuid, params: &Params) -> Result<Answer, Fault> {
    let (count, before) = asked(params)?;
    let mine = Mine::find(api, caller, kind, id).await?;
    let limit = i64::try_from(count + 1).unwrap_or(i64::MAX);
    let known = mine.versions(before, limit).await?;
    if known.is_empty() && before == i64::MAX {
        return Err(Fault::not_found());
    }
    let shown = &known[..on_a_page(known.iter().map(|it| it.1), count, api.limits().page_bytes)];
    let mut entries = Vec::with_capacity(shown.len());
    for (number, _) in shown {
        entries.extend(mine.version(*number).await?.map(|it| entry(api, kind, id, &it)));
    }
    let here = format!("{}/_history", api.address(kind, id));
    let mut links = vec![("self", here.clone())];
    if let Some((last, _)) = shown.last().filter(|_| shown.len() < known.len()) {
        links.push(("next", format!("{here}?_count={count}&_cursor={last}")));
    }
    Ok(Answer::ok(bundle("history", None, &links, &entries)))
}

/// How many versions are asked for, and before which.
fn asked(params: &Params) -> Result<(usize, i64), Fault> {
    let (mut count, mut before) = (feed::USUAL, i64::MAX);
    for (name, value) in params.iter() {
        match name {
            "_count" => count = feed::count(value)?,
            "_cursor" => {
                let mend = "follow the link as it was given";
                let fault = || Fault::bad(IssueKind::Value, "http._cursor", "is no page of ours", mend);
                before = value.parse().map_err(|_| fault())?;
            }
            _ => {}
        }
    }
    Ok((count, before))
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

/// A resource of the caller's own, about a person or about nobody.
struct Mine<'m> {
    api: &'m Api,
    organisation: &'m str,
    kind: &'m str,
    id: Uuid,
    /// For what is about a person; its line in the usage log is on disk.
    allowed: Option<Allowed<See>>,
}

impl<'m> Mine<'m> {
    async fn find(api: &'m Api, caller: &'m Caller, kind: &'m str, id: Uuid) -> Result<Self, Fault> {
        let allowed = if records::is_shared(kind) {
            shared(api, caller, kind, id).await?;
            None
        } else {
            Some(allowed(api, caller, kind, id).await?)
        };
        Ok(Self { api, organisation: &caller.source.organisation, kind, id, allowed })
    }

    async fn version(&self, version: i64) -> Result<Option<Version>, Fault> {
        let Self { organisation, kind, id, .. } = self;
        Ok(match &self.allowed {
            Some(allowed) => records::source_version(allowed, organisation, kind, *id, version).await?,
            None => records::shared_version(self.api.db(), kind, *id, version).await?,
        })
    }

    async fn versions(&self, before: i64, limit: i64) -> Result<Vec<(i64, usize)>, Fault> {
        let Self { organisation, kind, id, .. } = self;
        Ok(match &self.allowed {
            Some(allowed) => records::source_versions(allowed, organisation, kind, *id, before, limit).await?,
            None => records::shared_versions(self.api.db(), kind, *id, before, limit).await?,
        })
    }
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
