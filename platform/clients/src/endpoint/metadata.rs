//! What is on offer, for systems that set themselves up: OAuth's metadata (RFC 8414) and SMART's.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use crate::{ALGORITHMS, Clients};

pub async fn oauth(State(clients): State<Clients>) -> Json<Value> {
    Json(offered(&clients))
}

/// SMART App Launch 2, backend services. It wants PKCE's methods named although nobody logs in here.
pub async fn smart(State(clients): State<Clients>) -> Json<Value> {
    let mut offered = offered(&clients);
    offered["capabilities"] = json!(["client-confidential-asymmetric", "permission-v2"]);
    offered["code_challenge_methods_supported"] = json!(["S256"]);
    Json(offered)
}

fn offered(clients: &Clients) -> Value {
    json!({
        "issuer": clients.0.origin,
        "token_endpoint": clients.0.token_url,
        "jwks_uri": format!("{}/oauth/jwks", clients.0.origin),
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ALGORITHMS,
        "dpop_signing_alg_values_supported": ALGORITHMS,
        "scopes_supported": ["system/*.crus"],
    })
}
