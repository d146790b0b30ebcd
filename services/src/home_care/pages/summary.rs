//! Home care on the pages over all services: the line in the box, what is new, and the export.

use access::Deed;
use jiff::Timestamp;
use serde_json::{Value, json};
use visits::Made;
use web::{Acting, PageError, Portal, TimelineItem, service::Answer};

use super::{next_of_kin, wording};
use crate::home_care::SERVICE;

/// Visits that are looked through for what is new, and taken along at once.
const SOME: i64 = 50;

/// The next visit, in a line.
pub fn card<'a>(portal: &'a Portal, acting: &'a Acting) -> Answer<'a, String> {
    Box::pin(async move {
        let allowed = acting.see(portal, &SERVICE, Deed::new("card")).await?;
        let planned = visits::planned(&allowed).await?;
        let words = acting.words();
        Ok(match planned.iter().find(|visit| visit.stands()) {
            Some(next) => words.say("home-care-next").with("when", wording::when(words, next)).to_string(),
            None => words.t("home-care-none-planned").to_owned(),
        })
    })
}

/// Visits that were registered since a moment. Planned ones are told by the appointments they are.
pub fn timeline<'a>(portal: &'a Portal, acting: &'a Acting, since: Timestamp) -> Answer<'a, Vec<TimelineItem>> {
    Box::pin(async move {
        let allowed = acting.see(portal, &SERVICE, Deed::new("timeline")).await?;
        let made = visits::made(&allowed, SOME, 0).await?;
        Ok(made.iter().filter(|made| made.record.updated_at >= since).map(|made| event(acting, made)).collect())
    })
}

fn event(acting: &Acting, made: &Made) -> TimelineItem {
    let words = acting.words();
    TimelineItem {
        at: made.record.updated_at,
        text: words.say("home-care-event-made").with("when", wording::made_at(words, made)).to_string(),
        href: acting.path(&format!("hjemmetjeneste/{}", made.id())),
    }
}

/// Visits that were made, as FHIR, and what one has chosen. Planned ones go with the appointments.
pub fn export<'a>(portal: &'a Portal, acting: &'a Acting) -> Answer<'a, Value> {
    Box::pin(async move {
        let allowed = acting.see(portal, &SERVICE, Deed::new("export")).await?;
        let (mut all, mut skip) = (Vec::new(), 0);
        loop {
            let some = visits::made(&allowed, SOME, skip).await?;
            let resource = |made: &Made| serde_json::from_str::<Value>(&made.record.to_fhir());
            let read: Result<Vec<Value>, _> = some.iter().map(resource).collect();
            all.extend(read.map_err(PageError::unavailable)?);
            if some.len() < SOME as usize {
                break;
            }
            skip += SOME;
        }
        let settings = visits::settings(&allowed).await?;
        let kin = next_of_kin::of(portal, acting, &allowed).await?;
        let kin: Vec<Value> = kin
            .iter()
            .map(|it| json!({"name": it.name, "completed": it.word.completed, "missed": it.word.missed}))
            .collect();
        let choices =
            json!({"named": settings.named, "missed_after_minutes": settings.missed_after, "next_of_kin": kin});
        Ok(json!({"visits": all, "choices": choices}))
    })
}
