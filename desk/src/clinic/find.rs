//! Looking somebody up outside the queue: by national number, for a reason that they will read in their usage log.

use access::{Allowed, Deed, GateError, See, rules::Refusal};
use askama::Template;
use axum::{extract::State, response::Response};
use offices::OfficeKind;
use people::age_on;
use visits::Appointment;
use web::{AtWork, Choice, Form, Page, PageError, Portal, again_if, render};

use super::{APPOINTMENTS, conversation, day, subject};
use crate::contacts;

/// Appointments ahead that are shown.
const MOST: i64 = 50;

#[derive(Template)]
#[template(path = "clinic/find.html")]
struct Find {
    page: Page,
    form: Form,
}

#[derive(Template)]
#[template(path = "clinic/person.html")]
struct Found {
    page: Page,
    form: Form,
    born: String,
    /// Appointments at this office ahead, in words; with the page of a visit.
    ahead: Vec<(String, Option<String>)>,
    /// The office as the person's health contact.
    contacts: Vec<contacts::Line>,
    hide: Vec<Choice>,
    /// The office plans visits to people's homes.
    goes_home: bool,
}

/// Asks for whom, and why.
pub async fn get(at_work: AtWork) -> Result<Response, PageError> {
    at_work.must(access::rules::Role::sees_health)?;
    Ok(ask(&at_work, Form::default()))
}

/// Shows who it is. Somebody nobody knows and somebody who does not use the portal are the same to staff.
pub async fn post(State(portal): State<Portal>, at_work: AtWork, mut form: Form) -> Result<Response, PageError> {
    at_work.must(access::rules::Role::sees_health)?;
    let Some(asked) = subject::read(&portal, &mut form).await? else { return Ok(ask(&at_work, form)) };
    show(&portal, &at_work, asked, form).await
}

/// The person's page, with what was typed of a letter.
pub async fn show(
    portal: &Portal,
    at_work: &AtWork,
    asked: subject::Asked,
    mut form: Form,
) -> Result<Response, PageError> {
    let deed = Deed::new("look_up");
    let gate = portal.gate();
    let allowed = match gate.see_at_work(at_work.staff(), asked.person, &APPOINTMENTS, deed, asked.reason).await {
        Err(GateError::Refused(Refusal::TermsNotAccepted | Refusal::NoTrace)) => return Ok(nobody(at_work, &form)),
        allowed => allowed?,
    };
    let seen = allowed.seen().ok_or(PageError::NotFound)?;
    if !seen.user {
        return Ok(nobody(at_work, &form));
    }
    let ahead = ahead(at_work, &allowed).await?;
    let words = at_work.words();
    let faulty = form.has_faults();
    form.put_if_empty("id", portal.random().uuid(allowed.now()).to_string());
    let page = render(&Found {
        page: at_work.page_titled(seen.name.full()).under(at_work.path("person"), words.t("clinic-find")),
        born: words.short_day(seen.born),
        ahead,
        contacts: contacts::lines(at_work, &allowed).await?,
        hide: conversation::hide(at_work, age_on(seen.born, day::oslo_day(allowed.now()))),
        goes_home: at_work.office().kind == OfficeKind::HomeCare,
        form,
    });
    Ok(again_if(faulty, page))
}

/// What stands at this office ahead. Another office of the organisation is not told of.
async fn ahead(at_work: &AtWork, allowed: &Allowed<See>) -> Result<Vec<(String, Option<String>)>, GateError> {
    let ahead = records::upcoming_at(allowed, at_work.office().unit(), allowed.now(), MOST).await?;
    let goes_home = at_work.office().kind == OfficeKind::HomeCare;
    let one = |visit: Appointment| {
        let when = day::capital(&at_work.words().moment(visit.begins()?));
        Some((when, goes_home.then(|| at_work.path(&format!("besok/{}", visit.id())))))
    };
    Ok(ahead.into_iter().filter_map(Appointment::read).filter(Appointment::stands).filter_map(one).collect())
}

/// Asks again, of what else was typed no more is said: somebody nobody knows and somebody who does not use the portal are
/// the same to staff.
pub fn nobody(at_work: &AtWork, form: &Form) -> Response {
    let mut asked = Form::filled([("nummer", form.value("nummer")), ("hvorfor", form.value("hvorfor"))]);
    asked.refuse("nummer", "clinic-nobody-found");
    ask(at_work, asked)
}

fn ask(at_work: &AtWork, form: Form) -> Response {
    let faulty = form.has_faults();
    let page = render(&Find { page: at_work.page("clinic-find"), form });
    again_if(faulty, page)
}
