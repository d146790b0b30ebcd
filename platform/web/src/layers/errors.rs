//! Error pages: any answer that carries a [`PageError`], or a fault of the layers below, becomes a page that helps.

use std::sync::{Arc, OnceLock};

use access::rules::{Refusal, table::CONSENT};
use askama::Template;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use eid::sessions::{Kind, SESSION_COOKIE};
use tower_http::csrf::ProtectionError;

use super::{language, reference::Reference};
use crate::{AtWork, Chrome, Page, PageError, Portal, Relationship, Words, cookie, error::log_in_address};

/// Where services are switched off and on (S2). Its rules are its own, so that the table does not name it.
const PRIVACY_SETTINGS: &str = "privacy_settings";

/// Where the extractors leave what they found out about the reader, so that an error page keeps their surroundings.
#[derive(Clone, Default)]
pub struct Surroundings(pub Arc<OnceLock<Arc<Chrome>>>);

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage<'a> {
    page: Page,
    /// Key of the sentence that says what to do.
    text: &'a str,
    /// Where the button leads to, when it leads to log-in.
    log_in: Option<String>,
    /// The page where it is mended, and the key of what leads there.
    mend: Option<(String, &'static str)>,
    /// On the open site what is not there may be found by searching.
    searches: bool,
    /// Where it is told how the portal is: when it was our fault.
    status: bool,
    /// Shown when it was our fault.
    reference: Option<String>,
}

/// Turns failed answers into pages in the reader's language.
pub async fn show(State(portal): State<Arc<Portal>>, mut request: Request, next: Next) -> Response {
    let surroundings = Surroundings::default();
    request.extensions_mut().insert(surroundings.clone());
    let reference = request.extensions().get::<Reference>().map(ToString::to_string).unwrap_or_default();
    let language = language::of(request.headers());
    let has_cookie = cookie::read(request.headers(), SESSION_COOKIE).is_some();
    let at_work = token_at_work(&request);
    let response = next.run(request).await;
    let Some(error) = error_in(&response) else { return response };
    if let PageError::Unavailable { detail } = &error {
        tracing::error!(detail, "page unavailable");
    }
    metrics::counter!("helsevei_refusals_total", "kind" => error.kind()).increment(1);
    let ended = matches!(error, PageError::SessionEnded { .. } | PageError::FormKept { .. });
    let open = || Chrome::open(portal.site().clone(), Words::new(portal.texts().clone(), language));
    let open = || Arc::new(Chrome { returning: has_cookie && !ended, ..open() });
    let chrome = match (surroundings.0.get(), at_work) {
        (Some(found), _) => found.clone(),
        (None, Some(token)) => AtWork::chrome(&portal, &token, language).await.unwrap_or_else(open),
        (None, None) => open(),
    };
    let mend = mend(&error, &portal, &chrome);
    let mut response = page(&error, chrome, reference, mend);
    if let PageError::TooMany { seconds } = error {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// The cookie of one at work, under the desk's addresses: where no handler was reached, nobody has asked who they are.
fn token_at_work(request: &Request) -> Option<String> {
    let kind = Kind::of_path(request.uri().path());
    let token = kind.is_at_work().then(|| cookie::read(request.headers(), kind.cookie()))?;
    token.map(ToOwned::to_owned)
}

/// The reason an answer carries, or the one its status tells when nobody wrote a body for people.
fn error_in(response: &Response) -> Option<PageError> {
    if let Some(error) = response.extensions().get::<PageError>() {
        return Some(error.clone());
    }
    if response.extensions().get::<ProtectionError>().is_some() {
        return Some(PageError::Foreign);
    }
    match response.status() {
        _ if has_own_body(response.headers()) => None,
        StatusCode::PAYLOAD_TOO_LARGE => Some(PageError::TooLarge),
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => Some(PageError::Busy),
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(PageError::NotFound),
        status if status.is_client_error() => Some(PageError::BadInput),
        status if status.is_server_error() => Some(PageError::unavailable(status)),
        _ => None,
    }
}

/// HTML and JSON were written on purpose; plain text is what a library says of itself.
fn has_own_body(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    !kind.is_empty() && !kind.starts_with("text/plain")
}

/// Where terms and level are chosen (L3), and services switched on again (S2). One who holds a power is told who can.
fn mend(error: &PageError, portal: &Portal, chrome: &Chrome) -> Option<(String, &'static str)> {
    let (PageError::Refused(reason), Some(who)) = (error, &chrome.who) else { return None };
    let (id, key) = match reason {
        Refusal::TermsNotAccepted | Refusal::ConsentLevel | Refusal::ParentalConsent => {
            (CONSENT.service, "error-consent")
        }
        Refusal::ServiceOff => (PRIVACY_SETTINGS, "error-privacy"),
        _ => return None,
    };
    let service = portal.service(id).filter(|_| who.relationship != Relationship::Power)?;
    Some((format!("{}/{}", who.home, service.path), key))
}

fn page(error: &PageError, chrome: Arc<Chrome>, reference: String, mend: Option<(String, &'static str)>) -> Response {
    let (title, text) = keys(error);
    let title = chrome.words.t(title).to_owned();
    let reference = matches!(error, PageError::Unavailable { .. }).then_some(reference);
    let log_in = match error {
        PageError::SessionEnded { to } | PageError::FormKept { to } => Some(log_in_address(to)),
        _ => None,
    };
    let searches = matches!(error, PageError::NotFound) && chrome.who.is_none() && chrome.at_work.is_none();
    let status = matches!(error, PageError::Unavailable { .. } | PageError::Busy);
    let template = ErrorPage { page: Page::new(chrome, title), text, log_in, mend, searches, status, reference };
    match template.render() {
        Ok(html) => (error.status(), Html(html)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Keys of the title and of what one can do about it.
fn keys(error: &PageError) -> (&'static str, &'static str) {
    match error {
        PageError::Refused(reason) => ("error-refused-title", reason.key().unwrap_or("error-missing-text")),
        PageError::NotFound => ("error-missing-title", "error-missing-text"),
        PageError::BadInput => ("error-input-title", "error-input-text"),
        PageError::TooLarge => ("error-large-title", "error-large-text"),
        PageError::SessionEnded { .. } | PageError::LogInFirst { .. } | PageError::ChooseOffice => {
            ("error-ended-title", "error-ended-text")
        }
        PageError::FormKept { .. } => ("error-ended-title", "error-kept-text"),
        PageError::OtherOffice => ("error-office-title", "error-office-text"),
        PageError::Foreign => ("error-foreign-title", "error-foreign-text"),
        PageError::TooMany { .. } => ("error-many-title", "error-many-text"),
        PageError::Busy => ("error-busy-title", "error-busy-text"),
        PageError::Unavailable { .. } => ("error-unavailable-title", "error-unavailable-text"),
    }
}
