//! What must never log anybody in.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use eid::oidc::{OidcError, TokenFault};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::lying_provider::{LyingProvider, PERSON};

/// The fault a token with one changed claim is refused for.
async fn fault_of(name: &str, value: Value) -> TokenFault {
    let provider = LyingProvider::start().await;
    provider.claim(name, value);
    fault(provider.log_in(&provider.relying_party()).await)
}

fn fault<T: std::fmt::Debug>(result: Result<T, OidcError>) -> TokenFault {
    match result {
        Err(OidcError::Token(fault)) => fault,
        other => panic!("expected a refused token, got {other:?}"),
    }
}

fn seconds_from_now(seconds: i64) -> Value {
    let now: jiff::Timestamp = crate::lying_provider::NOW.parse().unwrap();
    (now.as_second() + seconds).into()
}

#[tokio::test]
async fn an_honest_log_in_gives_the_number_and_the_session() {
    let provider = LyingProvider::start().await;
    let identity = provider.log_in(&provider.relying_party()).await.unwrap();
    assert_eq!(identity.number, PERSON);
    assert_eq!(identity.sid.as_deref(), Some("session-1"));
    assert!(!format!("{identity:?}").contains(PERSON), "an identity in a log must not tell the number");
}

#[tokio::test]
async fn claims_of_another_log_in_are_refused() {
    for (name, value, expected) in [
        ("iss", json!("https://evil.example"), TokenFault::Issuer),
        ("aud", json!("another-client"), TokenFault::Audience),
        ("aud", json!(["helsevei", "another-client"]), TokenFault::Audience),
        ("azp", json!("another-client"), TokenFault::Audience),
        ("nonce", json!("another-nonce"), TokenFault::Nonce),
        ("nonce", Value::Null, TokenFault::Nonce),
        ("acr", json!("idporten-loa-substantial"), TokenFault::Assurance),
        ("acr", Value::Null, TokenFault::Assurance),
        ("pid", Value::Null, TokenFault::NoNumber),
        ("pid", json!(""), TokenFault::NoNumber),
        ("exp", json!("soon"), TokenFault::Malformed),
    ] {
        assert_eq!(fault_of(name, value.clone()).await, expected, "{name}: {value}");
    }
}

#[tokio::test]
async fn an_array_with_us_alone_is_our_audience() {
    let provider = LyingProvider::start().await;
    provider.claim("aud", json!(["helsevei"]));
    provider.log_in(&provider.relying_party()).await.unwrap();
}

/// The provider's clock may differ by 45 seconds, not by more.
#[tokio::test]
async fn clocks_may_differ_a_little() {
    for (name, seconds) in [("exp", -44), ("iat", 45), ("nbf", 45), ("iat", -600)] {
        let provider = LyingProvider::start().await;
        provider.claim(name, seconds_from_now(seconds));
        provider.log_in(&provider.relying_party()).await.unwrap_or_else(|error| panic!("{name} {seconds}: {error}"));
    }
    for (name, seconds, expected) in [
        ("exp", -45, TokenFault::Expired),
        ("iat", 46, TokenFault::NotYet),
        ("nbf", 46, TokenFault::NotYet),
        ("iat", -601, TokenFault::Expired),
    ] {
        assert_eq!(fault_of(name, seconds_from_now(seconds)).await, expected, "{name} {seconds}");
    }
}

#[tokio::test]
async fn unsigned_and_shared_secret_tokens_are_refused() {
    for (algorithm, expected) in
        [("none", TokenFault::Algorithm), ("HS256", TokenFault::Algorithm), ("RS1", TokenFault::Algorithm)]
    {
        let provider = LyingProvider::start().await;
        let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let token = format!("{}.{}.AAAA", part(json!({ "alg": algorithm })), part(json!({ "pid": PERSON })));
        provider.answer_with(token);
        assert_eq!(fault(provider.log_in(&provider.relying_party()).await), expected, "{algorithm}");
    }
    let provider = LyingProvider::start().await;
    provider.answer_with("not a token".into());
    assert_eq!(fault(provider.log_in(&provider.relying_party()).await), TokenFault::Malformed);
}

#[tokio::test]
async fn a_forged_signature_is_refused() {
    let provider = LyingProvider::start().await;
    provider.forge_key();
    assert_eq!(fault(provider.log_in(&provider.relying_party()).await), TokenFault::Signature);
}

#[tokio::test]
async fn a_changed_key_is_fetched_once_a_minute_at_most() {
    let provider = LyingProvider::start().await;
    let relying_party = provider.relying_party();
    provider.log_in(&relying_party).await.unwrap();
    assert_eq!(provider.key_fetches(), 1);

    provider.clock.set(provider.clock.now() + SignedDuration::from_secs(61));
    provider.change_key(7, true);
    provider.log_in(&relying_party).await.unwrap();
    assert_eq!(provider.key_fetches(), 2, "an unknown key id leads to one more fetch");

    provider.change_key(8, false);
    for _ in 0..5 {
        assert_eq!(fault(provider.log_in(&relying_party).await), TokenFault::UnknownKey);
    }
    assert_eq!(provider.key_fetches(), 2, "forged key ids must not make us hammer the provider");
}

#[tokio::test]
async fn metadata_of_another_issuer_is_refused() {
    let provider = LyingProvider::start().await;
    provider.say_issuer("https://evil.example");
    assert!(matches!(provider.log_in(&provider.relying_party()).await, Err(OidcError::OtherIssuer)));
}

/// A provider that is away is asked again after five seconds, not by everybody who waits.
#[tokio::test]
async fn a_provider_that_was_away_is_found_again() {
    let provider = LyingProvider::start().await;
    let relying_party = provider.relying_party();
    provider.say_issuer("https://evil.example");
    provider.log_in(&relying_party).await.unwrap_err();
    let honest = provider.issuer.clone();
    provider.say_issuer(&honest);
    assert!(matches!(provider.log_in(&relying_party).await, Err(OidcError::Unreachable(_))));
    provider.clock.set(provider.clock.now() + SignedDuration::from_secs(5));
    provider.log_in(&relying_party).await.unwrap();

    // A day later it is away again: what is known still serves.
    provider.clock.set(provider.clock.now() + SignedDuration::from_hours(24));
    provider.say_issuer("https://evil.example");
    provider.log_in(&relying_party).await.unwrap();
}
