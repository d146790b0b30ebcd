//! `/logg-inn/skjema`: forms that were sent after the session had ended, to send now or to let go (L10).

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use eid::{
    kept_forms::KeptForm,
    local_path,
    sessions::{Kind, Reading, Session},
};
use uuid::Uuid;
use web::{ItemId, Page, PageError, Portal, Visitor, render};

use super::{home, live};

/// Under the pages of the session's kind.
const PATH: &str = "/logg-inn/skjema";

#[derive(Template)]
#[template(path = "log_in/pages/kept_forms.html")]
struct KeptForms {
    page: Page,
    forms: Vec<Waiting>,
    /// The person's own page, or the desk.
    home: String,
    /// Where these forms are sent and let go of.
    path: String,
}

/// A form as the page offers it.
struct Waiting {
    id: Uuid,
    /// The service, or the part of the desk, that it was for.
    title: String,
    kept_at: jiff::Timestamp,
    fields: Vec<(String, String)>,
}

pub(super) async fn get(
    State(portal): State<Portal>,
    uri: Uri,
    reading: Option<Extension<Reading>>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let session = session(&uri, reading)?;
    let kept = portal.kept_forms().list(&session).await.map_err(PageError::unavailable)?;
    let forms = kept.into_iter().map(|form| waiting(&portal, &visitor, form)).collect();
    let (home, path) = (home(&portal, &session), session.kind.address(PATH));
    Ok(render(&KeptForms { page: visitor.page("log-in-kept-title"), forms, home, path }))
}

/// Lets go of the form and sends the browser on with what it just posted: the fields of the form itself.
pub(super) async fn send(
    State(portal): State<Portal>,
    uri: Uri,
    reading: Option<Extension<Reading>>,
    ItemId(id): ItemId,
) -> Result<Response, PageError> {
    let session = session(&uri, reading)?;
    let form = portal.kept_forms().take(&session, id).await.map_err(PageError::unavailable)?;
    let form = form.ok_or(PageError::NotFound)?;
    let to = local_path(&form.path).to_owned();
    // 307 keeps method and body, so the service gets the form as it was sent the first time.
    Ok((StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response())
}

/// Lets go of the form.
pub(super) async fn discard(
    State(portal): State<Portal>,
    uri: Uri,
    reading: Option<Extension<Reading>>,
    ItemId(id): ItemId,
) -> Result<Response, PageError> {
    let session = session(&uri, reading)?;
    portal.kept_forms().take(&session, id).await.map_err(PageError::unavailable)?;
    Ok(Redirect::to(&session.kind.address(PATH)).into_response())
}

fn session(uri: &Uri, reading: Option<Extension<Reading>>) -> Result<Session, PageError> {
    live(reading).ok_or_else(|| PageError::LogInFirst { to: Kind::of_path(uri.path()).address(PATH) })
}

fn waiting(portal: &Portal, visitor: &Visitor, kept: KeptForm) -> Waiting {
    let words = visitor.words();
    let title = if Kind::of_path(&kept.form.path).is_at_work() {
        // `/skranke/veiledning/…`: the second part is the desk's.
        let part = kept.form.path.split('/').nth(2).unwrap_or_default();
        portal.desk().iter().find(|item| item.path == part).map(|item| words.t(item.key).to_owned())
    } else {
        // `/p/{handle}/timer/…`: the third part is the service's.
        let part = kept.form.path.split('/').nth(3).unwrap_or_default();
        let service = portal.services().iter().find(|service| service.path == part);
        service.map(|service| words.t(&service.key("title")).to_owned())
    };
    let title = title.unwrap_or_default();
    Waiting { id: kept.id, title, kept_at: kept.kept_at, fields: kept.form.fields }
}
