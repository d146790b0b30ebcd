//! A portal with pages that fail in every way, asked without a network.

use access::rules::Refusal;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
    routing::{get, post},
};
use tower::ServiceExt;
use web::{Form, PageError, Parts, Portal, Site, layers, pages};

/// An answer, read whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("a page is UTF-8")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a header is text"))
    }
}

pub fn router(site: Site) -> Router {
    let clock = db::Clock::standing_at("2026-03-03T08:30:00Z".parse().expect("a time"));
    let portal = Portal::new(Parts { site, clock, random: db::Random::seeded(1) }).expect("texts are whole");
    let failing = Router::new()
        .route("/refused", get(async || Err::<(), _>(PageError::from(Refusal::ConsentLevel))))
        .route("/hidden", get(async || Err::<(), _>(PageError::from(Refusal::NoTrace))))
        .route("/fault", get(async || Err::<(), _>(PageError::unavailable("disk full"))))
        .route("/panic", get(panics))
        .route("/form", post(async |form: Form| form.value("reason").to_owned()));
    layers(failing.merge(pages::router()).with_state(portal.clone()), &portal)
}

async fn panics() -> String {
    panic!("a fault in a handler")
}

/// Sends `GET path` with headers.
pub async fn get_page(path: &str, headers: &[(&str, &str)]) -> Answer {
    send(router(Site::default()), "GET", path, headers, "").await
}

/// Sends any request.
pub async fn send(router: Router, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.to_owned())).expect("a request");
    let response = router.oneshot(request).await.expect("an answer");
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 1 << 20).await.expect("a body").to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}
