//! What is in use, what has been closed, and whose systems read and wrote.

use access::Deed;
use askama::Template;
use axum::{extract::State, response::Response};
use web::{Acting, Form, Page, PageError, Portal, render};

use super::systems::{self, Uses};
use crate::privacy_settings::{SERVICE, switches};

#[derive(Template)]
#[template(path = "privacy_settings/pages/show.html")]
struct Show {
    page: Page,
    /// Key of what was done just now.
    done: Option<&'static str>,
    child: bool,
    switches: Vec<Row>,
    record_removed: bool,
    /// `None` for one who may not read the log.
    systems: Option<Vec<Uses>>,
    path: String,
}

struct Row {
    id: &'static str,
    name: String,
    off: bool,
}

/// `GET /p/{handle}/personvern`.
pub async fn get(State(portal): State<Portal>, acting: Acting, sent: Form) -> Result<Response, PageError> {
    acting.see(&portal, &SERVICE, Deed::new("show")).await?;
    let rows = switches::all(&portal, &acting).into_iter().map(|switch| Row {
        id: switch.service.id(),
        name: acting.words().service(switch.service.id()).to_owned(),
        off: switch.off,
    });
    Ok(render(&Show {
        page: acting.service_page(&SERVICE),
        done: done(sent.value("gjort")),
        child: !acting.is_for_oneself(),
        switches: rows.collect(),
        record_removed: acting.standing().subject.restrictions.patient_record_removed,
        systems: systems::list(&portal, &acting).await?,
        path: acting.path(SERVICE.path),
    }))
}

fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "av" => "privacy-settings-done-off",
        "pa" => "privacy-settings-done-on",
        "journal" => "privacy-settings-done-record",
        _ => return None,
    })
}
