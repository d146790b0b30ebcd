//! One visit, planned or made, with all that belongs to it.

use access::{Allowed, Deed, See, rules::Refusal};
use askama::Template;
use axum::{extract::State, response::Response};
use jiff::Timestamp;
use uuid::Uuid;
use visits::{Appointment, Made, NotNow, Status};
use web::{Acting, ItemId, Page, PageError, Portal, render};

use super::wording;
use crate::home_care::SERVICE;

#[derive(Template)]
#[template(path = "home_care/pages/show.html")]
struct Show {
    page: Page,
    /// Key and colour of a mark.
    status: Option<(&'static str, &'static str)>,
    /// Why it was cancelled.
    because: Option<String>,
    /// Key of a term, with what it is: when, what, who.
    facts: Vec<(&'static str, String)>,
    contact: Option<String>,
    /// The other side of a visit: the plan that it kept, or the visit that kept it. Key, and address.
    other: Option<(&'static str, String)>,
    cancel: Option<String>,
    /// Until when, in words; or the key of why not.
    deadline: Option<String>,
    cannot_cancel: Option<&'static str>,
}

/// `GET /p/{handle}/hjemmetjeneste/{id}`.
pub async fn get(State(portal): State<Portal>, acting: Acting, ItemId(id): ItemId) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::on("show", id)).await?;
    if let Some(visit) = visits::find_planned(&allowed, id).await? {
        return planned(&portal, &acting, &allowed, visit).await;
    }
    let made = visits::find_made(&allowed, id).await?.ok_or(PageError::NotFound)?;
    of_made(&portal, &acting, &allowed, made).await
}

async fn planned(
    portal: &Portal,
    acting: &Acting,
    allowed: &Allowed<See>,
    visit: Appointment,
) -> Result<Response, PageError> {
    let (words, now) = (acting.words(), allowed.now());
    let kept_by = visits::was_registered(allowed, visit.id()).await?;
    let refused = acting.refused(portal, &SERVICE).await?;
    let may_cancel = visits::may_cancel(&visit, now);
    let cancels = may_cancel.is_ok() && refused.is_none();
    let reason = visit.view.cancelation_reason.as_ref().and_then(|concept| concept.text.clone());
    let mut facts = vec![("home-care-when", wording::capital(&wording::when(words, &visit)))];
    facts.extend(some("home-care-who", visit.people().join(", ")));
    facts.extend(some("home-care-from", service(portal, &visit.record.organisation).await?));
    facts.extend(some("home-care-about-it", visit.description().unwrap_or_default().to_owned()));
    facts.extend(some("home-care-prepare", visit.view.patient_instruction.clone().unwrap_or_default()));
    Ok(render(&Show {
        page: page(acting, wording::title(words, &visit)),
        status: status(&visit, kept_by, now),
        because: reason.filter(|_| visit.status() == Status::Cancelled),
        facts,
        contact: visit.contact().map(str::to_owned),
        other: kept_by.map(|id| ("home-care-to-made", acting.path(&format!("hjemmetjeneste/{id}")))),
        cancel: cancels.then(|| acting.path(&format!("hjemmetjeneste/{}/avbestill", visit.id()))),
        deadline: visits::deadline(&visit).filter(|_| cancels).map(|last| words.moment(last)),
        cannot_cancel: cannot_cancel(&visit, may_cancel, refused, now),
    }))
}

async fn of_made(portal: &Portal, acting: &Acting, allowed: &Allowed<See>, made: Made) -> Result<Response, PageError> {
    let words = acting.words();
    let plan = made.view.appointments.iter().find_map(|it| it.strip_prefix("Appointment/")?.parse::<Uuid>().ok());
    let plan = match plan {
        Some(id) => visits::find_planned(allowed, id).await?,
        None => None,
    };
    let mut facts = vec![("home-care-when", wording::capital(&wording::made_at(words, &made)))];
    facts.extend(plan.as_ref().map(|plan| ("home-care-was-planned", wording::when(words, plan))));
    facts.extend(some("home-care-who", made.view.people.join(", ")));
    let organisation = service(portal, &made.record.organisation).await?;
    facts.extend(some("home-care-from", made.view.provider.clone().unwrap_or(organisation)));
    Ok(render(&Show {
        page: page(acting, wording::what(words, &made)),
        status: Some(("home-care-status-made", "success")),
        because: None,
        facts,
        contact: None,
        other: plan.map(|plan| ("home-care-to-plan", acting.path(&format!("hjemmetjeneste/{}", plan.id())))),
        cancel: None,
        deadline: None,
        cannot_cancel: None,
    }))
}

fn page(acting: &Acting, title: String) -> Page {
    acting.page_titled(title).under(acting.path("hjemmetjeneste"), acting.words().t("home-care-title"))
}

fn some(key: &'static str, text: String) -> Option<(&'static str, String)> {
    (!text.is_empty()).then_some((key, text))
}

/// The name of the organisation that sent it.
async fn service(portal: &Portal, organisation: &str) -> Result<String, PageError> {
    let name = portal.organisations().name(organisation).await.map_err(PageError::unavailable)?;
    Ok(name.unwrap_or_default())
}

fn status(visit: &Appointment, kept_by: Option<Uuid>, now: Timestamp) -> Option<(&'static str, &'static str)> {
    let is_over = visit.stands() && visit.ends().is_some_and(|ends| ends <= now);
    match (kept_by, is_over) {
        (Some(_), _) => Some(("home-care-status-registered", "success")),
        (None, true) => Some(("home-care-status-not-registered", "warning")),
        (None, false) => wording::status(visit),
    }
}

fn cannot_cancel(
    visit: &Appointment,
    may_cancel: Result<(), NotNow>,
    refused: Option<Refusal>,
    now: Timestamp,
) -> Option<&'static str> {
    let ahead = visit.stands() && visit.begins().is_some_and(|begins| begins > now);
    match (may_cancel, refused) {
        (Ok(()), Some(refusal)) => refusal.key(),
        (Err(NotNow::TooLate), _) => Some("home-care-too-late"),
        (Err(NotNow::NotHere), _) if ahead => Some("home-care-cancel-not-here"),
        _ => None,
    }
}
