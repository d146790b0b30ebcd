//! Proof that a caller holds the key its token is bound to (DPoP, RFC 9449): a signed note about this one request.

use std::sync::Arc;

use aws_lc_rs::{
    constant_time,
    digest::{SHA256, digest},
    hmac,
};
use axum::http::{HeaderMap, Method};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use thiserror::Error;
use url::Url;

use crate::{
    PublicKey, PublicKeyError,
    jws::{JwsError, Unverified},
};

/// The header a proof travels in.
pub const HEADER: &str = "dpop";
/// The header we give nonces in.
pub const NONCE_HEADER: &str = "dpop-nonce";
/// How old a proof may be, and how far its maker's clock may be ahead, in seconds.
const FRESH: i64 = 60;
/// How long a nonce is the current one; the one before it is taken too. Seconds.
const NONCE_WINDOW: i64 = 300;
const LONGEST_ID: usize = 256;

/// What is wrong with a proof. Its words go back to the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ProofError {
    #[error("the request must have one DPoP header")]
    Missing,
    #[error("the DPoP proof {0}")]
    Token(#[from] JwsError),
    #[error("typ of the DPoP proof must be dpop+jwt")]
    Kind,
    #[error("jwk of the DPoP proof: {0}")]
    Key(#[from] PublicKeyError),
    #[error("the DPoP proof needs its public key in jwk")]
    NoKey,
    #[error("htm of the DPoP proof is not this request's method")]
    Method,
    #[error("htu of the DPoP proof is not this request's address without its query")]
    Address,
    #[error("iat of the DPoP proof must be within 60 seconds of now")]
    Stale,
    #[error("ath of the DPoP proof is not the hash of the access token")]
    Hash,
    #[error("the DPoP proof needs a jti of 1 to 256 characters")]
    NoId,
    #[error("the DPoP proof is made with another key than the token is bound to")]
    OtherKey,
    #[error("the DPoP proof has been used before")]
    Used,
    /// Not wrong, but to be made again with the nonce in the answer.
    #[error("make the DPoP proof again with the nonce in DPoP-Nonce")]
    Nonce,
}

#[derive(Deserialize)]
struct Claims {
    jti: String,
    htm: String,
    htu: String,
    iat: f64,
    ath: Option<String>,
    nonce: Option<String>,
}

/// What a proof must be about.
pub struct About<'a> {
    pub method: &'a Method,
    /// Scheme, host and path as the system sees them.
    pub address: &'a str,
    /// At a resource: the access token that comes with it.
    pub token: Option<&'a str>,
    /// Whether a nonce of ours must stand in it; one that does must always be good.
    pub nonce: bool,
}

/// A good proof, not yet known to be used for the first time.
#[derive(Debug)]
pub struct Proof {
    /// Thumbprint of the key (RFC 7638).
    pub thumbprint: String,
    pub jti: String,
    /// After this the proof is stale by itself.
    pub until: Timestamp,
}

/// The proof a request carries, unread; `None` when there is none.
///
/// # Errors
/// [`ProofError::Missing`] when there are several: which would be meant?
pub fn header(headers: &HeaderMap) -> Result<Option<&str>, ProofError> {
    let mut all = headers.get_all(HEADER).iter();
    match (all.next(), all.next()) {
        (None, _) => Ok(None),
        (Some(one), None) => one.to_str().map(Some).map_err(|_| ProofError::Missing),
        (Some(_), Some(_)) => Err(ProofError::Missing),
    }
}

/// Checks a proof (RFC 9449 §4.3), all but whether it was used before.
///
/// # Errors
/// [`ProofError`] that names the member.
pub fn check(proof: &str, about: &About<'_>, nonces: &Nonces, now: Timestamp) -> Result<Proof, ProofError> {
    let token = Unverified::read(proof)?;
    if token.header.typ.as_deref() != Some("dpop+jwt") {
        return Err(ProofError::Kind);
    }
    let key = PublicKey::read(token.header.jwk.as_ref().ok_or(ProofError::NoKey)?)?;
    let claims: Claims = token.verify(&key)?;
    check_claims(&claims, about, now)?;
    match &claims.nonce {
        Some(nonce) if !nonces.good(nonce, now) => return Err(ProofError::Nonce),
        None if about.nonce => return Err(ProofError::Nonce),
        _ => {}
    }
    let until = now + SignedDuration::from_secs(2 * FRESH);
    Ok(Proof { thumbprint: key.thumbprint().to_owned(), jti: claims.jti, until })
}

fn check_claims(claims: &Claims, about: &About<'_>, now: Timestamp) -> Result<(), ProofError> {
    if claims.htm != about.method.as_str() {
        return Err(ProofError::Method);
    }
    if !same_address(&claims.htu, about.address) {
        return Err(ProofError::Address);
    }
    let apart = (claims.iat - now.as_microsecond() as f64 / 1e6).abs();
    if apart > FRESH as f64 {
        return Err(ProofError::Stale);
    }
    if !(1..=LONGEST_ID).contains(&claims.jti.len()) {
        return Err(ProofError::NoId);
    }
    let hash = about.token.map(|token| URL_SAFE_NO_PAD.encode(digest(&SHA256, token.as_bytes())));
    if hash.is_some() && hash != claims.ath { Err(ProofError::Hash) } else { Ok(()) }
}

/// Whether two addresses are the same after normalisation (RFC 3986 §6.2), query and fragment aside.
fn same_address(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let mut url = Url::parse(text).ok()?;
        url.set_query(None);
        url.set_fragment(None);
        Some(url)
    };
    plain(one).is_some_and(|one| Some(one) == plain(other))
}

/// Nonces that keep themselves: a hash of the time under a secret of the installation, the same in all processes.
#[derive(Clone)]
pub struct Nonces(Arc<hmac::Key>);

impl Nonces {
    pub fn new(secret: &[u8; 32]) -> Self {
        Self(Arc::new(hmac::Key::new(hmac::HMAC_SHA256, secret)))
    }

    /// The nonce to be used now.
    pub fn current(&self, now: Timestamp) -> String {
        self.of(now.as_second().div_euclid(NONCE_WINDOW))
    }

    fn good(&self, nonce: &str, now: Timestamp) -> bool {
        let window = now.as_second().div_euclid(NONCE_WINDOW);
        let same =
            |window| constant_time::verify_slices_are_equal(self.of(window).as_bytes(), nonce.as_bytes()).is_ok();
        same(window) || same(window - 1)
    }

    fn of(&self, window: i64) -> String {
        URL_SAFE_NO_PAD.encode(&hmac::sign(&self.0, &window.to_be_bytes()).as_ref()[..18])
    }
}
