//! A system's proof that it is itself: a short-lived assertion signed with its private key (RFC 7523 §3).

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use thiserror::Error;

use crate::jws::{JwsError, Unverified};

/// How far ahead an assertion may end.
const LONGEST_LIFE: i64 = 300;
/// How much a system's clock may differ from ours.
const SKEW: i64 = 30;
const LONGEST_ID: usize = 256;

/// The claims of an assertion.
#[derive(Debug, Deserialize)]
pub struct Claims {
    pub iss: String,
    pub sub: String,
    aud: Audience,
    exp: f64,
    iat: Option<f64>,
    nbf: Option<f64>,
    pub jti: Option<String>,
}

/// Whom an assertion is for.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// What is wrong with an assertion whose signature is good. Its words go back to the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AssertionError {
    #[error("the assertion {0}")]
    Token(#[from] JwsError),
    #[error("the assertion's typ must be client-authentication+jwt, JWT or absent")]
    Kind,
    #[error("iss and sub of the assertion must both be the client_id")]
    Parties,
    #[error("aud of the assertion must be the token end point's address or the issuer, and nothing else")]
    Audience,
    #[error("the assertion has ended: exp lies in the past")]
    Ended,
    #[error("the assertion lives too long: exp must lie at most 5 minutes ahead")]
    TooLong,
    #[error("iat or nbf of the assertion lies ahead: check the clock")]
    Ahead,
    #[error("the assertion needs a jti of 1 to 256 characters")]
    NoId,
}

/// Whose assertion this says it is, before anything is believed.
pub fn claimed(token: &Unverified<'_>) -> Result<String, AssertionError> {
    #[derive(Deserialize)]
    struct Whose {
        iss: String,
    }
    Ok(token.unbelieved::<Whose>()?.iss)
}

/// Whether the header says what it must.
pub fn check_kind(token: &Unverified<'_>) -> Result<(), AssertionError> {
    let accepted = |typ: &str| ["client-authentication+jwt", "JWT"].iter().any(|it| it.eq_ignore_ascii_case(typ));
    if token.header.typ.as_deref().is_none_or(accepted) { Ok(()) } else { Err(AssertionError::Kind) }
}

/// A good assertion: the id that may be used once, until when.
#[derive(Debug)]
pub struct Good {
    pub jti: String,
    pub until: Timestamp,
}

/// Checks the claims of an assertion with a good signature against `client`, the accepted `audiences` and the clock.
///
/// # Errors
/// [`AssertionError`] that names the claim.
pub fn check(claims: Claims, client: &str, audiences: [&str; 2], now: Timestamp) -> Result<Good, AssertionError> {
    if claims.iss != client || claims.sub != client {
        return Err(AssertionError::Parties);
    }
    if !claims.aud.is_one_of(audiences) {
        return Err(AssertionError::Audience);
    }
    let until = check_times(&claims, now)?;
    let jti = claims.jti.filter(|jti| (1..=LONGEST_ID).contains(&jti.len())).ok_or(AssertionError::NoId)?;
    Ok(Good { jti, until })
}

fn check_times(claims: &Claims, now: Timestamp) -> Result<Timestamp, AssertionError> {
    let at = now.as_microsecond() as f64 / 1e6;
    let (life, skew) = (LONGEST_LIFE as f64, SKEW as f64);
    if claims.exp <= at {
        return Err(AssertionError::Ended);
    }
    if claims.exp > at + life + skew {
        return Err(AssertionError::TooLong);
    }
    if [claims.iat, claims.nbf].into_iter().flatten().any(|begins| begins > at + skew) {
        return Err(AssertionError::Ahead);
    }
    Ok(now + SignedDuration::from_secs(LONGEST_LIFE + SKEW))
}

impl Audience {
    /// For us and nobody else: what is also for another could be brought here by that other.
    fn is_one_of(&self, accepted: [&str; 2]) -> bool {
        match self {
            Self::One(one) => accepted.contains(&one.as_str()),
            Self::Many(many) => matches!(many.as_slice(), [one] if accepted.contains(&one.as_str())),
        }
    }
}
