//! `/skranke/velg`: for which office, and as what, one is at work now.

use access::state::Member;
use askama::Template;
use axum::{
    Extension, Form,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use eid::sessions::{DESK, Reading, Session};
use serde::Deserialize;
use uuid::Uuid;
use web::{CHOOSE_OFFICE, Page, PageError, Portal, Visitor, render};

/// Where forms are offered that were sent after the session had ended.
const KEPT_FORMS: &str = "/skranke/logg-inn/skjema";

#[derive(Template)]
#[template(path = "pages/desk_choose.html")]
struct Choose {
    page: Page,
    roles: Vec<Choice>,
}

/// A role that stands, at an office that is open.
struct Choice {
    id: Uuid,
    office: String,
    /// Key of its name.
    role: &'static str,
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    role: Uuid,
}

pub(super) async fn get(
    State(portal): State<Portal>,
    reading: Option<Extension<Reading>>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let session = session(reading)?;
    let mut roles = Vec::new();
    for Member { id, office, role, .. } in portal.gate().roles(session.person).await? {
        let office = portal.offices().find(office).await.map_err(PageError::unavailable)?;
        let office = office.filter(|office| office.ended_at.is_none());
        roles.extend(office.map(|office| Choice { id, office: office.name, role: role.key() }));
    }
    Ok(render(&Choose { page: visitor.at_work().page("desk-choose-title"), roles }))
}

/// Takes one of their own roles alone: another's is not found.
pub(super) async fn post(
    State(portal): State<Portal>,
    reading: Option<Extension<Reading>>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, PageError> {
    let session = session(reading)?;
    let staff = portal.gate().staff(session.person, chosen.role).await?.ok_or(PageError::NotFound)?;
    portal.sessions().choose(&session, staff.membership()).await.map_err(PageError::unavailable)?;
    // Whoever has one role is offered these at once (L10).
    let kept = portal.kept_forms().list(&session).await.map_err(PageError::unavailable)?;
    Ok(Redirect::to(if kept.is_empty() { DESK } else { KEPT_FORMS }).into_response())
}

fn session(reading: Option<Extension<Reading>>) -> Result<Session, PageError> {
    match reading {
        Some(Extension(Reading::Live(session))) if session.kind.is_at_work() => Ok(session),
        _ => Err(PageError::LogInFirst { to: CHOOSE_OFFICE.into() }),
    }
}
