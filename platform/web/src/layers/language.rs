//! The language choice: `?lang=nn` on any page is remembered in a cookie, and the address is cleaned again.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{Language, Portal, cookie};

/// Not personal: it says nothing but a language.
const COOKIE: &str = "helsevei-language";
const A_YEAR: u32 = 365 * 24 * 60 * 60;

/// Answers a language choice with the same page, without the choice in its address.
pub async fn choose(State(portal): State<Arc<Portal>>, request: Request, next: Next) -> Response {
    match chosen(request.method(), request.uri()) {
        Some((language, address)) => remember(language, &address, portal.site().https),
        None => next.run(request).await,
    }
}

/// The reader's language: chosen before, or asked for by the browser.
pub fn of(headers: &HeaderMap) -> Language {
    cookie::read(headers, COOKIE).and_then(Language::parse).unwrap_or_else(|| {
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Language::accepted(accepted.unwrap_or_default())
    })
}

/// The choice in the address, and the address without it.
fn chosen(method: &Method, uri: &Uri) -> Option<(Language, String)> {
    let query = uri.query().filter(|_| method == Method::GET)?;
    let language = query.split('&').find_map(|pair| Language::parse(pair.strip_prefix("lang=")?))?;
    let rest: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("lang=")).collect();
    // `//host` and `/\host` would lead out of the portal.
    let path = format!("/{}", uri.path().trim_start_matches(['/', '\\']));
    Some((language, if rest.is_empty() { path } else { format!("{path}?{}", rest.join("&")) }))
}

fn remember(language: Language, address: &str, https: bool) -> Response {
    let secure = if https { "; Secure" } else { "" };
    let cookie = format!("{COOKIE}={language}; Path=/; Max-Age={A_YEAR}; SameSite=Lax; HttpOnly{secure}");
    let mut response = StatusCode::SEE_OTHER.into_response();
    for (name, value) in [(header::LOCATION, address), (header::SET_COOKIE, &cookie)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_keeps_the_rest_of_the_address_and_never_leads_out() {
        let chosen = |uri: &str| chosen(&Method::GET, &uri.parse().expect("an address"));
        assert_eq!(chosen("/timer?lang=nn&side=2"), Some((Language::Nn, "/timer?side=2".into())));
        assert_eq!(chosen("//evil.example/?lang=en"), Some((Language::En, "/evil.example/".into())));
        assert_eq!(chosen("/\\evil.example/?lang=en"), Some((Language::En, "/evil.example/".into())));
        assert_eq!(chosen("/timer?lang=xx"), None);
        assert_eq!(chosen("/timer"), None);
    }
}
