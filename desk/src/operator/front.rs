//! `/skranke/drift`: what there is to run, and what operators have changed (O2).

use std::collections::HashMap;

use ::offices::OperatorChange;
use askama::Template;
use axum::{extract::State, response::Response};
use clients::ClientChange;
use jiff::Timestamp;
use people::PersonId;
use web::{AtWork, Page, PageError, Portal, render};

use super::ITEM;

/// Changes that are shown; the commands list them all.
const CHANGES: u32 = 50;

#[derive(Template)]
#[template(path = "operator/front.html")]
struct Front {
    page: Page,
    /// Messages from readers that wait.
    messages: i64,
    changes: Vec<Change>,
    path: String,
}

/// A line of what was changed.
pub(super) struct Change {
    pub at: Timestamp,
    pub by: String,
    /// Key of what was done.
    pub key: String,
    pub detail: String,
}

pub(super) async fn get(State(portal): State<Portal>, at_work: AtWork) -> Result<Response, PageError> {
    at_work.must(ITEM.is_for)?;
    let changes = portal.offices().changes(CHANGES).await.map_err(PageError::unavailable)?;
    let names = names(&portal, changes.iter().map(|change| change.by.as_str())).await?;
    let line = |OperatorChange { at, by, change, detail }| Change {
        at,
        by: named(&names, by),
        key: format!("operator-did-{}", change.replace('_', "-")),
        detail,
    };
    let changes = changes.into_iter().map(line).collect();
    let messages = portal.feedback().waiting().await.map_err(PageError::unavailable)?;
    Ok(render(&Front { page: at_work.page(ITEM.key), messages, changes, path: at_work.path(ITEM.path) }))
}

/// What was changed of a system, the latest first.
pub(super) async fn of_system(portal: &Portal, changes: Vec<ClientChange>) -> Result<Vec<Change>, PageError> {
    let names = names(portal, changes.iter().map(|change| change.by.as_str())).await?;
    let line = |ClientChange { at, by, change, detail, .. }| Change {
        at,
        by: named(&names, by),
        key: format!("operator-did-system-{}", change.replace('_', "-")),
        detail,
    };
    Ok(changes.into_iter().rev().map(line).collect())
}

fn named(names: &HashMap<String, String>, by: String) -> String {
    names.get(&by).cloned().unwrap_or(by)
}

/// The names of the operators who made changes by these pages, by what the tables have of them.
async fn names(portal: &Portal, by: impl Iterator<Item = &str>) -> Result<HashMap<String, String>, PageError> {
    let mut people: Vec<PersonId> = by.filter_map(|by| by.parse().ok()).collect();
    people.sort_unstable();
    people.dedup();
    let found = portal.gate().register().persons(&people).await.map_err(PageError::unavailable)?;
    Ok(found.into_iter().map(|person| (person.id.to_string(), person.name.full())).collect())
}
