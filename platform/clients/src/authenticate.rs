//! From a request to the system behind it: token, facts of today, limit, proof.

use axum::{
    extract::OriginalUri,
    http::{header, request},
};
use db::{ClientAddress, Limit, Verdict};

use crate::{
    Caller, Clients, Denied,
    access_token::{self, Claims},
    caller::Scheme,
    dpop::{self, About, ProofError},
    registry::Standing,
};

impl Clients {
    /// Who calls, by the token in `Authorization: Bearer` or `DPoP`. What the system may do is read afresh, so that a
    /// change of it holds at once.
    ///
    /// # Errors
    /// [`Denied`], ready to be given as an answer.
    pub async fn authenticate(&self, request: &request::Parts) -> Result<Caller, Denied> {
        let caller = self.caller(request).await;
        match &caller {
            Err(denied) if denied.is_stranger() => self.stranger_within_limit(request).await.and(caller),
            _ => caller,
        }
    }

    async fn caller(&self, request: &request::Parts) -> Result<Caller, Denied> {
        let (scheme, token) = shown(request)?;
        let claims = self.claims(scheme, token).await?;
        let standing = self.standing(scheme, &claims).await?;
        self.within_limit(&claims.client_id, standing.per_minute).await?;
        if let Some(bound_to) = claims.bound_to() {
            self.prove(request, token, bound_to).await?;
        }
        let scopes = claims.scopes().and(&standing.scopes);
        Ok(Caller { client: claims.client_id, source: standing.source, scopes, per_minute: standing.per_minute })
    }

    /// What the token says, once it is known to be ours and good now.
    async fn claims(&self, scheme: Scheme, token: &str) -> Result<Claims, Denied> {
        let wrong = |_| Denied::token(scheme, "the access token is none of ours");
        let token = access_token::read(token).map_err(wrong)?;
        let kid = token.header.kid.as_deref().unwrap_or_default();
        let key = self.0.token_keys.find(kid).await.map_err(|fault| Denied::unavailable(&fault))?;
        let key = key.ok_or_else(|| Denied::token(scheme, "the access token is none of ours"))?;
        let claims: Claims = token.verify(&key.public).map_err(wrong)?;
        if !claims.good(&self.0.origin, &self.0.audience, self.0.clock.now()) {
            return Err(Denied::token(scheme, "the access token has ended: get a new one"));
        }
        match (scheme, claims.bound_to()) {
            (Scheme::Bearer, Some(_)) => {
                Err(Denied::token(scheme, "the access token is bound to a key: show it as DPoP"))
            }
            (Scheme::Dpop, None) => {
                Err(Denied::token(scheme, "the access token is not bound to a key: show it as Bearer"))
            }
            _ => Ok(claims),
        }
    }

    async fn standing(&self, scheme: Scheme, claims: &Claims) -> Result<Standing, Denied> {
        let found = self.0.registry.standing(&claims.client_id, &claims.key).await;
        let standing = found.map_err(|fault| Denied::unavailable(&fault))?;
        let ended = || Denied::token(scheme, "the system, or the key it got the token with, has ended");
        let standing = standing.ok_or_else(ended)?;
        if standing.dpop_required && scheme == Scheme::Bearer {
            return Err(Denied::token(scheme, "the system must use tokens that are bound to a key (DPoP)"));
        }
        Ok(standing)
    }

    /// Counts the calls that come in one, the entries of a Bundle: its first is counted already.
    ///
    /// # Errors
    /// [`Denied`] when they are more than the system may make in a minute.
    pub async fn count(&self, caller: &Caller, calls: usize) -> Result<(), Denied> {
        for _ in 1..calls {
            self.within_limit(&caller.client, caller.per_minute).await?;
        }
        Ok(())
    }

    async fn within_limit(&self, client: &str, own: Option<u32>) -> Result<(), Denied> {
        let limit = own.map(Limit::per_minute).or(self.0.rates.calls);
        match self.0.limiter.hit_some("client", client, limit).await {
            Verdict::Within => Ok(()),
            Verdict::Over(wait) => Err(Denied::too_many(wait)),
        }
    }

    /// One who has no good token may not try for ever.
    async fn stranger_within_limit(&self, request: &request::Parts) -> Result<(), Denied> {
        let Some(from) = request.extensions.get::<ClientAddress>() else { return Ok(()) };
        match self.0.limiter.hit_some("stranger", &from.key(), self.0.rates.strangers).await {
            Verdict::Within => Ok(()),
            Verdict::Over(wait) => Err(Denied::too_many(wait)),
        }
    }

    /// Whether the caller holds the key its token is bound to, by a proof about this very request.
    async fn prove(&self, request: &request::Parts, token: &str, bound_to: &str) -> Result<(), Denied> {
        let now = self.0.clock.now();
        let denied = |fault| Denied::proof(fault, &self.0.nonces.current(now));
        let path = request.extensions.get::<OriginalUri>().map_or(request.uri.path(), |uri| uri.0.path());
        let address = format!("{}{path}", self.0.origin);
        let about = About { method: &request.method, address: &address, token: Some(token), nonce: false };
        let proof = dpop::header(&request.headers).and_then(|proof| proof.ok_or(ProofError::Missing));
        let proof = dpop::check(proof.map_err(denied)?, &about, &self.0.nonces, now).map_err(denied)?;
        if proof.thumbprint != bound_to {
            return Err(denied(ProofError::OtherKey));
        }
        match self.first_use_of(&proof).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(denied(ProofError::Used)),
            Err(fault) => Err(Denied::unavailable(&fault)),
        }
    }

    /// Whether a proof is used for the first time, in any process.
    pub(crate) async fn first_use_of(&self, proof: &dpop::Proof) -> Result<bool, db::DbError> {
        let key = format!("{} {}", proof.thumbprint, proof.jti);
        self.0.db.first_use("dpop_proof", &key, self.0.clock.now(), proof.until).await
    }
}

/// The one token a request shows, and how.
fn shown(request: &request::Parts) -> Result<(Scheme, &str), Denied> {
    let mut all = request.headers.get_all(header::AUTHORIZATION).iter();
    let Some(first) = all.next() else { return Err(Denied::no_token()) };
    if all.next().is_some() {
        return Err(Denied::unreadable());
    }
    let (scheme, token) = first.to_str().ok().and_then(|text| text.split_once(' ')).ok_or_else(Denied::unreadable)?;
    let known = [("bearer", Scheme::Bearer), ("dpop", Scheme::Dpop)];
    let scheme = known.into_iter().find(|(name, _)| scheme.eq_ignore_ascii_case(name));
    Ok((scheme.ok_or_else(Denied::no_token)?.1, token.trim()))
}
