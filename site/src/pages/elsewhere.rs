//! Where the same page is in the other languages, told to search engines (P4): `Link` with `hreflang` (RFC 8288).

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};
use web::Language;

/// Adds the languages' addresses to a page that was found. What was asked for in the address is no page of its own.
pub async fn name(State(origin): State<String>, request: Request, next: Next) -> Response {
    let links = request.uri().query().is_none().then(|| links(&origin, request.uri().path()));
    let mut response = next.run(request).await;
    if let Some(links) = links.filter(|_| response.status().is_success()).and_then(|it| HeaderValue::try_from(it).ok())
    {
        response.headers_mut().append(header::LINK, links);
    }
    response
}

/// The address without a language shows the one that the reader has chosen.
fn links(origin: &str, path: &str) -> String {
    let path = path.trim_end_matches('/');
    let chosen = format!("<{origin}{path}>; rel=\"alternate\"; hreflang=\"x-default\"");
    Language::WHOLE.into_iter().fold(chosen, |links, language| {
        format!("{links}, <{origin}/{language}{path}>; rel=\"alternate\"; hreflang=\"{language}\"")
    })
}
