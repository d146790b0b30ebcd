//! The installable app (L9): its manifest, its service worker, and the page for when there is no network.

use askama::Template;
use axum::{
    Router,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::json;

use crate::{Page, PageError, Portal, Visitor, assets, page::render};

/// The brand's green, around the app while it starts.
const COLOUR: &str = "#0d7a5f";

#[derive(Template)]
#[template(path = "pages/offline.html")]
struct Offline {
    page: Page,
}

pub fn router() -> Router<Portal> {
    Router::new()
        .route("/manifest.webmanifest", get(manifest))
        .route("/sw.js", get(service_worker))
        .route("/frakoblet", get(offline))
}

/// Names and pictures of the app. It starts at the front page, which leads on who is logged in.
async fn manifest(visitor: Visitor) -> Response {
    let icon = |name: &str, size: &str, purpose: &str| json!({ "src": assets::address(name), "sizes": size, "type": "image/png", "purpose": purpose });
    let manifest = json!({
        "id": "/",
        "name": "Helsevei",
        "short_name": "Helsevei",
        "lang": visitor.words().shown_language(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": COLOUR,
        "icons": [
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("icon-maskable-512.png", "512x512", "maskable"),
        ],
    });
    ([(header::CONTENT_TYPE, "application/manifest+json")], manifest.to_string()).into_response()
}

/// At a fixed address, which browsers ask anew: its place decides which pages it is there for.
async fn service_worker() -> Result<Response, PageError> {
    let script = assets::bytes("sw.js").ok_or(PageError::NotFound)?;
    let headers = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    Ok((headers, script).into_response())
}

/// The same for all: it is kept on the device.
async fn offline(visitor: Visitor) -> Response {
    render(&Offline { page: visitor.page("offline-title") })
}
