//! Headers that keep a page to itself: what it may load, who may frame it, what is remembered of it.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::{Portal, Site};

/// Nothing is remembered unless the answer itself says so (only `/assets/` does); the rest is the same for all.
pub async fn secure(State(portal): State<Arc<Portal>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        keep_to_ourselves(headers, portal.site());
    }
    if portal.site().https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(TWO_YEARS));
    }
    keep_private(headers);
    response
}

const TWO_YEARS: &str = "max-age=63072000; includeSubDomains";

const FIXED: [(&str, &str); 5] = [
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    // The address has a handle in it: nobody else learns even our own paths.
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), usb=()",
    ),
];

/// A page has a policy of its own only where the eID provider must frame it, for its log-out.
fn keep_to_ourselves(headers: &mut HeaderMap, site: &Site) {
    if let Ok(policy) = HeaderValue::from_str(&content_policy(site)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
}

fn keep_private(headers: &mut HeaderMap) {
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// `data:` pictures are the icons inside the style sheet; a form's redirect counts as its target, so log-out needs the
/// eID provider's origin.
fn content_policy(site: &Site) -> String {
    let mut policy = String::from(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    );
    for origin in &site.form_origins {
        policy.push(' ');
        policy.push_str(origin);
    }
    policy
}
