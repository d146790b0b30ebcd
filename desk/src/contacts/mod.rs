//! The office, or somebody in it, as a person's health contact: registered, changed and ended at the desk (C10, H3).

mod change;
mod end;
mod form;
mod register;

use access::{
    Allowed, Deed, GateError, PersonTx, Policy, Reason, See,
    rules::{Role, table},
};
use axum::{
    Router,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use booking::BookingError;
use db::{DbError, PersonId};
use fhir::{CareTeamView, Moment};
use jiff::{Timestamp, civil::Date};
use records::{Delivery, Expected, Kind, Record};
use uuid::Uuid;
use web::{AtWork, PageError, Portal, Words, texts::Source};

use crate::clinic::day::oslo_day;

/// The texts of these pages.
pub const TEXTS: Source = web::texts!("contacts");

const TYPE: &str = "CareTeam";

/// Health contacts, as the gate knows them.
static CONTACTS: Policy = Policy::everywhere(&table::HEALTH_CONTACTS);

/// All addresses of the contacts.
pub fn routes() -> Router<Portal> {
    Router::new()
        // Where those come who load a form here anew: it begins with the person.
        .route("/skranke/kontakt", get(|| async { Redirect::to("/skranke/person") }))
        .route("/skranke/kontakt/ny", post(register::begin))
        .route("/skranke/kontakt/registrer", post(register::post))
        .route("/skranke/kontakt/{id}", get(change::get).post(change::post))
        .route("/skranke/kontakt/{id}/avslutt", get(end::get).post(end::post))
}

/// A contact of the person at this office, for the page of one who was looked up.
pub struct Line {
    pub href: String,
    pub name: String,
    pub role: Option<String>,
    pub period: String,
    /// No longer, or not yet, theirs.
    pub off: bool,
}

/// The office's own contacts of a person, in no order that means anything.
pub async fn lines(at_work: &AtWork, allowed: &Allowed<See>) -> Result<Vec<Line>, GateError> {
    let records = records::of_unit(allowed, at_work.office().unit(), TYPE).await?;
    Ok(records.iter().filter_map(|record| line(at_work, record, allowed.now())).collect())
}

fn line(at_work: &AtWork, record: &Record, now: Timestamp) -> Option<Line> {
    let team = CareTeamView::read(&record.body).filter(|team| !team.is_mistaken())?;
    let names: Vec<&str> = team.members.iter().filter_map(|it| it.name.as_deref()).collect();
    let role = team.members.iter().find_map(|it| it.role.as_ref()?.text.clone());
    Some(Line {
        href: at_work.path(&format!("kontakt/{}", record.id)),
        name: names.join(", "),
        role,
        period: period(at_work.words(), &team),
        off: !team.is_in_force(now),
    })
}

/// From when to when, in words.
fn period(words: &Words, team: &CareTeamView) -> String {
    let day = |moment: Option<Moment>| moment.map(|moment| words.short_day(day(moment))).unwrap_or_default();
    format!("{}–{}", day(team.from), day(team.until))
}

fn day(moment: Moment) -> Date {
    match moment {
        Moment::Day(day) => day,
        Moment::Time(at) => oslo_day(at),
    }
}

/// One contact as it stands, with the look in the person's log.
struct Opened {
    allowed: Allowed<See>,
    record: Record,
    team: CareTeamView,
}

impl Opened {
    async fn find(portal: &Portal, at_work: &AtWork, id: Uuid) -> Result<Self, PageError> {
        at_work.must(Role::sees_health)?;
        let unit = at_work.office().unit();
        let person = portal.office_records().whose(unit, TYPE, id).await.map_err(PageError::unavailable)?;
        let person = person.ok_or(PageError::NotFound)?;
        let allowed = at_work.see(portal, person, &CONTACTS, Deed::on("show", id), Reason::Contact).await?;
        let record = records::find(&allowed, TYPE, id).await?.ok_or(PageError::NotFound)?;
        let team = CareTeamView::read(&record.body).filter(|team| !team.is_mistaken()).ok_or(PageError::NotFound)?;
        Ok(Self { allowed, record, team })
    }

    /// It was registered here, and has not ended: what a system has sent, the system changes.
    fn may_change(&self) -> bool {
        let today = oslo_day(self.allowed.now());
        let over = self.team.until.is_some_and(|until| day(until) < today);
        crate::is_made_here(&self.record) && self.team.is_active() && !over
    }

    fn name(&self) -> String {
        self.allowed.seen().map_or_else(String::new, |seen| seen.name.full())
    }
}

/// What stands after, as a system of the office would send it.
async fn delivery(portal: &Portal, at_work: &AtWork, id: Uuid, text: String) -> Result<Delivery, PageError> {
    let source = portal.times().source(at_work.office()).await.map_err(PageError::unavailable)?;
    let source = source.ok_or(PageError::NotFound)?;
    booking::delivery(portal.times().keyring(), &source, id, text).map_err(PageError::unavailable)
}

/// Keeps it, with what follows from it as from any source's.
async fn keep(tx: &mut PersonTx<'_>, kind: &Kind, team: &Delivery, expected: Expected) -> Result<(), BookingError> {
    let stood = records::find_in(tx, TYPE, team.id).await?;
    // This click's twin has done it: not even a line in the log is left of this one.
    if stood.is_some_and(|stood| stood.body == team.text || expected == Expected::Nothing) {
        return Err(BookingError::Already(team.id));
    }
    records::receive_expecting(tx, kind, team, expected).await?;
    Ok(())
}

/// The page that follows; `None` where somebody else has changed it meanwhile.
fn done(at_work: &AtWork, id: Uuid, kept: Result<(), BookingError>) -> Result<Option<Response>, PageError> {
    match kept {
        Ok(()) | Err(BookingError::Already(_)) => {
            Ok(Some(Redirect::to(&at_work.path(&format!("kontakt/{id}"))).into_response()))
        }
        Err(BookingError::Gate(GateError::Database(DbError::Conflict | DbError::Exists)))
        | Err(BookingError::Taken | BookingError::TooMany) => Ok(None),
        Err(BookingError::Gate(fault)) => Err(fault.into()),
        Err(fault @ BookingError::Invalid(_)) => Err(PageError::unavailable(fault)),
    }
}

fn kind(portal: &Portal) -> Kind {
    crate::kind(portal, &CONTACTS)
}

/// Whose contact a form is about: of somebody who was looked up, or of one whom the office visits.
async fn whom(portal: &Portal, at_work: &AtWork, form: &web::Form) -> Result<(PersonId, Reason), PageError> {
    if let Ok(visit) = Uuid::parse_str(form.value("hos")) {
        return Ok((crate::home_visits::whose(portal, at_work, visit).await?, Reason::Appointment));
    }
    let asked = crate::clinic::subject::found(portal, form).await?;
    Ok((asked.person, asked.reason))
}
