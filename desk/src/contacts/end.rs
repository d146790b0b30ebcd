//! Ending a health contact: from this moment it is one from before.

use access::{Deed, Reason};
use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use records::Expected;
use uuid::Uuid;
use web::{AtWork, Form, ItemId, Page, PageError, Portal, render};

use super::{CONTACTS, Opened, delivery, done, form, keep, kind};
use crate::clinic::day::oslo_day;

#[derive(Template)]
#[template(path = "contacts/end.html")]
struct End {
    page: Page,
    path: String,
    action: String,
}

/// Asks whether it is meant.
pub async fn get(State(portal): State<Portal>, at_work: AtWork, ItemId(id): ItemId) -> Result<Response, PageError> {
    let opened = Opened::find(&portal, &at_work, id).await?;
    if !opened.may_change() {
        return Ok(to_contact(&at_work, id));
    }
    let path = at_work.path(&format!("kontakt/{id}"));
    let page = at_work.page("contacts-end").under(path.clone(), opened.name());
    Ok(render(&End { page, action: format!("{path}/avslutt"), path }))
}

/// Ends it; again changes nothing.
pub async fn post(State(portal): State<Portal>, at_work: AtWork, ItemId(id): ItemId) -> Result<Response, PageError> {
    let opened = Opened::find(&portal, &at_work, id).await?;
    if !opened.may_change() {
        return Ok(to_contact(&at_work, id));
    }
    let today = oslo_day(opened.allowed.now());
    let mut stands = Form::of(form::filled(&opened.team, opened.record.flags));
    let mut typed = form::read(&mut stands, at_work.office(), opened.record.flags).ok_or(PageError::NotFound)?;
    // One that has not begun never does.
    (typed.from, typed.until) = (typed.from.min(today), Some(today));
    let deed = Deed::on("end", id);
    let allowed = at_work.act(&portal, opened.allowed.subject(), &CONTACTS, deed, Reason::Contact).await?;
    let text = typed.written(&allowed, at_work.office(), id, false);
    let (team, kind) = (delivery(&portal, &at_work, id, text).await?, kind(&portal));
    let seen = Expected::Version(opened.record.version);
    let kept = allowed.commit(move |tx| Box::pin(async move { keep(tx, &kind, &team, seen).await }));
    Ok(done(&at_work, id, kept.await)?.unwrap_or_else(|| to_contact(&at_work, id)))
}

fn to_contact(at_work: &AtWork, id: Uuid) -> Response {
    Redirect::to(&at_work.path(&format!("kontakt/{id}"))).into_response()
}
