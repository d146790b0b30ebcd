//! `GET /log-out`: ends the session here, tells the client in a frame, and leads back (RP-initiated and front-channel).

use axum::{
    extract::{Query, State},
    response::Response,
};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;
use url::Url;

use super::{
    TestEid,
    page::{self, LoggedOut},
    request::Parameters,
    words::Words,
};

#[derive(Deserialize)]
struct Hint {
    aud: String,
    sid: String,
    locale: String,
}

pub(super) async fn get(State(eid): State<TestEid>, Query(query): Query<Vec<(String, String)>>) -> Response {
    let parameters = Parameters(query);
    let hint = parameters.find("id_token_hint").and_then(|token| eid.hint(token));
    let Some(hint) = hint else { return page::not_our_client(Words::of("nb")) };
    let words = Words::of(&hint.locale);
    let client = &eid.0.client;
    if parameters.find("post_logout_redirect_uri") != Some(&client.after_log_out_uri) {
        return page::not_our_client(words);
    }
    let frame = [("iss", eid.0.issuer.as_str()), ("sid", hint.sid.as_str())];
    let next = match parameters.find("state") {
        Some(state) => Url::parse_with_params(&client.after_log_out_uri, [("state", state)]),
        None => Url::parse(&client.after_log_out_uri),
    };
    match (Url::parse_with_params(&client.front_channel_uri, frame), next) {
        (Ok(frame), Ok(next)) => page::logged_out(&LoggedOut { words, frame: frame.into(), next: next.into() }),
        _ => page::not_our_client(words),
    }
}

impl TestEid {
    /// Reads a token we signed, however old it is.
    fn hint(&self, token: &str) -> Option<Hint> {
        let mut validation = Validation::new(Algorithm::ES256);
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.required_spec_claims.clear();
        let keys: Vec<_> = self.state().keys().iter().filter_map(|key| key.public().ok()).collect();
        let read = |jwk| jsonwebtoken::decode::<Hint>(token, &DecodingKey::from_jwk(jwk).ok()?, &validation).ok();
        keys.iter().find_map(read).map(|data| data.claims).filter(|hint| hint.aud == self.0.client.id)
    }
}
