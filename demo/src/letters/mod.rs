//! What would have gone out by push, SMS and e-mail: the demo's people have no mailboxes, so their letters are shown here.

mod words;

use std::sync::Arc;

use askama::Template;
use axum::{
    Json, Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use notify::{Outgoing, Worker};
use serde::Deserialize;
use serde_json::{Value, json};
use web::{
    Words,
    texts::{Language, Texts},
};

use self::words::{ALL, PageWords};
use crate::eid::PATH;

/// The newest that are shown.
const MOST: i64 = 200;
/// The page loads the demo's style and nothing else.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

#[derive(Template)]
#[template(path = "letters/page.html")]
struct Page {
    words: PageWords,
    languages: [Language; 3],
    letters: Vec<Shown>,
}

struct Shown {
    outgoing: Outgoing,
    when: String,
}

#[derive(Clone)]
struct Post {
    worker: Arc<Worker>,
    texts: Texts,
}

#[derive(Deserialize)]
struct Asked {
    lang: Option<String>,
}

/// `GET /demo/brev` and `GET /demo/letters.json`: the newest first, those that wait for the morning too.
pub fn routes(worker: Arc<Worker>, texts: Texts) -> Router {
    let post = Post { worker, texts };
    Router::new().route("/demo/brev", get(page)).route("/demo/letters.json", get(list)).with_state(post)
}

async fn page(State(post): State<Post>, Query(asked): Query<Asked>, headers: HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let chosen = asked.lang.as_deref().and_then(Language::parse).unwrap_or_else(|| Language::accepted(accepted));
    let (words, dates) = (PageWords::of(chosen), Words::new(post.texts.clone(), chosen));
    let letters = match post.worker.outgoing(MOST).await {
        Ok(letters) => letters,
        Err(fault) => return failed(&fault),
    };
    let shown = |outgoing: Outgoing| Shown { when: dates.moment(outgoing.at), outgoing };
    let page =
        Page { words, languages: ALL.map(|words| words.language), letters: letters.into_iter().map(shown).collect() };
    match page.render() {
        Ok(html) => ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html)).into_response(),
        Err(fault) => failed(&fault),
    }
}

async fn list(State(post): State<Post>) -> Response {
    match post.worker.outgoing(MOST).await {
        Ok(letters) => Json(letters.iter().map(json_of).collect::<Vec<_>>()).into_response(),
        Err(fault) => failed(&fault),
    }
}

/// `{channel, to, subject, text, language, message_id, state, at}`; state is `sent` or `waiting`.
fn json_of(outgoing: &Outgoing) -> Value {
    let letter = &outgoing.letter;
    json!({
        "channel": outgoing.channel.as_str(),
        "to": letter.to,
        "subject": letter.subject,
        "text": letter.text,
        "language": letter.language,
        "message_id": letter.id,
        "state": if outgoing.sent { "sent" } else { "waiting" },
        "at": outgoing.at,
    })
}

fn failed(fault: &dyn std::error::Error) -> Response {
    tracing::error!(%fault, "the demo's letters cannot be shown");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
