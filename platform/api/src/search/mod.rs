//! Search: where is it, may it be seen and is that written down, and then what is in it.

mod cursor;
mod dates;
mod parameters;
mod terms;

use std::collections::HashMap;

use access::{Ask, Deed};
use clients::Caller;
use people::PersonId;
use records::search::{By, Hit, Position, on_a_page};
use records::{Record, feed};
use uuid::Uuid;

use crate::answer::{Answer, bundle};
use crate::fault::Fault;
use crate::params::Params;
use crate::{Api, actor, patient};
pub use cursor::{read as read_cursor, write as write_cursor};
pub use dates::narrow;
pub use parameters::{Search, number_of, of_type};

/// Searches one type.
pub async fn run(api: &Api, caller: &Caller, kind: &str, params: &Params, lenient: bool) -> Result<Answer, Fault> {
    if kind == "Patient" {
        return patient::search(api, caller, params, lenient).await;
    }
    let mut search = Search::read(api, caller, kind, params, lenient).await?;
    if search.nothing {
        return Ok(page(api, kind, &search, None, Vec::new()));
    }
    if follows_feed(&search) {
        search.query.settled = Some(feed::settle(api.db(), &caller.source.organisation).await?);
    }
    // One more than is shown tells whether there is a next page.
    let limit = search.query.limit;
    search.query.limit = limit + 1;
    let hits = records::search::find(api.db(), &search.query).await?;
    search.query.limit = limit;
    let count = usize::try_from(limit).unwrap_or(usize::MAX);
    let shown = &hits[..on_a_page(hits.iter().map(|it| it.size), count, api.limits().page_bytes)];
    let last = shown.last().filter(|_| shown.len() < hits.len()).map(|it| it.position);
    let texts = texts(api, caller, kind, &search, shown).await?;
    Ok(page(api, kind, &search, last, texts))
}

/// Whether a reader may take the last time it sees as "all before it has been seen".
fn follows_feed(search: &Search) -> bool {
    let query = &search.query;
    let of_many = query.person.is_none() && query.ids.is_empty() && !query.is_looked_up();
    let dated = query.changed.from.is_some() || query.changed.until.is_some();
    !records::is_shared(&query.resource_type) && query.sort.by == By::Changed && (of_many || dated)
}

/// The resources of the hits in their order, once the lines in the usage logs are on disk.
async fn texts(
    api: &Api,
    caller: &Caller,
    kind: &str,
    search: &Search,
    hits: &[Hit],
) -> Result<Vec<(Uuid, String)>, Fault> {
    if records::is_shared(kind) {
        return shared(api, kind, hits).await;
    }
    let mut of_people: Vec<(PersonId, Vec<&Hit>)> =
        search.query.person.map(|it| (it, Vec::new())).into_iter().collect();
    for hit in hits {
        let Some(person) = hit.person else { continue };
        match of_people.iter_mut().find(|(own, _)| *own == person) {
            Some((_, own)) => own.push(hit),
            None => of_people.push((person, vec![hit])),
        }
    }
    let policy = api.kind(kind).policy;
    let asks = of_people.iter().map(|(person, hits)| {
        let deed = deed(hits.iter().map(|it| (it.position.id, it.flags)));
        Ask { subject: *person, policy, deed }
    });
    let allowed = api.gate().see_sources(&actor(caller), asks.collect()).await?;
    let mut found: HashMap<Uuid, Record> = HashMap::with_capacity(hits.len());
    for (person, hits) in &of_people {
        let Some(allowed) = allowed.get(person) else { continue };
        let ids: Vec<Uuid> = hits.iter().map(|it| it.position.id).collect();
        let own = records::of_source(allowed, &caller.source.organisation, kind, &ids).await?;
        found.extend(own.into_iter().map(|record| (record.id, record)));
    }
    let text = |hit: &Hit| found.get(&hit.position.id).map(|record| (record.id, record.to_fhir()));
    Ok(hits.iter().filter_map(text).collect())
}

/// What is written of a person's resources that are shown together. The line goes with one of them, hidden from nobody
/// where there is such a one, so that it tells nothing that they do not, and nothing more once that one is hidden (R4).
pub fn deed(hits: impl Iterator<Item = (Uuid, access::rules::Flags)>) -> Deed {
    let shown = hits.min_by_key(|(_, flags)| flags.hidden_from_parents || flags.hidden_from_youth);
    shown.map_or(Deed::new("search_own"), |(id, _)| Deed::on("search_own", id))
}

async fn shared(api: &Api, kind: &str, hits: &[Hit]) -> Result<Vec<(Uuid, String)>, Fault> {
    let mut texts = Vec::with_capacity(hits.len());
    for hit in hits {
        let found = records::find_shared(api.db(), kind, hit.position.id).await?;
        texts.extend(found.map(|it| (it.id, it.to_fhir())));
    }
    Ok(texts)
}

/// A page; `last` is where it ends, where there is more.
fn page(api: &Api, kind: &str, search: &Search, last: Option<Position>, texts: Vec<(Uuid, String)>) -> Answer {
    let entry = |(id, text): &(Uuid, String)| {
        let full_url = api.address(kind, id);
        format!("{{\"fullUrl\":\"{full_url}\",\"resource\":{text},\"search\":{{\"mode\":\"match\"}}}}")
    };
    let entries: Vec<String> = texts.iter().map(entry).collect();
    let mut links = vec![("self", link(api, kind, &search.said, None))];
    if let Some(last) = last {
        links.push(("next", link(api, kind, &search.said, Some(cursor::write(last)))));
    }
    Answer::ok(bundle("searchset", search.query.settled, &links, &entries))
}

fn link(api: &Api, kind: &str, said: &[(&'static str, String)], cursor: Option<String>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(said);
    if let Some(cursor) = cursor {
        query.append_pair("_cursor", &cursor);
    }
    let query = query.finish();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{}/{kind}{mark}{query}", api.base())
}
