//! `POST /oauth/token`: a system that has proved itself gets a token for five minutes.

use axum::{
    Extension, Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header},
    response::{IntoResponse, Response},
};
use db::{ClientAddress, DbError, Verdict};
use serde_json::json;

use super::{OAuthError, form};
use crate::{
    Client, Clients, PublicKey, Scopes,
    access_token::{Claims, Grant, LIFE},
    assertion::{self, AssertionError, Good},
    dpop::{self, About, NONCE_HEADER, Proof, ProofError},
    jws::Unverified,
};

/// An answer that no cache keeps (RFC 6749 §5.1).
pub const NOT_KEPT: [(HeaderName, &str); 2] = [(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")];

pub async fn post(
    State(clients): State<Clients>,
    from: Option<Extension<ClientAddress>>,
    uri: Uri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, OAuthError> {
    if let Some(Extension(from)) = from
        && let Verdict::Over(wait) = clients.0.limiter.hit_some("token", &from.key(), clients.0.rates.tokens).await
    {
        return Err(OAuthError::too_many(wait));
    }
    let body = body.map_err(|_| OAuthError::request("the body cannot be read or is longer than 16 KB"))?;
    let form = form::read(&uri, &headers, &body)?;
    let proven = clients.prove_client(&form).await?;
    let scopes = granted(form.scope.as_deref(), &proven.client.scopes)?;
    let proof = clients.prove_holder(&headers, proven.client.dpop_required)?;
    // Only what is good in every way is used up: one who mends a request may send the same assertion.
    clients.use_up(&proven, proof.as_ref()).await?;
    let token = clients.token(&proven, &scopes, proof.as_ref()).await?;
    clients.0.registry.note_use(&proven.client).await?;
    Ok(answer(&clients, &token, &scopes, proof.is_some()))
}

fn answer(clients: &Clients, token: &str, scopes: &Scopes, bound: bool) -> Response {
    let token_type = if bound { "DPoP" } else { "Bearer" };
    let body = json!({
        "access_token": token, "token_type": token_type, "expires_in": LIFE, "scope": scopes.to_string(),
    });
    let mut response = (NOT_KEPT, Json(body)).into_response();
    if bound && let Ok(nonce) = HeaderValue::from_str(&clients.nonce()) {
        response.headers_mut().insert(HeaderName::from_static(NONCE_HEADER), nonce);
    }
    response
}

/// A system that has proved itself, and the key it did it with.
struct Proven {
    client: Client,
    kid: String,
    assertion: Good,
}

impl Clients {
    async fn prove_client(&self, form: &form::Form) -> Result<Proven, OAuthError> {
        let token = Unverified::read(&form.assertion).map_err(AssertionError::from)?;
        assertion::check_kind(&token)?;
        let id = assertion::claimed(&token)?;
        if form.client_id.as_ref().is_some_and(|named| *named != id) {
            return Err(OAuthError::client("client_id is not the iss of the assertion"));
        }
        let client = self.0.registry.find(&id).await.map_err(|fault| match fault {
            crate::RegistryError::Database(fault) => fault.into(),
            _ => OAuthError::from(DbError::Column { index: 0, expected: "a JWK" }),
        })?;
        let client = client.filter(|client| client.ended_at.is_none()).ok_or_else(OAuthError::unknown)?;
        let (kid, claims) = held(&client, &token)
            .find_map(|key| Some((key.kid().to_owned(), token.verify::<assertion::Claims>(key).ok()?)))
            .ok_or_else(OAuthError::unknown)?;
        let audiences = [self.0.token_url.as_str(), self.0.origin.as_str()];
        let assertion = assertion::check(claims, &client.id, audiences, self.0.clock.now())?;
        Ok(Proven { client, kid, assertion })
    }

    /// The DPoP proof of the request, where there is one or must be one. It must have a nonce of ours.
    fn prove_holder(&self, headers: &HeaderMap, required: bool) -> Result<Option<Proof>, OAuthError> {
        let now = self.0.clock.now();
        let refused = |fault| OAuthError::proof(fault, self.0.nonces.current(now));
        let Some(proof) = dpop::header(headers).map_err(refused)? else {
            return if required { Err(refused(ProofError::Missing)) } else { Ok(None) };
        };
        let about = About { method: &Method::POST, address: &self.0.token_url, token: None, nonce: true };
        dpop::check(proof, &about, &self.0.nonces, now).map(Some).map_err(refused)
    }

    async fn use_up(&self, proven: &Proven, proof: Option<&Proof>) -> Result<(), OAuthError> {
        let (key, now) = (format!("{} {}", proven.client.id, proven.assertion.jti), self.0.clock.now());
        if !self.0.db.first_use("client_assertion", &key, now, proven.assertion.until).await? {
            return Err(OAuthError::client("the assertion has been used before: make a new one with another jti"));
        }
        match proof {
            Some(proof) if !self.first_use_of(proof).await? => Err(OAuthError::proof(ProofError::Used, self.nonce())),
            _ => Ok(()),
        }
    }

    async fn token(&self, proven: &Proven, scopes: &Scopes, proof: Option<&Proof>) -> Result<String, OAuthError> {
        let (key, now) = (self.0.token_keys.current().await?, self.0.clock.now());
        let grant = Grant {
            issuer: &self.0.origin,
            audience: &self.0.audience,
            client: &proven.client.id,
            key: &proven.kid,
            scopes,
            bound_to: proof.map(|proof| proof.thumbprint.clone()),
            id: self.0.random.uuid(now).to_string(),
            now,
        };
        Claims::new(grant).sign(&key).ok_or_else(|| DbError::Sealed.into())
    }

    fn nonce(&self) -> String {
        self.0.nonces.current(self.0.clock.now())
    }
}

/// The keys that may have signed: the one that is named, or all that hold.
fn held<'c>(client: &'c Client, token: &'c Unverified<'_>) -> impl Iterator<Item = &'c PublicKey> {
    let named = token.header.kid.as_deref();
    let holds = client.keys.iter().filter(|key| key.ended_at.is_none()).map(|key| &key.key);
    holds.filter(move |key| named.is_none_or(|kid| key.kid() == kid))
}

/// What is asked for, or all the system has; never more.
fn granted(asked: Option<&str>, has: &Scopes) -> Result<Scopes, OAuthError> {
    let Some(asked) = asked else { return Ok(has.clone()) };
    let asked: Scopes = asked.parse().map_err(|fault: crate::ScopeError| OAuthError::scope(&fault.to_string()))?;
    if asked.is_empty() || !asked.within(has) {
        return Err(OAuthError::scope("the scope is more than the client has"));
    }
    Ok(asked)
}
