//! The token end point: who gets a token, and every way not to.

use axum::{body::Body, extract::Request, http::StatusCode};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::json;

use crate::{
    house::{House, ORIGIN, fields},
    system::System,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_system_gets_a_token_with_a_key_of_every_accepted_kind_and_is_let_in_with_it() {
    for house in House::both().await {
        for algorithm in clients::ALGORITHMS {
            let system = house.system(algorithm).await;
            let answer = house.token(&system).await;
            assert_eq!(answer.status, StatusCode::OK, "{algorithm}: {answer:?}");
            assert_eq!(answer.body["token_type"], "Bearer");
            assert_eq!(answer.body["expires_in"], 300);
            assert_eq!(answer.body["scope"], "system/Appointment.crus system/Patient.rs");
            assert_eq!(answer.headers["cache-control"], "no-store");
            let caller = house.bearer(&answer.token()).await.expect("let in");
            assert_eq!((caller.client, caller.source.name.as_str()), (system.client_id, "Furulia legesenter"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_assertion_is_taken_once_in_whichever_process() {
    for house in House::both().await {
        let (system, there) = (house.system("ES256").await, house.beside().await);
        let assertion = system.assertion(house.clock.now());
        assert_eq!(house.assert(&assertion).await.status, StatusCode::OK);
        for process in [&house, &there] {
            let again = process.assert(&assertion).await;
            assert_eq!((again.status, again.error()), (StatusCode::UNAUTHORIZED, "invalid_client"));
            assert!(again.words().contains("used before"), "{again:?}");
        }
        let other = house.system("ES256").await;
        let jti = json!({ "jti": "the same" });
        assert_eq!(house.assert(&system.bent(house.clock.now(), jti.clone())).await.status, StatusCode::OK);
        let answer = house.assert(&other.bent(house.clock.now(), jti)).await;
        assert_eq!(answer.status, StatusCode::OK, "ids are each system's own");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_that_is_not_as_it_should_be_is_refused_and_named() {
    for house in House::both().await {
        let system = house.system("ES256").await;
        let now = house.clock.now();
        let second = now.as_second();
        let bent = [
            (json!({ "sub": "another" }), "iss and sub"),
            (json!({ "aud": "https://another.example" }), "aud"),
            (json!({ "aud": [crate::house::TOKEN_URL, "https://another.example"] }), "aud"),
            (json!({ "aud": [] }), "aud"),
            (json!({ "exp": second }), "exp lies in the past"),
            (json!({ "exp": second + 331 }), "5 minutes"),
            (json!({ "iat": second + 31 }), "iat or nbf"),
            (json!({ "nbf": second + 31 }), "iat or nbf"),
            (json!({ "jti": null }), "jti"),
            (json!({ "jti": "" }), "jti"),
            (json!({ "jti": "x".repeat(257) }), "jti"),
        ];
        for (change, words) in bent {
            let answer = house.assert(&system.bent(now, change.clone())).await;
            assert_eq!((answer.status, answer.error()), (StatusCode::UNAUTHORIZED, "invalid_client"), "{change}");
            assert!(answer.words().contains(words), "{change}: {}", answer.words());
            assert_eq!(answer.headers["cache-control"], "no-store");
        }
        let unread = [json!({ "exp": null }), json!({ "exp": "soon" }), json!({ "aud": null }), json!({ "iss": 7 })];
        for change in unread {
            assert_eq!(house.assert(&system.bent(now, change.clone())).await.error(), "invalid_client", "{change}");
        }
        let good = [
            json!({ "aud": ORIGIN }),
            json!({ "aud": [ORIGIN] }),
            json!({ "exp": second + 330, "iat": second + 30, "nbf": second + 30 }),
            json!({ "exp": second + 1, "iat": null }),
        ];
        for change in good {
            let answer = house.assert(&system.bent(now, change.clone())).await;
            assert_eq!(answer.status, StatusCode::OK, "{change}: {answer:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signature_that_proves_nothing_is_refused_with_the_same_words_for_all() {
    for house in House::both().await {
        let (system, stranger) = (house.system("ES256").await, System::new("ES256"));
        let rsa = house.system("RS256").await;
        let now = house.clock.now();
        let claims = system.claims(now);
        let kid = &system.kid;
        let good = system.sign(&claims);
        let (signed, _) = good.rsplit_once('.').expect("three parts");
        let of_another = System { client_id: system.client_id.clone(), ..System::new("ES256") };
        let unknown = [
            of_another.assertion(now),
            stranger.bent(now, json!({ "iss": "nobody", "sub": "nobody" })),
            system.sign_with(&json!({ "alg": "ES256", "kid": "another" }), &claims),
            system.sign_with(&json!({ "alg": "ES256", "kid": "../../ES256-1" }), &claims),
            system.sign_with(&json!({ "alg": "ES256", "kid": "' OR 1=1 --" }), &claims),
            // The key and its algorithm belong together, whatever the header says.
            system.sign_with(&json!({ "alg": "ES384", "kid": kid }), &claims),
            system.sign_with(&json!({ "alg": "RS256", "kid": kid }), &claims),
            system.sign_with(&json!({ "alg": "EdDSA", "kid": kid }), &claims),
            rsa.sign_with(&json!({ "alg": "PS256", "kid": rsa.kid }), &rsa.claims(now)),
            // A key of one's own in the header proves nothing.
            of_another.sign_with(&json!({ "alg": "ES256", "jwk": of_another.jwk() }), &claims),
            format!("{signed}."),
            format!("{signed}.{}", "A".repeat(86)),
        ];
        let mut words = std::collections::BTreeSet::new();
        for assertion in unknown {
            let answer = house.assert(&assertion).await;
            assert_eq!((answer.status, answer.error()), (StatusCode::UNAUTHORIZED, "invalid_client"), "{assertion}");
            words.insert(answer.words().to_owned());
        }
        assert_eq!(words.len(), 1, "{words:?}");
        assert_eq!(house.assert(&good).await.status, StatusCode::OK, "refusals use nothing up");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_assertion_of_ours_is_refused_before_any_key_is_looked_for() {
    for house in House::both().await {
        let system = house.system("ES256").await;
        let claims = system.claims(house.clock.now());
        let secret = URL_SAFE_NO_PAD.encode(system.jwk()["x"].as_str().expect("x"));
        let none =
            format!("{}.{}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#), URL_SAFE_NO_PAD.encode(claims.to_string()));
        let header = |header: &str| system.sign_raw(header, &claims.to_string());
        let nested = format!(r#"{{"alg":"ES256","jwk":{}1{}}}"#, r#"{"a":"#.repeat(500), "}".repeat(500));
        let bent = [
            (none, "algorithm"),
            (header(r#"{"alg":"None"}"#), "algorithm"),
            (header(r#"{"alg":"HS256"}"#), "algorithm"),
            (header(r#"{"alg":"ES256K"}"#), "algorithm"),
            (header(r#"{"alg":"es256"}"#), "algorithm"),
            (header(r#"{"alg":"HS256","alg":"ES256"}"#), "no signed JWT"),
            (header(r#"{"alg":"ES256","crit":["b64"],"b64":false}"#), "critical"),
            (header(r#"{"alg":"ES256","typ":"at+jwt"}"#), "typ"),
            (header(r#"{"alg":"ES256","typ":"dpop+jwt"}"#), "typ"),
            (header(&nested), "no signed JWT"),
            (header("[]"), "no signed JWT"),
            (secret, "no signed JWT"),
            ("a.b".into(), "no signed JWT"),
            ("....".into(), "no signed JWT"),
            (format!("{}.e30.AA", "=".repeat(40)), "no signed JWT"),
            (system.sign(&json!({ "iss": "x".repeat(9000) })), "longer than 8192"),
        ];
        for (assertion, words) in bent {
            let answer = house.assert(&assertion).await;
            assert_eq!((answer.status, answer.error()), (StatusCode::UNAUTHORIZED, "invalid_client"), "{words}");
            assert!(answer.words().contains(words), "{words}: {}", answer.words());
        }
        let own_kind = json!({ "alg": "ES256", "typ": "client-authentication+jwt" });
        let answer = house.assert(&system.sign_with(&own_kind, &claims)).await;
        assert_eq!(answer.status, StatusCode::OK, "without a kid the keys that hold are tried");
    }
}

/// Fields, and the status and error they lead to.
type Case<'a> = (&'a [(&'a str, &'a str)], u16, &'a str);

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_not_a_token_request_is_refused_as_the_standard_says() {
    for house in House::both().await {
        let system = house.system("ES256").await;
        let assertion = system.assertion(house.clock.now());
        let [grant, kind, shown] = fields(&assertion);
        let cases: [Case<'_>; 9] = [
            (&[kind, shown], 400, "invalid_request"),
            (&[("grant_type", "password"), kind, shown], 400, "unsupported_grant_type"),
            (&[grant, grant, kind, shown], 400, "invalid_request"),
            (&[grant, kind, shown, shown], 400, "invalid_request"),
            (&[grant, kind], 400, "invalid_request"),
            (&[grant, ("client_assertion_type", "password"), shown], 400, "invalid_request"),
            (&[grant, ("client_id", "a"), ("client_secret", "b")], 401, "invalid_client"),
            (&[grant], 401, "invalid_client"),
            (&[grant, kind, shown, ("client_id", "another")], 401, "invalid_client"),
        ];
        for (fields, status, error) in cases {
            let answer = house.ask(fields).await;
            assert_eq!((answer.status.as_u16(), answer.error()), (status, error), "{fields:?}");
        }
        let basic = house.ask_with(&[grant], &[("authorization", "Basic YTpi")]).await;
        assert_eq!((basic.status, basic.error()), (StatusCode::UNAUTHORIZED, "invalid_client"));
        assert!(basic.headers.contains_key("www-authenticate"));
        let send = |uri: &str, kind: &str, body: String| {
            let request = Request::post(uri).header("content-type", kind).body(Body::from(body));
            house.send(request.expect("a request"))
        };
        let form = "application/x-www-form-urlencoded";
        assert_eq!(send("/oauth/token", "application/json", "{}".into()).await.error(), "invalid_request");
        assert_eq!(send("/oauth/token?a=b", form, String::new()).await.error(), "invalid_request");
        assert_eq!(send("/oauth/token", form, "a=".to_owned() + &"b".repeat(20_000)).await.error(), "invalid_request");
        let fine = house.ask(&[grant, kind, shown, ("client_id", &system.client_id), ("more", "is passed over")]).await;
        assert_eq!(fine.status, StatusCode::OK, "{fine:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_system_may_ask_for_less_than_it_has_and_never_for_more() {
    for house in House::both().await {
        let system = house.system("ES256").await;
        let ask = async |scope: &str| {
            let assertion = system.assertion(house.clock.now());
            let [grant, kind, shown] = fields(&assertion);
            house.ask(&[grant, kind, shown, ("scope", scope)]).await
        };
        let less = ask("system/Appointment.rs").await;
        assert_eq!(less.body["scope"], "system/Appointment.rs");
        let caller = house.bearer(&less.token()).await.expect("let in");
        assert!(
            caller.may("Appointment", clients::Right::Search) && !caller.may("Appointment", clients::Right::Create)
        );
        assert!(!caller.may("Patient", clients::Right::Read));
        for scope in ["system/Appointment.cruds", "system/*.r", "system/Slot.r", "patient/Appointment.r", "openid", " "]
        {
            let answer = ask(scope).await;
            assert_eq!((answer.status, answer.error()), (StatusCode::BAD_REQUEST, "invalid_scope"), "{scope}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_on_offer_is_told_at_the_known_places() {
    for house in House::both().await {
        for place in ["/.well-known/oauth-authorization-server", "/fhir/.well-known/smart-configuration"] {
            let answer = house.send(Request::get(place).body(Body::empty()).expect("a request")).await;
            assert_eq!(answer.body["token_endpoint"], crate::house::TOKEN_URL);
            assert_eq!(answer.body["issuer"], ORIGIN);
            assert_eq!(answer.body["token_endpoint_auth_methods_supported"], json!(["private_key_jwt"]));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_assertion_with_any_one_character_changed_is_refused() {
    let house = House::both().await.remove(0);
    let system = house.system("ES256").await;
    let good = system.assertion(house.clock.now());
    for at in 0..good.len() {
        let mut bytes = good.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        let bent = String::from_utf8(bytes).expect("text");
        assert_eq!(house.assert(&bent).await.status, StatusCode::UNAUTHORIZED, "character {at}");
    }
    assert_eq!(house.assert(&good).await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_assertion_however_made_up_is_more_than_refused() {
    let house = House::both().await.remove(0);
    let system = house.system("ES256").await;
    let random = db::Random::system();
    for round in 0..200 {
        let noise = String::from_utf8_lossy(&random.bytes::<60>()).into_owned();
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let made_up = match round % 4 {
            0 => noise,
            1 => format!("{}.{}.{}", part(&noise), part(&noise), part(&noise)),
            2 => format!("{}.{}.{}", part(r#"{"alg":"ES256"}"#), part(&noise), part(&noise)),
            _ => system.sign_raw(r#"{"alg":"ES256"}"#, &noise),
        };
        let answer = house.assert(&made_up).await;
        assert!([400, 401].contains(&answer.status.as_u16()), "{made_up}: {answer:?}");
    }
}
