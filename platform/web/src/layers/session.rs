//! Reads the session once per request, and keeps a form that came too late (L10).

use std::sync::Arc;

use axum::{
    extract::{FromRequest, Request, State},
    http::{Method, header::CONTENT_TYPE},
    middleware::Next,
    response::{IntoResponse, Response},
};
use eid::{
    kept_forms,
    sessions::{Kind, Reading},
};

use crate::{Form, PageError, Portal, cookie};

/// Leaves a [`Reading`] for the extractors: of the session at work under the desk's addresses, else of the citizen's. A page without a cookie costs no query, nor does a style sheet.
pub async fn read(State(portal): State<Arc<Portal>>, mut request: Request, next: Next) -> Response {
    let kind = Kind::of_path(request.uri().path());
    let token = cookie::read(request.headers(), kind.cookie()).filter(|_| !asks_nobody(request.uri().path()));
    let Some(token) = token else { return next.run(request).await };
    let reading = match portal.sessions().read(token, kind).await {
        Ok(reading) => reading,
        Err(fault) => return PageError::unavailable(fault).into_response(),
    };
    if let Reading::TimedOut(person) = &reading
        && request.method() == Method::POST
        && (kind.is_at_work() || request.uri().path().starts_with("/p/"))
    {
        return keep(&portal, *person, request).await.into_response();
    }
    request.extensions_mut().insert(reading);
    next.run(request).await
}

/// Style sheets, and the status page, which answers when the database is away.
fn asks_nobody(path: &str) -> bool {
    path.starts_with("/assets/") || path.ends_with("/status")
}

/// The body is a form with files.
pub fn has_files(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/"))
}

/// Keeps what was sent for the person whose session it was; they are offered it after log-in.
async fn keep(portal: &Portal, person: db::PersonId, request: Request) -> PageError {
    let path = request.uri().path().to_owned();
    // Files are not kept: what was typed beside them is in its draft.
    if has_files(&request) {
        return PageError::SessionEnded { to: Kind::of_path(&path).front().into() };
    }
    let form = match Form::from_request(request, portal).await {
        Ok(form) => kept_forms::Form { path, fields: form.into_fields() },
        Err(error) => return error,
    };
    match portal.kept_forms().keep(person, &form).await {
        Ok(true) => PageError::FormKept { to: Kind::of_path(&form.path).front().into() },
        Ok(false) => PageError::SessionEnded { to: Kind::of_path(&form.path).front().into() },
        Err(fault) => PageError::unavailable(fault),
    }
}
