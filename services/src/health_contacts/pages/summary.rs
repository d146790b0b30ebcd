//! Health contacts on the pages over all services: the line in the box, what is new, and the export.

use access::Deed;
use jiff::Timestamp;
use records::Record;
use serde_json::{Value, json};
use web::{Acting, PageError, Portal, TimelineItem, service::Answer};

use super::list;
use crate::health_contacts::{SERVICE, fhir, store};

/// The GP's name, where one is known.
pub fn card<'a>(portal: &'a Portal, acting: &'a Acting) -> Answer<'a, String> {
    Box::pin(async move {
        let allowed = acting.see(portal, &SERVICE, Deed::new("card")).await?;
        let contacts = list::from_sources(portal, acting, &allowed).await?;
        let gp = contacts.into_iter().find(|contact| contact.is_gp() && !contact.is_past);
        let line = gp.map(|gp| acting.words().say("health-contacts-gp").with("name", gp.name).to_string());
        Ok(line.unwrap_or_default())
    })
}

/// Contacts that came or changed since a moment.
pub fn timeline<'a>(portal: &'a Portal, acting: &'a Acting, since: Timestamp) -> Answer<'a, Vec<TimelineItem>> {
    Box::pin(async move {
        let allowed = acting.see(portal, &SERVICE, Deed::new("timeline")).await?;
        let teams = store::teams(&allowed).await?;
        let new = teams.iter().filter(|record| record.updated_at >= since);
        Ok(new.filter_map(|record| event(acting, record, allowed.now())).collect())
    })
}

fn event(acting: &Acting, record: &Record, now: Timestamp) -> Option<TimelineItem> {
    let contacts = fhir::contacts(record, &[], now);
    let names: Vec<String> = contacts.into_iter().map(|contact| contact.name).collect();
    let key = if record.version == 1 { "health-contacts-event-new" } else { "health-contacts-event-changed" };
    (!names.is_empty()).then(|| TimelineItem {
        at: record.updated_at,
        text: acting.words().say(key).with("names", names.join(", ")).to_string(),
        href: acting.path(SERVICE.path),
    })
}

/// Care teams as FHIR, and one's own contacts.
pub fn export<'a>(portal: &'a Portal, acting: &'a Acting) -> Answer<'a, Value> {
    Box::pin(async move {
        let allowed = acting.see(portal, &SERVICE, Deed::new("export")).await?;
        let teams = store::teams(&allowed).await?;
        let teams: Result<Vec<Value>, _> = teams.iter().map(|it| serde_json::from_str(&it.to_fhir())).collect();
        let own: Vec<_> = store::list(&allowed).await?.into_iter().map(|own| own.details).collect();
        Ok(json!({"teams": teams.map_err(PageError::unavailable)?, "own": own}))
    })
}
