//! Planning a visit: for somebody who was looked up, or for one who has visits already.

use access::{
    Deed, Reason,
    rules::{Flags, Role},
};
use askama::Template;
use axum::{extract::State, response::Response};
use people::age_on;
use uuid::Uuid;
use visits::HOME_CARE;
use web::{AtWork, Choice, Form, ItemId, Page, PageError, Portal, again_if, render};

use super::{Opened, delivery, done, form, office, whose};
use crate::clinic::{
    appointments,
    conversation::hide,
    day::oslo_day,
    subject::{self, Asked},
};

#[derive(Template)]
#[template(path = "home_visits/plan.html")]
struct Planning {
    page: Page,
    form: Form,
    name: String,
    born: String,
    hide: Vec<Choice>,
}

/// Asks when and what for, for somebody who was looked up.
pub async fn begin(State(portal): State<Portal>, at_work: AtWork, form: Form) -> Result<Response, PageError> {
    at_work.must(Role::sees_health)?;
    at_work.must_be_for(&form)?;
    office(&at_work)?;
    ask(&portal, &at_work, form).await
}

/// Asks the same, for the person of a visit, as that visit was planned.
pub async fn another(State(portal): State<Portal>, at_work: AtWork, ItemId(id): ItemId) -> Result<Response, PageError> {
    let opened = Opened::find(&portal, &at_work, id).await?;
    let mut fields = form::filled(at_work.words(), &opened.visit);
    fields.retain(|(name, _)| name != "dag" && name != "om");
    fields.push(("hos".to_owned(), id.to_string()));
    ask(&portal, &at_work, Form::of(fields)).await
}

/// Plans it, or asks again with what is wrong at the field. The second click plans nothing.
pub async fn post(State(portal): State<Portal>, at_work: AtWork, mut form: Form) -> Result<Response, PageError> {
    at_work.must(Role::sees_health)?;
    at_work.must_be_for(&form)?;
    office(&at_work)?;
    let id = Uuid::parse_str(form.value("id")).map_err(|_| PageError::BadInput)?;
    let Some(plan) = form::plan(&mut form, Flags::default(), portal.clock().now()) else {
        return ask(&portal, &at_work, form).await;
    };
    let asked = whom(&portal, &at_work, &form).await?;
    let visit = delivery(&portal, &at_work, (asked.person, id), &plan).await?;
    let kind = appointments(&portal);
    let allowed = at_work.act(&portal, asked.person, &HOME_CARE, Deed::on("plan", id), asked.reason).await;
    let allowed = allowed.map_err(subject::unused)?;
    let planned = allowed.commit(move |tx| Box::pin(async move { visits::plan(tx, &kind, &visit).await }));
    done(&at_work, id, planned.await)
}

/// Whom it is for, as the form carries it.
async fn whom(portal: &Portal, at_work: &AtWork, form: &Form) -> Result<Asked, PageError> {
    if let Ok(visit) = Uuid::parse_str(form.value("hos")) {
        return Ok(Asked { person: whose(portal, at_work, visit).await?, reason: Reason::Appointment });
    }
    subject::found(portal, form).await
}

async fn ask(portal: &Portal, at_work: &AtWork, mut form: Form) -> Result<Response, PageError> {
    let asked = whom(portal, at_work, &form).await?;
    let allowed = at_work.see(portal, asked.person, &HOME_CARE, Deed::new("look_up"), asked.reason).await?;
    let seen = allowed.seen().filter(|seen| seen.user).ok_or(PageError::NotFound)?;
    let words = at_work.words();
    let faulty = form.has_faults();
    form.put_if_empty("id", portal.random().uuid(allowed.now()).to_string());
    let page = render(&Planning {
        page: at_work.page("home-visits-plan").under(at_work.path("besok"), words.t("home-visits-title")),
        name: seen.name.full(),
        born: words.short_day(seen.born),
        hide: hide(at_work, age_on(seen.born, oslo_day(allowed.now()))),
        form,
    });
    Ok(again_if(faulty, page))
}
