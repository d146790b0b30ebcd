//! The history of all that an organisation has sent, whoever changed it: what a poller follows and misses nothing of.

use std::collections::HashMap;

use access::{Allowed, Ask, See};
use clients::Caller;
use fhir::IssueKind;
use people::PersonId;
use records::feed::{self, Changed};
use records::search::{Position, Span, on_a_page};

use crate::answer::{Answer, bundle};
use crate::fault::Fault;
use crate::params::Params;
use crate::{Api, actor, read, search};

/// Versions on a page, where nothing is said and at the most.
pub const USUAL: usize = 50;
const MOST: usize = 200;

/// What is asked of the feed.
struct Asked {
    span: Span,
    before: Option<Position>,
    count: usize,
    since: Option<String>,
}

/// Versions of the caller's resources, of one type or all, the latest first. `Bundle.meta.lastUpdated` is up to when
/// nothing more will come: the next `_since`.
pub async fn history(api: &Api, caller: &Caller, kind: Option<&str>, params: &Params) -> Result<Answer, Fault> {
    if kind.is_some_and(|it| it == "Patient" || records::is_shared(it)) {
        let mend = "ask for the history of one resource, or search by _lastUpdated";
        return Err(Fault::bad(IssueKind::NotSupported, "http.url", "asks for a history that there is not", mend));
    }
    let mut asked = Asked::read(params)?;
    let organisation = &caller.source.organisation;
    let settled = feed::settle(api.db(), organisation).await?;
    let end = settled.checked_add(jiff::SignedDuration::from_micros(1)).unwrap_or(settled);
    asked.span.until = Some(asked.span.until.map_or(end, |it| it.min(end)));
    let limit = i64::try_from(asked.count + 1).unwrap_or(i64::MAX);
    let changes = feed::changes(api.db(), organisation, kind, asked.span, asked.before, limit).await?;
    let shown = &changes[..on_a_page(changes.iter().map(|it| it.size), asked.count, api.limits().page_bytes)];
    let entries = entries(api, caller, shown).await?;
    let mut links = vec![("self", link(api, kind, &asked, None))];
    if let Some(last) = shown.last().filter(|_| shown.len() < changes.len()) {
        links.push(("next", link(api, kind, &asked, Some(last.position()))));
    }
    Ok(Answer::ok(bundle("history", Some(settled), &links, &entries)))
}

impl Asked {
    fn read(params: &Params) -> Result<Self, Fault> {
        let mut asked = Self { span: Span::default(), before: None, count: USUAL, since: None };
        for (name, value) in params.iter() {
            match name {
                "_format" | "_pretty" => {}
                "_since" => {
                    search::narrow(&mut asked.span, "_since", &format!("ge{value}"))?;
                    asked.since = Some(value.to_owned());
                }
                "_count" => asked.count = count(value)?,
                "_cursor" => asked.before = Some(search::read_cursor(value)?),
                _ => {
                    let fault = "has a parameter that is not known here";
                    return Err(Fault::bad(IssueKind::NotSupported, "http.query", fault, "use _since and _count"));
                }
            }
        }
        Ok(asked)
    }
}

/// How many versions are wanted on a page.
///
/// # Errors
/// 400 for what is no number above nought.
pub fn count(value: &str) -> Result<usize, Fault> {
    let count = value.parse::<usize>().ok().filter(|it| *it > 0);
    let mend = format!("ask for 1 to {MOST} versions");
    let fault = || Fault::bad(IssueKind::Value, "http._count", "is not a number of versions", &mend);
    Ok(count.ok_or_else(fault)?.min(MOST))
}

async fn entries(api: &Api, caller: &Caller, changes: &[Changed]) -> Result<Vec<String>, Fault> {
    let allowed = allowed(api, caller, changes).await?;
    let mut entries = Vec::with_capacity(changes.len());
    for changed in changes {
        let Changed { person, resource_type, id, version, .. } = changed;
        let Some(allowed) = allowed.get(person) else { continue };
        let organisation = &caller.source.organisation;
        let found = records::source_version(allowed, organisation, resource_type, *id, *version).await?;
        entries.extend(found.map(|it| read::entry(api, resource_type, *id, &it)));
    }
    Ok(entries)
}

/// Permission for each person that the changes are about, with a line for each service in their usage log.
async fn allowed(api: &Api, caller: &Caller, changes: &[Changed]) -> Result<HashMap<PersonId, Allowed<See>>, Fault> {
    let mut asks: Vec<Ask> = Vec::new();
    for changed in changes {
        let policy = api.kind(&changed.resource_type).policy;
        let same = |it: &Changed| it.person == changed.person;
        if !asks.iter().any(|it| it.subject == changed.person && it.policy.rules.service == policy.rules.service) {
            let of_person = changes.iter().filter(|it| same(it)).map(|it| (it.id, it.flags));
            asks.push(Ask { subject: changed.person, policy, deed: search::deed(of_person) });
        }
    }
    Ok(api.gate().see_sources(&actor(caller), asks).await?)
}

fn link(api: &Api, kind: Option<&str>, asked: &Asked, cursor: Option<Position>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("_count", &asked.count.to_string());
    if let Some(since) = &asked.since {
        query.append_pair("_since", since);
    }
    if let Some(cursor) = cursor {
        query.append_pair("_cursor", &search::write_cursor(cursor));
    }
    let of_type = kind.map(|it| format!("/{it}")).unwrap_or_default();
    format!("{}{of_type}/_history?{}", api.base(), query.finish())
}
