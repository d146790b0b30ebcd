//! Tokens bound to a key: only who holds it is let in, each proof once, about one request.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{
    house::{Answer, House, TOKEN_URL, fields},
    system::{System, proof_claims},
};

/// Asks for a bound token: first without a nonce, then with the one that is given.
async fn bound(house: &House, system: &System, holder: &System) -> Answer {
    let assertion = system.assertion(house.clock.now());
    let first = asked(house, &assertion, &holder.proof("POST", TOKEN_URL, house.clock.now(), json!({}))).await;
    assert_eq!((first.status, first.error()), (StatusCode::BAD_REQUEST, "use_dpop_nonce"), "{first:?}");
    let nonce = json!({ "nonce": first.nonce() });
    asked(house, &assertion, &holder.proof("POST", TOKEN_URL, house.clock.now(), nonce)).await
}

async fn asked(house: &House, assertion: &str, proof: &str) -> Answer {
    house.ask_with(&fields(assertion), &[("dpop", proof)]).await
}

async fn call(house: &House, token: &str, proof: &str) -> Result<clients::Caller, clients::Denied> {
    let authorization = format!("DPoP {token}");
    house.call(&[("authorization", &authorization), ("dpop", proof)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bound_token_lets_in_who_holds_the_key_with_each_proof_once_in_whichever_process() {
    for house in House::both().await {
        let there = house.beside().await;
        let system = house.system("ES256").await;
        for algorithm in ["ES256", "ES384", "PS256", "RS256", "EdDSA"] {
            let holder = System::new(algorithm);
            let answer = bound(&house, &system, &holder).await;
            assert_eq!((answer.status, &answer.body["token_type"]), (StatusCode::OK, &json!("DPoP")), "{answer:?}");
            let (token, now) = (answer.token(), house.clock.now());
            let proof = holder.proof_for(&token, now, json!({}));
            call(&house, &token, &proof).await.expect("let in");
            for process in [&house, &there] {
                let denied = call(process, &token, &proof).await.expect_err("the proof is used up");
                assert!(denied.to_string().contains("used before"), "{denied}");
            }
            call(&there, &token, &holder.proof_for(&token, now, json!({ "nonce": answer.nonce() }))).await.expect("in");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bound_token_is_worth_nothing_to_who_only_has_the_token() {
    for house in House::both().await {
        let (system, holder) = (house.system("ES256").await, System::new("ES256"));
        let (token, now) = (bound(&house, &system, &holder).await.token(), house.clock.now());
        let denied = house.bearer(&token).await.expect_err("shown as Bearer");
        assert_eq!(denied.status(), StatusCode::UNAUTHORIZED);
        let denied = call(&house, &token, &System::new("ES256").proof_for(&token, now, json!({}))).await;
        assert!(denied.expect_err("another key").to_string().contains("another key"));
        let authorization = format!("DPoP {token}");
        let denied = house.call(&[("authorization", &authorization)]).await.expect_err("no proof");
        assert!(denied.headers()["www-authenticate"].to_str().unwrap().contains("invalid_dpop_proof"));
        let plain = house.token(&system).await.token();
        let denied = call(&house, &plain, &holder.proof_for(&plain, now, json!({}))).await;
        assert_eq!(denied.expect_err("not bound, shown as DPoP").status(), StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_about_anything_else_than_this_request_is_refused_and_named() {
    for house in House::both().await {
        let (system, holder) = (house.system("ES256").await, System::new("ES256"));
        let (token, now) = (bound(&house, &system, &holder).await.token(), house.clock.now());
        let other = house.token(&system).await.token();
        let second = now.as_second();
        let bent = [
            (json!({ "htm": "POST" }), "htm"),
            (json!({ "htm": "get" }), "htm"),
            (json!({ "htu": "https://helse.example/fhir/Slot" }), "htu"),
            (json!({ "htu": "http://helse.example/fhir/Appointment" }), "htu"),
            (json!({ "htu": "https://evil.example/fhir/Appointment" }), "htu"),
            (json!({ "htu": "/fhir/Appointment" }), "htu"),
            (json!({ "iat": second - 61 }), "iat"),
            (json!({ "iat": second + 61 }), "iat"),
            (json!({ "ath": null }), "ath"),
            (json!({ "ath": other }), "ath"),
            (json!({ "jti": "" }), "jti"),
            (json!({ "jti": "x".repeat(257) }), "jti"),
            (json!({ "jti": null }), "no signed JWT"),
            (json!({ "nonce": "made up" }), "nonce"),
        ];
        for (change, words) in bent {
            let denied = call(&house, &token, &holder.proof_for(&token, now, change.clone())).await;
            let denied = denied.expect_err("refused");
            assert_eq!(denied.status(), StatusCode::UNAUTHORIZED);
            assert!(denied.to_string().contains(words), "{change}: {denied}");
        }
        let good = [
            json!({ "htu": "https://helse.example/fhir/Appointment?a=b#c" }),
            json!({ "htu": "HTTPS://Helse.Example:443/fhir/Appointment" }),
            json!({ "iat": second - 60 }),
            json!({ "iat": second + 60 }),
        ];
        for change in good {
            call(&house, &token, &holder.proof_for(&token, now, change.clone())).await.expect("let in");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_with_a_bent_header_is_refused() {
    for house in House::both().await {
        let (system, holder) = (house.system("ES256").await, System::new("ES256"));
        let (token, now) = (bound(&house, &system, &holder).await.token(), house.clock.now());
        let good = holder.proof_for(&token, now, json!({}));
        let claims = proof_claims("GET", "https://helse.example/fhir/Appointment", now);
        let mut private = holder.jwk();
        private["d"] = json!("AAAA");
        let secret = json!({ "kty": "oct", "k": "AAAA" });
        let header = |jwk: Value, typ: &str, alg: &str| {
            holder.sign_with(&json!({ "alg": alg, "typ": typ, "jwk": jwk }), &claims)
        };
        let bent = [
            (header(holder.jwk(), "JWT", "ES256"), "typ"),
            (header(Value::Null, "dpop+jwt", "ES256"), "jwk"),
            (header(private, "dpop+jwt", "ES256"), "private"),
            (header(secret, "dpop+jwt", "ES256"), "private"),
            (header(holder.jwk(), "dpop+jwt", "HS256"), "algorithm"),
            (header(holder.jwk(), "dpop+jwt", "none"), "algorithm"),
            (header(System::new("ES256").jwk(), "dpop+jwt", "ES256"), "signature"),
            ("x".repeat(9_000), "8192"),
        ];
        for (proof, words) in bent {
            let denied = call(&house, &token, &proof).await.expect_err("refused");
            assert!(denied.to_string().contains(words), "{words}: {denied}");
        }
        let authorization = format!("DPoP {token}");
        let two = [("authorization", authorization.as_str()), ("dpop", &good), ("dpop", &good)];
        assert!(house.call(&two).await.is_err(), "two proofs prove nothing");
        call(&house, &token, &good).await.expect("the good one");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_nonce_goes_stale_after_two_windows() {
    for house in House::both().await {
        let (system, holder) = (house.system("ES256").await, System::new("ES256"));
        let nonce = bound(&house, &system, &holder).await.nonce();
        let ask = async || {
            let proof = holder.proof("POST", TOKEN_URL, house.clock.now(), json!({ "nonce": nonce }));
            asked(&house, &system.assertion(house.clock.now()), &proof).await
        };
        house.pass(300);
        assert_eq!(ask().await.status, StatusCode::OK, "the one before is taken too");
        house.pass(300);
        assert_eq!(ask().await.error(), "use_dpop_nonce");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_system_that_must_bind_its_tokens_gets_no_other() {
    for house in House::both().await {
        let system = house.system_with("ES256", "system/*.rs", true).await;
        assert_eq!(house.token(&system).await.error(), "invalid_dpop_proof");
        let holder = System::new("ES256");
        let token = bound(&house, &system, &holder).await.token();
        call(&house, &token, &holder.proof_for(&token, house.clock.now(), json!({}))).await.expect("let in");
    }
}
