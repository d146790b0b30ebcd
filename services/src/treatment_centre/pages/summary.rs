//! Referrals on the pages over all services: the line in the box, what is new, and the export.

use access::Deed;
use jiff::Timestamp;
use serde_json::Value;
use web::{Acting, PageError, Portal, TimelineItem, service::Answer};

use super::list;
use crate::treatment_centre::store;

/// How many referrals one can choose from; nothing where the reader may not see them, or there are none.
pub fn card<'a>(portal: &'a Portal, acting: &'a Acting) -> Answer<'a, String> {
    Box::pin(async move {
        if store::refused(portal, acting, &store::REFERRALS).await?.is_some() {
            return Ok(String::new());
        }
        let allowed = store::must(portal, acting, Deed::new("card")).await?;
        let count = store::list(&allowed).await?.len();
        let line = || acting.words().say("treatment-centre-count").with("count", count).to_string();
        Ok(if count == 0 { String::new() } else { line() })
    })
}

/// Referrals that came or changed since a moment.
pub fn timeline<'a>(portal: &'a Portal, acting: &'a Acting, since: Timestamp) -> Answer<'a, Vec<TimelineItem>> {
    Box::pin(async move {
        if store::refused(portal, acting, &store::REFERRALS).await?.is_some() {
            return Ok(Vec::new());
        }
        let allowed = store::must(portal, acting, Deed::new("timeline")).await?;
        let treatments = portal.treatments().list().await.map_err(PageError::unavailable)?;
        let new = store::list(&allowed).await?.into_iter().filter(|it| it.record.updated_at >= since);
        let event = |it| {
            let title = list::title(acting.words(), &it, &treatments);
            let first = it.record.version == 1;
            let key = if first { "treatment-centre-event-new" } else { "treatment-centre-event-changed" };
            TimelineItem {
                at: it.record.updated_at,
                text: acting.words().say(key).with("what", title).to_string(),
                href: acting.path(&format!("velg-behandlingssted/{}", it.record.id)),
            }
        };
        Ok(new.map(event).collect())
    })
}

/// Every referral as FHIR, as far as the reader may see them, those that have ended too.
pub fn export<'a>(portal: &'a Portal, acting: &'a Acting) -> Answer<'a, Value> {
    Box::pin(async move {
        let allowed = store::must(portal, acting, Deed::new("export")).await?;
        let records = records::list(&allowed, "ServiceRequest").await?;
        let resources: Result<Vec<Value>, _> = records.iter().map(|it| serde_json::from_str(&it.to_fhir())).collect();
        resources.map(Value::Array).map_err(PageError::unavailable)
    })
}
