//! Appointments on the pages over all services: the line in the box, what is new, and the export.

use access::Deed;
use jiff::Timestamp;
use serde_json::Value;
use web::{Acting, PageError, Portal, TimelineItem, service::Answer};

use super::wording;
use crate::appointments::{
    SERVICE,
    model::{Appointment, Status},
    store,
};

/// The next appointment, in a line.
pub fn card<'a>(portal: &'a Portal, acting: &'a Acting) -> Answer<'a, String> {
    Box::pin(async move {
        let allowed = acting.see(portal, &SERVICE, Deed::new("card")).await?;
        let ahead = store::upcoming(&allowed).await?;
        let next = ahead.iter().find(|it| it.status() != Status::Cancelled);
        let words = acting.words();
        Ok(match next {
            Some(next) => words.say("appointments-next").with("when", wording::when(words, next)).to_string(),
            None => words.t("appointments-none-ahead").to_owned(),
        })
    })
}

/// What came, was changed or was cancelled since a moment.
pub fn timeline<'a>(portal: &'a Portal, acting: &'a Acting, since: Timestamp) -> Answer<'a, Vec<TimelineItem>> {
    Box::pin(async move {
        let allowed = acting.see(portal, &SERVICE, Deed::new("timeline")).await?;
        let records = store::list(&allowed).await?;
        let new = records.into_iter().filter(|record| record.updated_at >= since).filter_map(Appointment::read);
        Ok(new.map(|appointment| event(acting, &appointment)).collect())
    })
}

fn event(acting: &Acting, appointment: &Appointment) -> TimelineItem {
    let words = acting.words();
    let key = match (appointment.status(), appointment.record.version) {
        (Status::Cancelled, _) => "appointments-event-cancelled",
        (_, 1) => "appointments-event-new",
        _ => "appointments-event-changed",
    };
    TimelineItem {
        at: appointment.record.updated_at,
        text: words.say(key).with("when", wording::when(words, appointment)).to_string(),
        href: acting.path(&format!("timer/{}", appointment.id())),
    }
}

/// Every appointment as FHIR, as far as the reader may see them.
pub fn export<'a>(portal: &'a Portal, acting: &'a Acting) -> Answer<'a, Value> {
    Box::pin(async move {
        let allowed = acting.see(portal, &SERVICE, Deed::new("export")).await?;
        let records = store::list(&allowed).await?;
        let resources: Result<Vec<Value>, _> = records.iter().map(|it| serde_json::from_str(&it.to_fhir())).collect();
        resources.map(Value::Array).map_err(PageError::unavailable)
    })
}
