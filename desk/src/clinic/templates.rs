//! The office's own answers to begin with: made, changed, removed.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use offices::Template as Ready;
use uuid::Uuid;
use web::{AtWork, Form, Page, PageError, Portal, again, render};

use super::answer::LONGEST;

const LONGEST_NAME: usize = 80;

#[derive(Template)]
#[template(path = "clinic/templates.html")]
struct Templates {
    page: Page,
    templates: Vec<Ready>,
    form: Form,
}

/// Lists them, with a place for a new one.
pub async fn get(State(portal): State<Portal>, at_work: AtWork) -> Result<Response, PageError> {
    at_work.must(access::rules::Role::sees_health)?;
    let id = portal.random().uuid(portal.clock().now()).to_string();
    list(&portal, &at_work, Form::filled([("id", &*id), ("navn", ""), ("tekst", "")])).await
}

/// Adds, changes or removes one.
pub async fn post(State(portal): State<Portal>, at_work: AtWork, mut form: Form) -> Result<Response, PageError> {
    at_work.must(access::rules::Role::sees_health)?;
    at_work.must_be_for(&form)?;
    let (office, now) = (at_work.office().id, portal.clock().now());
    let id = Uuid::parse_str(form.value("id")).map_err(|_| PageError::BadInput)?;
    let changed = if form.value("gjor") == "fjern" {
        portal.offices().remove_template(office, id).await
    } else {
        check(&mut form);
        if form.has_faults() {
            return Ok(again(list(&portal, &at_work, form).await?));
        }
        let ready = Ready { id, name: form.value("navn").to_owned(), body: form.value("tekst").to_owned() };
        portal.offices().save_template(office, &ready, now).await
    };
    changed.map_err(PageError::unavailable)?;
    Ok(Redirect::to(&at_work.path("svarmaler")).into_response())
}

fn check(form: &mut Form) {
    form.require("navn", "clinic-template-name-empty");
    form.require("tekst", "clinic-answer-empty");
    form.at_most("navn", LONGEST_NAME, "clinic-template-name-too-long");
    form.at_most("tekst", LONGEST, "clinic-answer-too-long");
}

async fn list(portal: &Portal, at_work: &AtWork, form: Form) -> Result<Response, PageError> {
    let templates = portal.offices().templates(at_work.office().id).await.map_err(PageError::unavailable)?;
    Ok(render(&Templates { page: at_work.page("clinic-templates"), templates, form }))
}
