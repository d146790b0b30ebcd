//! The log, newest first, a page at a time.

use access::{
    Deed,
    log::{self, Page as Part},
};
use askama::Template;
use axum::{extract::State, response::Response};
use web::{Acting, Choice, Form, Page, PageError, Portal, render};

use crate::usage_log::{SERVICE, question::Question, shown::Shown};

/// Lines on a page.
const SIZE: u32 = 50;

#[derive(Template)]
#[template(path = "usage_log/pages/list.html")]
struct List {
    page: Page,
    form: Form,
    people: Vec<Choice>,
    services: Vec<Choice>,
    lines: Vec<Shown>,
    own_use_only: bool,
    narrowed: bool,
    path: String,
    /// Back to the newest, and on to those before.
    newest: Option<String>,
    older: Option<String>,
    csv: String,
    json: String,
}

/// `GET /p/{handle}/bruk`.
pub async fn get(State(portal): State<Portal>, acting: Acting, form: Form) -> Result<Response, PageError> {
    let allowed = acting.see(&portal, &SERVICE, Deed::new("list")).await?;
    let mut question = Question::read(&portal, &acting, &allowed, form).await?;
    let mut lines = Vec::new();
    if !question.form.has_faults() {
        let part = Part { before: question.before, size: SIZE + 1 };
        lines = log::list(&allowed, &question.filter, &part).await?;
    }
    let has_older = lines.len() > SIZE as usize;
    lines.truncate(SIZE as usize);
    question.names.add(&portal, &lines).await?;

    let path = acting.path(SERVICE.path);
    let download = format!("{path}/last-ned");
    let older = lines.last().filter(|_| has_older).map(|line| line.id.to_string());
    let shown = lines.iter().map(|line| Shown::of(line, allowed.subject(), &question.names, acting.words()));
    Ok(render(&List {
        page: acting.service_page(&SERVICE),
        people: question.people(&portal, &acting),
        services: question.services(&acting),
        lines: shown.collect(),
        own_use_only: allowed.reader().own_use_only,
        narrowed: question.narrows(),
        newest: question.before.map(|_| question.address(&path, "", "")),
        older: older.map(|id| question.address(&path, "eldre-enn", &id)),
        csv: question.address(&download, "format", "csv"),
        json: question.address(&download, "format", "json"),
        form: question.form,
        path,
    }))
}
