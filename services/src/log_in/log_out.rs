//! `/logg-ut`: ends the session here, then at the electronic ID (L10).

use access::{Deed, rules::Basis};
use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use eid::sessions::{Kind, Reading, Session, forget_cookie};
use web::{Page, PageError, Portal, Visitor, render};

use super::live;

#[derive(Template)]
#[template(path = "log_in/pages/log_out.html")]
struct LogOut {
    page: Page,
    kind: Kind,
}

#[derive(Template)]
#[template(path = "log_in/pages/logged_out.html")]
struct LoggedOut {
    page: Page,
    kind: Kind,
    /// Where the electronic ID ends its own session.
    next: Option<String>,
}

/// Asks, for one who came here by an address; says that it is done, for one who comes back from the electronic ID.
pub(super) async fn get(uri: Uri, reading: Option<Extension<Reading>>, visitor: Visitor) -> Response {
    let kind = Kind::of_path(uri.path());
    match live(reading) {
        Some(_) => render(&LogOut { page: visitor.page("log-in-out-title"), kind }),
        None => render(&LoggedOut { page: visitor.page("log-in-done-title"), kind, next: None }),
    }
}

/// Ends this session.
pub(super) async fn post(
    State(portal): State<Portal>,
    uri: Uri,
    reading: Option<Extension<Reading>>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let Some(session) = live(reading) else { return Ok(asked(&uri)) };
    note(&portal, &session, "log_out").await?;
    end(&portal, &session, &visitor).await
}

/// Ends all of the person's sessions; their devices are told nothing more.
pub(super) async fn everywhere(
    State(portal): State<Portal>,
    uri: Uri,
    reading: Option<Extension<Reading>>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    let Some(session) = live(reading) else { return Ok(asked(&uri)) };
    note(&portal, &session, "log_out_everywhere").await?;
    let answer = end(&portal, &session, &visitor).await?;
    portal.sessions().end_all(&session).await.map_err(PageError::unavailable)?;
    portal.notices().forget_devices(session.person).await.map_err(PageError::unavailable)?;
    Ok(answer)
}

/// The page that says whether one is logged out, of the same kind.
fn asked(uri: &Uri) -> Response {
    Redirect::to(&Kind::of_path(uri.path()).address("/logg-ut")).into_response()
}

async fn note(portal: &Portal, session: &Session, deed: &'static str) -> Result<(), PageError> {
    let noted = portal.gate().note(session.person, Deed::new(deed), true, &Basis::Oneself.to_word()).await;
    noted.map_err(PageError::unavailable)
}

/// Ends the session and shows the page that leads on to the electronic ID.
async fn end(portal: &Portal, session: &Session, visitor: &Visitor) -> Result<Response, PageError> {
    let hint = portal.sessions().end(session).await.map_err(PageError::unavailable)?;
    let next = match hint {
        // An electronic ID that is away must not keep anybody logged in here.
        Some(hint) => portal.log_in().provider().log_out_address(&hint).await.ok().flatten(),
        None => None,
    };
    let page = render(&LoggedOut { page: visitor.page("log-in-done-title"), kind: session.kind, next: next.clone() });
    let mut response = ([(header::SET_COOKIE, forget_cookie(session.kind.cookie()))], page).into_response();
    // Not a redirect: a form may lead to our own origin only, and that counts its redirects.
    let refresh = next.and_then(|address| format!("0; url={address}").parse().ok());
    refresh.map(|value| response.headers_mut().insert(header::REFRESH, value));
    Ok(response)
}
