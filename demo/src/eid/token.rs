//! `POST /token`: a code for an ID token.

use axum::{
    Form, Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use eid::oidc::challenge;
use serde_json::{Value, json};

use super::{TestEid, pushed::fault, request::Parameters, state::Chosen};

/// An ID token is read at once.
const TOKEN_SECONDS: i64 = 120;

pub(super) async fn post(State(eid): State<TestEid>, Form(form): Form<Vec<(String, String)>>) -> Response {
    let parameters = Parameters(form);
    if !eid.is_client(&parameters) {
        return fault(StatusCode::UNAUTHORIZED, "invalid_client", "the client's assertion does not hold");
    }
    if parameters.find("grant_type") != Some("authorization_code") {
        return fault(StatusCode::BAD_REQUEST, "unsupported_grant_type", "only codes are exchanged");
    }
    let code = parameters.find("code").unwrap_or_default();
    let taken = eid.state().take_code(code, eid.0.clock.now());
    match taken.filter(|chosen| is_for(chosen, &parameters)) {
        Some(chosen) => eid.tokens(&chosen),
        None => fault(StatusCode::BAD_REQUEST, "invalid_grant", "the code is unknown, used, late or another's"),
    }
}

/// The same address and the verifier of the request's challenge (RFC 7636 §4.6).
fn is_for(chosen: &Chosen, parameters: &Parameters) -> bool {
    parameters.find("redirect_uri") == Some(&chosen.request.redirect_uri)
        && parameters.find("code_verifier").is_some_and(|verifier| challenge(verifier) == chosen.request.challenge)
}

impl TestEid {
    fn tokens(&self, chosen: &Chosen) -> Response {
        let signed = self.state().keys().first().and_then(|key| key.sign(&self.claims(chosen)).ok());
        let Some(id_token) = signed else {
            return fault(StatusCode::INTERNAL_SERVER_ERROR, "server_error", "the key cannot sign");
        };
        let answer = json!({
            "access_token": self.secret(), "token_type": "Bearer", "expires_in": TOKEN_SECONDS,
            "scope": "openid", "id_token": id_token,
        });
        ([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response()
    }

    fn claims(&self, chosen: &Chosen) -> Value {
        let now = self.0.clock.now();
        json!({
            "iss": self.0.issuer,
            "aud": self.0.client.id,
            "sub": self.pairwise(&chosen.number),
            "pid": chosen.number,
            "acr": chosen.acr,
            "amr": ["TestID"],
            "auth_time": chosen.at.as_second(),
            "nonce": chosen.request.nonce,
            "sid": self.secret(),
            "jti": self.0.random.uuid(now),
            "locale": chosen.request.language,
            "iat": now.as_second(),
            "exp": now.as_second() + TOKEN_SECONDS,
        })
    }

    /// The same person is the same subject to the same client, and another to any other.
    fn pairwise(&self, number: &str) -> String {
        let text = format!("{}\n{}\n{number}", self.0.issuer, self.0.client.id);
        URL_SAFE_NO_PAD.encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text.as_bytes()))
    }
}
