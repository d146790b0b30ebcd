//! What a token opens, for how long, and what ends it at once.

use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use clients::{NewClient, Right};
use serde_json::{Value, json};

use crate::{
    house::{House, ORGANISATION},
    system::System,
};

fn challenge(denied: &clients::Denied) -> String {
    let headers = denied.headers();
    headers.get_all("www-authenticate").iter().map(|it| it.to_str().expect("text")).collect::<Vec<_>>().join(", ")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_good_for_five_minutes() {
    for house in House::both().await {
        let token = house.token(&house.system("ES256").await).await.token();
        house.pass(299);
        house.bearer(&token).await.expect("still good");
        house.pass(1);
        let denied = house.bearer(&token).await.expect_err("ended");
        assert_eq!((denied.status(), denied.issue()), (StatusCode::UNAUTHORIZED, "login"));
        assert!(challenge(&denied).starts_with("Bearer error=\"invalid_token\""), "{}", challenge(&denied));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_operator_ends_is_refused_at_once_in_every_process() {
    for house in House::both().await {
        let (mut system, there) = (house.system("ES256").await, house.beside().await);
        let registry = house.clients.registry().clone();
        let old = house.token(&system).await.token();
        there.bearer(&old).await.expect("good everywhere");

        let first = std::mem::replace(&mut system.kid, "second".into());
        let newer = System { client_id: system.client_id.clone(), kid: "second".into(), ..System::new("ES384") };
        registry.add_key(&system.client_id, newer.public(), "test").await.expect("a second key");
        let new = there.token(&newer).await.token();
        registry.end_key(&system.client_id, &first, "test").await.expect("ended");
        assert_eq!(there.bearer(&old).await.expect_err("got with the ended key").status(), StatusCode::UNAUTHORIZED);
        there.bearer(&new).await.expect("got with the key that holds");
        let dead = System { kid: first, ..system };
        assert_eq!(there.token(&dead).await.error(), "invalid_client");

        registry.end(&newer.client_id, "test").await.expect("ended");
        assert_eq!(there.bearer(&new).await.expect_err("the system has ended").status(), StatusCode::UNAUTHORIZED);
        assert_eq!(there.token(&newer).await.error(), "invalid_client");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_without_a_token_is_told_how_to_show_one() {
    for house in House::both().await {
        let denied = house.call(&[]).await.expect_err("no token");
        assert_eq!(denied.status(), StatusCode::UNAUTHORIZED);
        let told = challenge(&denied);
        assert!(told.contains("Bearer") && told.contains("DPoP algs=") && !told.contains("error"), "{told}");
        let basic = house.call(&[("authorization", "Basic YTpi")]).await.expect_err("another scheme");
        assert_eq!(basic.status(), StatusCode::UNAUTHORIZED);
        let token = format!("Bearer {}", house.token(&house.system("ES256").await).await.token());
        let two = house.call(&[("authorization", &token), ("authorization", &token)]).await.expect_err("two");
        assert_eq!((two.status(), two.issue()), (StatusCode::BAD_REQUEST, "invalid"));
        house.call(&[("authorization", &token.replace("Bearer", "bEARER"))]).await.expect("in any case");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_not_ours_opens_nothing() {
    for house in House::both().await {
        let system = house.system("ES256").await;
        let token = house.token(&system).await.token();
        let parts: Vec<&str> = token.split('.').collect();
        let payload: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(parts[1]).unwrap()).unwrap();
        let mut more = payload.clone();
        more["scope"] = json!("system/*.crus");
        let forged = format!("{}.{}.{}", parts[0], URL_SAFE_NO_PAD.encode(more.to_string()), parts[2]);
        let header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(parts[0]).unwrap()).unwrap();
        assert_eq!((&header["typ"], &header["alg"]), (&json!("at+jwt"), &json!("ES256")));
        let own = json!({ "alg": "ES256", "typ": "at+jwt", "kid": header["kid"] });
        let with_jwk = json!({ "alg": "ES256", "typ": "at+jwt", "kid": header["kid"], "jwk": system.jwk() });
        let none = format!("{}.{}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"at+jwt"}"#), parts[1]);
        let bad = [
            forged,
            system.sign_with(&own, &payload),
            system.sign_with(&with_jwk, &payload),
            system.assertion(house.clock.now()),
            format!("{}.{}.", parts[0], parts[1]),
            none,
            "x".repeat(9_000),
            String::new(),
        ];
        for token in bad {
            let denied = house.bearer(&token).await.expect_err("refused");
            assert_eq!(denied.status(), StatusCode::UNAUTHORIZED, "{token}");
            assert!(!denied.to_string().contains(&system.client_id) && denied.to_string().len() < 100);
        }
        house.bearer(&token).await.expect("the real one");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scope_that_is_wanting_is_named() {
    for house in House::both().await {
        let caller = house.bearer(&house.token(&house.system("ES256").await).await.token()).await.expect("let in");
        caller.require("Appointment", Right::Update).expect("it has that");
        let denied = caller.require("Slot", Right::Create).expect_err("it has not");
        assert_eq!((denied.status(), denied.issue()), (StatusCode::FORBIDDEN, "forbidden"));
        assert!(challenge(&denied).contains("error=\"insufficient_scope\", scope=\"system/Slot.c\""));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_system_that_asks_too_often_waits_and_others_do_not() {
    for house in House::both().await {
        let system = System::new("ES256");
        let new = NewClient {
            id: Some("eager".into()),
            organisation: ORGANISATION.into(),
            name: "Eager".into(),
            scopes: "system/*.rs".parse().expect("scopes"),
            dpop_required: false,
            per_minute: Some(20),
            keys: vec![system.public()],
        };
        house.clients.registry().add(new, "test").await.expect("a client");
        let eager = house.token(&System { client_id: "eager".into(), ..system }).await.token();
        let calm = house.token(&house.system("ES256").await).await.token();
        let mut within = 0;
        let denied = loop {
            match house.bearer(&eager).await {
                Ok(_) => within += 1,
                Err(denied) => break denied,
            }
        };
        assert_eq!((within, denied.status(), denied.issue()), (20, StatusCode::TOO_MANY_REQUESTS, "throttled"));
        let wait: i64 = denied.headers()["retry-after"].to_str().unwrap().parse().unwrap();
        house.bearer(&calm).await.expect("the others go on");
        house.pass(wait);
        house.bearer(&eager).await.expect("after the wait");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_may_not_try_for_ever_and_holds_up_nobody_else() {
    for house in House::both().await {
        let token = format!("Bearer {}", house.token(&house.system("ES256").await).await.token());
        let guess = [("authorization", "Bearer guessed")];
        let here = "2001:db8::1";
        for _ in 0..5 {
            let denied = house.call_from(here, &guess).await.expect_err("a guess");
            assert_eq!(denied.status(), StatusCode::UNAUTHORIZED);
        }
        let neighbour = "2001:db8::ffff";
        for (from, headers) in [(here, guess.as_slice()), (neighbour, guess.as_slice()), (here, &[])] {
            let denied = house.call_from(from, headers).await.expect_err("too many");
            assert_eq!(denied.status(), StatusCode::TOO_MANY_REQUESTS);
            assert!(denied.headers().contains_key("retry-after"));
        }
        house
            .call_from(here, &[("authorization", &token)])
            .await
            .expect("a good token is let in from there all the same");
        let elsewhere = house.call_from("192.0.2.1", &guess).await.expect_err("a guess");
        assert_eq!(elsewhere.status(), StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_asks_for_tokens_without_end_is_told_to_wait() {
    for house in House::both().await {
        let mut last = None;
        for _ in 0..41 {
            let mut request = axum::extract::Request::post("/oauth/token").body(axum::body::Body::empty()).unwrap();
            request.extensions_mut().insert(db::ClientAddress("192.0.2.1".parse().unwrap()));
            last = Some(house.send(request).await);
        }
        let last = last.expect("answers");
        assert_eq!((last.status, last.error()), (StatusCode::TOO_MANY_REQUESTS, "temporarily_unavailable"));
        assert!(last.headers.contains_key("retry-after") && last.headers["cache-control"] == "no-store");
    }
}
