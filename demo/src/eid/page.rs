//! The pages of the test eID: plain, readable by everybody, marked so that nobody takes them for a real one.

use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use super::{PATH, TestPerson, words::Words};

/// Pages load our style and nothing else; the log-out page frames the client.
const POLICY: &str = "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// The page where one picks who to be.
#[derive(Template)]
#[template(path = "eid/pages/choose.html")]
pub(super) struct Choice<'a> {
    pub words: &'static Words,
    /// The id of the request, in every form of the page.
    pub request: &'a str,
    /// What was searched for.
    pub wanted: &'a str,
    pub people: Vec<&'a TestPerson>,
    /// Those who can log in at work.
    pub staff: Vec<&'a TestPerson>,
    /// How many more a search would find.
    pub more: usize,
}

#[derive(Template)]
#[template(path = "eid/pages/wrong_number.html")]
struct WrongNumber<'a> {
    words: &'static Words,
    request: &'a str,
    number: &'a str,
}

#[derive(Template)]
#[template(path = "eid/pages/logged_out.html")]
pub(super) struct LoggedOut {
    pub words: &'static Words,
    pub frame: String,
    pub next: String,
}

#[derive(Template)]
#[template(path = "eid/pages/message.html")]
struct Message {
    words: &'static Words,
    title: &'static str,
    text: &'static str,
}

#[derive(Template)]
#[template(path = "eid/pages/front.html")]
struct Front {
    words: &'static Words,
    changed: bool,
}

pub(super) fn show(choice: &Choice<'_>) -> Response {
    html(StatusCode::OK, choice)
}

pub(super) fn wrong_number(words: &'static Words, request: &str, number: &str) -> Response {
    html(StatusCode::UNPROCESSABLE_ENTITY, &WrongNumber { words, request, number })
}

pub(super) fn too_late(words: &'static Words) -> Response {
    html(StatusCode::BAD_REQUEST, &Message { words, title: words.late_title, text: words.late_text })
}

pub(super) fn not_our_client(words: &'static Words) -> Response {
    html(StatusCode::BAD_REQUEST, &Message { words, title: words.stranger_title, text: words.stranger_text })
}

pub(super) fn front(words: &'static Words, changed: bool) -> Response {
    html(StatusCode::OK, &Front { words, changed })
}

/// Leads on after a second, when the frame has told the client.
pub(super) fn logged_out(page: &LoggedOut) -> Response {
    let refresh = format!("1; url={}", page.next);
    ([(header::REFRESH, refresh)], html(StatusCode::OK, page)).into_response()
}

/// `GET /style.css`.
pub(super) async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("pages/style.css")).into_response()
}

fn html(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => {
            let headers = [(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, "no-store")];
            (status, headers, Html(text)).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a page of the test eID could not be made");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
