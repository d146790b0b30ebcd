//! `/skranke/veiledning/fullmakt/avslutt`: ends a power that somebody is a side of, on their form on paper (R5, R9).

use access::{
    Deed, Reason,
    state::{PowerError, find_power},
};
use askama::Template;
use axum::{extract::State, response::Response};
use uuid::Uuid;
use web::{AtWork, Form, Page, PageError, Portal, again_if, render};

use super::{ACCOUNTS, FORMS, ITEM, account, must, powers, reason, reference};
use crate::members::person;

#[derive(Template)]
#[template(path = "guidance/end_power.html")]
struct End {
    page: Page,
    form: Form,
    path: String,
}

/// Asks for the form, then ends it; a second click changes nothing.
pub(super) async fn post(State(portal): State<Portal>, at_work: AtWork, mut form: Form) -> Result<Response, PageError> {
    must(&at_work)?;
    let subject = person(&portal, &mut form, "nummer").await?.ok_or(PageError::BadInput)?;
    let said = reason(&mut form).ok_or(PageError::BadInput)?;
    let power = Uuid::parse_str(form.value("fullmakt")).map_err(|_| PageError::BadInput)?;
    if form.value("steg") != "avslutt" {
        let allowed = at_work.see(&portal, subject, &ACCOUNTS, Deed::on("show", power), said).await?;
        find_power(&allowed, power).await?.ok_or(PageError::NotFound)?;
        return Ok(ask(&at_work, form));
    }
    let Some(paper) = reference(&mut form, "skjema") else { return Ok(ask(&at_work, form)) };
    let allowed = at_work.act(&portal, subject, &FORMS, Deed::on("end_power", power), Reason::Stated(paper)).await?;
    let done = match powers::end(allowed, power).await {
        Ok(()) => Some("guidance-power-ended"),
        Err(PowerError::Ended) => None,
        Err(PowerError::NotFound) => return Err(PageError::NotFound),
        Err(PowerError::Gate(fault)) => return Err(fault.into()),
        Err(fault) => return Err(PageError::unavailable(fault)),
    };
    let found = account::find(&portal, &at_work, subject, said).await?;
    account::show(&at_work, form, Some(found.with(done)))
}

fn ask(at_work: &AtWork, form: Form) -> Response {
    let faulty = form.has_faults();
    let page = at_work.page("guidance-power-end-title").under(at_work.path(ITEM.path), at_work.words().t(ITEM.key));
    let page = render(&End { page, form, path: at_work.path("veiledning/fullmakt/avslutt") });
    again_if(faulty, page)
}
