//! One call: its id, its signature, and at the most ids of what has changed.

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use records::feed::Came;
use records::search::Position;
use serde::Serialize;
use serde_json::{Value, json};

use crate::Subscription;

/// The header that holds the id of the call: the same whenever the same is told again.
pub const EVENT_HEADER: &str = "helsevei-event";
/// The header that holds the signed statement.
pub const SIGNATURE_HEADER: &str = "helsevei-signature";
/// The statement's `typ`: it is no access token.
pub const KIND: &str = "helsevei-hook+jwt";
/// Seconds that a statement is good for.
const LIFE: i64 = 300;

/// What the signature says.
#[derive(Serialize)]
pub(crate) struct Claims<'c> {
    iss: &'c str,
    /// The endpoint: a statement for one system is none for another.
    aud: &'c str,
    /// The id of the subscription.
    sub: String,
    jti: &'c str,
    iat: i64,
    exp: i64,
    /// SHA-256 of the body, base64url.
    body_sha256: String,
}

impl<'c> Claims<'c> {
    pub fn new(origin: &'c str, subscription: &'c Subscription, event: &'c str, body: &str, now: Timestamp) -> Self {
        let iat = now.as_second();
        let body_sha256 = URL_SAFE_NO_PAD.encode(digest(&SHA256, body.as_bytes()).as_ref());
        let (aud, sub) = (subscription.wanted.endpoint.as_str(), subscription.id.to_string());
        Self { iss: origin, aud, sub, jti: event, iat, exp: iat + LIFE, body_sha256 }
    }
}

/// The id of the call that tells everything up to `until`: at most 64 letters, digits, `-` and `.`.
pub(crate) fn event_id(subscription: &Subscription, until: Position) -> String {
    let (high, low) = until.id.as_u64_pair();
    format!("{}.{:x}.{:08x}", subscription.id.simple(), until.key, (high ^ low) & 0xffff_ffff)
}

/// A Bundle of type `history` that says what has changed and nothing of what is in it; without ids, nothing at all.
pub(crate) fn body(base: &str, subscription: &Subscription, event: &str, came: &[Came], now: Timestamp) -> String {
    if !subscription.wanted.with_ids {
        return String::new();
    }
    let kind = &subscription.wanted.criteria.resource_type;
    let entry = |came: &Came| -> Value {
        let Came { position, version } = came;
        let (id, at) = (position.id, Timestamp::from_microsecond(position.key).unwrap_or(now));
        let (method, url, status) =
            if *version == 1 { ("POST", kind.clone(), "201") } else { ("PUT", format!("{kind}/{id}"), "200") };
        json!({
            "fullUrl": format!("{base}/{kind}/{id}"),
            "request": { "method": method, "url": url },
            "response": { "status": status, "etag": format!("W/\"{version}\""), "lastModified": at.to_string() },
        })
    };
    let mut bundle = json!({ "resourceType": "Bundle", "id": event, "type": "history", "timestamp": now.to_string() });
    if !came.is_empty() {
        bundle["entry"] = came.iter().map(entry).collect();
    }
    bundle.to_string()
}
