//! What every answer passes: reference number and log line, headers, language choice, error pages, limits.

mod address;
mod errors;
mod headers;
pub(crate) mod language;
mod limit;
mod measure;
pub mod reference;
mod session;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{Method, StatusCode, Uri},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate},
    },
    csrf::CsrfLayer,
};

pub use address::{TrustedProxies, with_addresses};
pub use errors::Surroundings;
pub use limit::{Guard, Rates};
pub use reference::numbered;

use crate::{PageError, Portal};

/// Longest body of a form. A service that takes files sets its own limit on its route.
const LONGEST_BODY: usize = 64 * 1024;
/// No request is without an answer for longer.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// But for files, on a slow line from a phone.
const LONGEST_UPLOAD: Duration = Duration::from_secs(120);

/// Puts the layers of pages around `router`, outermost last. Machine interfaces (FHIR) are merged in outside of them.
pub fn layers(router: Router, portal: &Portal) -> Router {
    let face = Arc::new(portal.clone());
    // A font is packed already.
    let packable = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    let missing = || async { PageError::NotFound };
    let router = router
        .fallback(missing)
        .method_not_allowed_fallback(form_without_page)
        .layer(middleware::from_fn_with_state(face.clone(), limit::pages))
        .layer(middleware::from_fn_with_state(face.clone(), session::read))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn(answer_in_time))
        .layer(CatchPanicLayer::custom(|_| PageError::unavailable("a panic, told in the line before").into_response()))
        .layer(middleware::from_fn_with_state(face.clone(), errors::show))
        .layer(middleware::from_fn_with_state(face.clone(), language::choose))
        .layer(middleware::from_fn_with_state(face, headers::secure))
        .layer(CompressionLayer::new().compress_when(packable));
    numbered(router, portal.random())
}

/// What answers a form has no page of its own. Who comes to it by the choice of language, or by loading what it answered
/// anew, is led to the page above, where the form or its list is.
async fn form_without_page(method: Method, address: Uri) -> Response {
    match address.path().rsplit_once('/') {
        Some((above, _)) if method == Method::GET && !above.is_empty() => Redirect::to(above).into_response(),
        _ => PageError::NotFound.into_response(),
    }
}

async fn answer_in_time(request: Request, next: Next) -> Response {
    let longest = if session::has_files(&request) { LONGEST_UPLOAD } else { LONGEST_WAIT };
    match tokio::time::timeout(longest, next.run(request)).await {
        Ok(response) => response,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
