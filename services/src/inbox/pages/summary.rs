//! The inbox on the pages over all services: the line in the box, what is new, and the export.

use access::Deed;
use dialogue::{Filter, State as Stands};
use jiff::Timestamp;
use serde_json::Value;
use web::{Acting, PageError, Portal, TimelineItem, service::Answer};

use super::list;
use crate::inbox::SERVICE;

/// Conversations that "since you were last here" looks at.
const LATEST: dialogue::Page = dialogue::Page { size: 20, skip: 0 };

/// How many conversations hold something unread.
pub fn card<'a>(portal: &'a Portal, acting: &'a Acting) -> Answer<'a, String> {
    Box::pin(async move {
        let allowed = acting.see(portal, &SERVICE, Deed::new("card")).await?;
        let unread = dialogue::badge(&allowed).await?;
        Ok(acting.words().say("inbox-card").with("count", unread).to_string())
    })
}

/// Conversations in which the health service wrote last, since a moment.
pub fn timeline<'a>(portal: &'a Portal, acting: &'a Acting, since: Timestamp) -> Answer<'a, Vec<TimelineItem>> {
    Box::pin(async move {
        let allowed = acting.see(portal, &SERVICE, Deed::new("timeline")).await?;
        let threads = dialogue::list(&allowed, Filter::Inbox, LATEST).await?;
        let new = threads.iter().filter(|it| it.last_at >= since && it.state == Stands::Answered);
        let event = |thread: &dialogue::Thread| TimelineItem {
            at: thread.last_at,
            text: acting.words().say("inbox-event").with("who", thread.with.clone().unwrap_or_default()).to_string(),
            href: list::row(acting, thread).href,
        };
        Ok(new.map(event).collect())
    })
}

/// Every message and its files as FHIR, as far as the reader may see them.
pub fn export<'a>(portal: &'a Portal, acting: &'a Acting) -> Answer<'a, Value> {
    Box::pin(async move {
        let allowed = acting.see(portal, &SERVICE, Deed::new("export")).await?;
        let mut records = records::list(&allowed, dialogue::TYPE).await?;
        records.extend(records::list(&allowed, "Binary").await?);
        let resources: Result<Vec<Value>, _> = records.iter().map(|it| serde_json::from_str(&it.to_fhir())).collect();
        resources.map(Value::Array).map_err(PageError::unavailable)
    })
}
