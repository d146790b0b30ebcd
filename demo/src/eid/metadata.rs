//! What the test eID says of itself, and its keys.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::{HIGH, SUBSTANTIAL, TestEid};

/// `GET /.well-known/openid-configuration`.
pub(super) async fn configuration(State(eid): State<TestEid>) -> Json<Value> {
    let issuer = &eid.0.issuer;
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "pushed_authorization_request_endpoint": format!("{issuer}/par"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "end_session_endpoint": format!("{issuer}/log-out"),
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "scopes_supported": ["openid"],
        "acr_values_supported": [HIGH, SUBSTANTIAL],
        "ui_locales_supported": ["nb", "nn", "en"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["ES256"],
        "authorization_response_iss_parameter_supported": true,
        "frontchannel_logout_supported": true,
        "frontchannel_logout_session_supported": true,
    }))
}

/// `GET /keys`: the public halves.
pub(super) async fn keys(State(eid): State<TestEid>) -> Json<Value> {
    let state = eid.state();
    let keys: Vec<_> = state.keys().iter().filter_map(|key| key.public().ok()).collect();
    Json(json!({ "keys": keys }))
}
