//! Home care's visits at the desk: who is visited when, planning them, and registering what became of them (H3, C14).

mod change;
mod day;
mod end;
pub(crate) mod form;
mod made;
mod plan;
mod show;

use access::{
    Allowed, Deed, Reason, See,
    rules::{Flags, Role},
};
use axum::{
    Router,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use booking::{Draft, Patient, compose};
use db::PersonId;
use offices::{Office, OfficeKind};
use records::{Delivery, Source};
use uuid::Uuid;
use visits::{Appointment, AtWorkError, HOME_CARE};
use web::{AtWork, DeskItem, PageError, Portal, texts::Source as Texts};

use crate::clinic::subject;

/// The texts of these pages.
pub const TEXTS: Texts = web::texts!("home_visits");

/// Its line in the menu of those who go home to people.
pub const ITEM: DeskItem = DeskItem {
    path: "besok",
    key: "home-visits-title",
    about: "home-visits-menu",
    icon: "home",
    is_for: Role::sees_health,
    at: |kind| matches!(kind, OfficeKind::HomeCare),
};

/// All addresses of the visits.
pub fn routes() -> Router<Portal> {
    Router::new()
        .route("/skranke/besok", get(day::get))
        .route("/skranke/besok/ny", post(plan::begin))
        .route("/skranke/besok/planlegg", post(plan::post))
        .route("/skranke/besok/{id}", get(show::get))
        .route("/skranke/besok/{id}/nytt", get(plan::another))
        .route("/skranke/besok/{id}/endre", get(change::get).post(change::post))
        .route("/skranke/besok/{id}/avlys", get(end::call_off).post(end::post_call_off))
        .route("/skranke/besok/{id}/ikke-gjort", get(end::not_made).post(end::post_not_made))
        .route("/skranke/besok/{id}/gjort", get(made::get).post(made::post))
}

/// What somebody plans.
pub struct Plan {
    at: (jiff::Timestamp, jiff::Timestamp),
    what: String,
    who: String,
    note: String,
    flags: Flags,
}

/// One visit of the organisation as it stands, with the look in the person's log.
struct Opened {
    allowed: Allowed<See>,
    visit: Appointment,
    /// The Encounter that has kept it.
    registered: Option<Uuid>,
}

impl Opened {
    async fn find(portal: &Portal, at_work: &AtWork, id: Uuid) -> Result<Self, PageError> {
        let person = whose(portal, at_work, id).await?;
        let allowed = at_work.see(portal, person, &HOME_CARE, Deed::on("show", id), Reason::Appointment).await?;
        let visit = visits::find_planned(&allowed, id).await?.ok_or(PageError::NotFound)?;
        let registered = visits::was_registered(&allowed, id).await?;
        Ok(Self { allowed, visit, registered })
    }

    /// It was neither called off nor registered.
    fn stands(&self) -> bool {
        self.visit.stands() && self.registered.is_none()
    }

    fn name(&self) -> String {
        self.allowed.seen().map_or_else(String::new, |seen| seen.name.full())
    }
}

/// The office one is at work for, where it goes home to people: for others these pages are not there.
fn office(at_work: &AtWork) -> Result<&Office, PageError> {
    at_work.must(Role::sees_health)?;
    Some(at_work.office()).filter(|office| (ITEM.at)(office.kind)).ok_or(PageError::NotFound)
}

/// The person of a visit of the organisation's home care.
pub(crate) async fn whose(portal: &Portal, at_work: &AtWork, visit: Uuid) -> Result<PersonId, PageError> {
    let unit = office(at_work)?.unit();
    let person = portal.office_records().whose(unit, "Appointment", visit).await.map_err(PageError::unavailable)?;
    person.ok_or(PageError::NotFound)
}

async fn source(portal: &Portal, at_work: &AtWork) -> Result<Source, PageError> {
    let source = portal.times().source(office(at_work)?).await.map_err(PageError::unavailable)?;
    source.ok_or(PageError::NotFound)
}

/// The visit as a system of the office would send it.
async fn delivery(
    portal: &Portal,
    at_work: &AtWork,
    (person, id): (PersonId, Uuid),
    plan: &Plan,
) -> Result<Delivery, PageError> {
    let source = source(portal, at_work).await?;
    let text = compose(&Draft {
        id,
        office: at_work.office(),
        source: &source,
        patient: Patient(subject::number(portal, person).await?),
        at: plan.at,
        title: Some(&plan.what),
        with: Some(&*plan.who).filter(|who| !who.is_empty()),
        about: &plan.note,
        flags: plan.flags,
        at_home: true,
    });
    booking::delivery(portal.times().keyring(), &source, id, text).map_err(PageError::unavailable)
}

fn to_visit(at_work: &AtWork, id: Uuid) -> Response {
    Redirect::to(&at_work.path(&format!("besok/{id}"))).into_response()
}

/// The page that follows a change. The visit's own says how it stands, also where nothing could be done any more.
fn done(at_work: &AtWork, id: Uuid, result: Result<(), AtWorkError>) -> Result<Response, PageError> {
    match result {
        Ok(()) | Err(AtWorkError::NotNow | AtWorkError::Changed) => Ok(to_visit(at_work, id)),
        Err(AtWorkError::NotFound) => Err(PageError::NotFound),
        Err(AtWorkError::Gate(fault)) => Err(fault.into()),
    }
}
