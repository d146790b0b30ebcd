//! `/skranke/drift`: which municipalities have connected what, the offices, and what operators have changed.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use jiff::Timestamp;
use offices::{Office, OfficeKind, Operation, OperatorChange};
use people::PersonId;
use web::{AtWork, Choice, Form, Page, PageError, Portal, again, render};

use super::ITEM;

/// Changes that are shown; the command lists them all.
const CHANGES: u32 = 50;

#[derive(Template)]
#[template(path = "pages/operator.html")]
struct Drift {
    page: Page,
    form: Form,
    services: Vec<Choice>,
    connected: Vec<Connected>,
    offices: Vec<Office>,
    changes: Vec<Change>,
    path: String,
}

/// A municipality's connection to a service.
struct Connected {
    municipality: String,
    service: String,
    /// As people call it.
    name: String,
}

/// A line of what was changed.
struct Change {
    at: Timestamp,
    by: String,
    /// Key of what was done.
    key: String,
    detail: String,
}

pub(super) async fn get(State(portal): State<Portal>, at_work: AtWork) -> Result<Response, PageError> {
    show(&portal, &at_work, Form::default()).await
}

/// `POST /skranke/drift`: connects, or ends a connection.
pub(super) async fn post(State(portal): State<Portal>, at_work: AtWork, mut form: Form) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let municipality = form.value("kommune").to_owned();
    if municipality.len() != 4 || !municipality.bytes().all(|byte| byte.is_ascii_digit()) {
        form.refuse("kommune", "desk-operator-municipality-wrong");
    }
    let Some(service) = OfficeKind::parse(form.value("tjeneste")).and_then(OfficeKind::service) else {
        return Err(PageError::BadInput);
    };
    if form.has_faults() {
        return show(&portal, &at_work, form).await;
    }
    let service = service.to_owned();
    let operation = match form.value("gjor") {
        "av" => Operation::Disconnect { service, municipality },
        _ => Operation::Connect { service, municipality },
    };
    let by = at_work.staff().person().to_string();
    let changed = portal.offices().operate(operation, &by, portal.clock(), portal.random()).await;
    changed.map_err(PageError::unavailable)?;
    Ok(Redirect::to(&at_work.path(ITEM.path)).into_response())
}

async fn show(portal: &Portal, at_work: &AtWork, form: Form) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let offices = portal.offices();
    let connected = offices.connections().await.map_err(PageError::unavailable)?;
    let changes = offices.changes(CHANGES).await.map_err(PageError::unavailable)?;
    let names = names(portal, &changes).await?;
    let kind = |word: &str| at_work.words().t(&format!("desk-kind-{}", word.replace('_', "-"))).to_owned();
    let services = OfficeKind::ALL.into_iter().filter_map(OfficeKind::service);
    let choice = |service: &str| Choice::new(service, kind(service));
    let faulty = form.has_faults();
    let page = render(&Drift {
        page: at_work.page(ITEM.key),
        services: services.map(choice).collect(),
        connected: connected
            .into_iter()
            .map(|it| Connected { name: kind(&it.service), municipality: it.municipality, service: it.service })
            .collect(),
        offices: offices.list().await.map_err(PageError::unavailable)?,
        changes: changes.into_iter().map(|change| line(change, &names)).collect(),
        path: at_work.path(ITEM.path),
        form,
    });
    Ok(if faulty { again(page) } else { page })
}

fn line(change: OperatorChange, names: &HashMap<String, String>) -> Change {
    let key = format!("desk-operator-did-{}", change.change.replace('_', "-"));
    let by = names.get(&change.by).cloned().unwrap_or(change.by);
    Change { at: change.at, by, key, detail: change.detail }
}

/// The names of the operators who made changes by these pages, by what the table has of them.
async fn names(portal: &Portal, changes: &[OperatorChange]) -> Result<HashMap<String, String>, PageError> {
    let mut people: Vec<PersonId> = changes.iter().filter_map(|change| change.by.parse().ok()).collect();
    people.sort_unstable();
    people.dedup();
    let found = portal.gate().register().persons(&people).await.map_err(PageError::unavailable)?;
    Ok(found.into_iter().map(|person| (person.id.to_string(), person.name.full())).collect())
}
