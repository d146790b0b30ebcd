//! The check of an ID token (OpenID Connect Core §3.1.3.7): the one place that believes who somebody is.

use jiff::Timestamp;
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Settings, TokenFault, key_set::KeySet};
use crate::random_text;

/// Signatures we accept: never `none`, never one made with a shared secret.
const ALGORITHMS: [Algorithm; 5] =
    [Algorithm::RS256, Algorithm::PS256, Algorithm::ES256, Algorithm::ES384, Algorithm::EdDSA];

/// How much the provider's clock may differ from ours.
const SKEW_SECONDS: i64 = 45;

/// A token for a log-in that is happening now is not older than this.
const OLDEST_SECONDS: i64 = 600;

/// What the token must say.
pub struct Expected<'a> {
    pub settings: &'a Settings,
    pub nonce: &'a str,
    pub now: Timestamp,
}

/// Who logged in, as the provider vouches for it.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// The national number (fødselsnummer, D-number or a synthetic one); not yet checked for form.
    pub number: String,
    /// The assurance level that was reached.
    pub acr: String,
    /// The provider's session, when it tells: for its front-channel log-out.
    pub sid: Option<String>,
    /// The token itself: the hint of a log-out. Personal data.
    pub id_token: String,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Identity(acr {})", self.acr)
    }
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    azp: Option<String>,
    exp: f64,
    iat: f64,
    nbf: Option<f64>,
    nonce: Option<String>,
    acr: Option<String>,
    sid: Option<String>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Audience {
    /// For us and nobody else: we trust no further audience (Core §3.1.3.7 point 3).
    fn is_only(&self, client_id: &str) -> bool {
        match self {
            Self::One(one) => one == client_id,
            Self::Many(many) => matches!(many.as_slice(), [one] if one == client_id),
        }
    }
}

/// Reads the header: which key, which algorithm. Refuses algorithms we do not accept.
pub(super) fn header(token: &str) -> Result<Header, TokenFault> {
    let unverified = raw_algorithm(token).ok_or(TokenFault::Malformed)?;
    if !ALGORITHMS.iter().any(|accepted| format!("{accepted:?}") == unverified) {
        return Err(TokenFault::Algorithm);
    }
    let header = jsonwebtoken::decode_header(token).map_err(|_| TokenFault::Malformed)?;
    // A critical extension we do not know forbids us to accept the token (RFC 7515 §4.1.11).
    if header.crit.is_some() { Err(TokenFault::Malformed) } else { Ok(header) }
}

/// The name of the algorithm before anything is checked, so that `none` is told from nonsense.
fn raw_algorithm(token: &str) -> Option<String> {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let bytes = URL_SAFE_NO_PAD.decode(token.split('.').next()?).ok()?;
    let header: Value = serde_json::from_slice(&bytes).ok()?;
    Some(header.get("alg")?.as_str()?.to_owned())
}

/// Checks signature and claims; gives the identity the provider vouches for.
///
/// # Errors
/// [`TokenFault`]: the first thing that is wrong.
pub fn verify(token: &str, keys: &KeySet, expected: &Expected<'_>) -> Result<Identity, TokenFault> {
    let header = header(token)?;
    let key = keys.find(header.kid.as_deref(), header.alg).ok_or(TokenFault::UnknownKey)?;
    let claims = signed_claims(token, header.alg, &key)?;
    check_parties(&claims, expected.settings)?;
    check_times(&claims, expected.now)?;
    let nonce = claims.nonce.as_deref().unwrap_or_default();
    if !random_text::same(nonce, expected.nonce) {
        return Err(TokenFault::Nonce);
    }
    identity(claims, token, expected.settings)
}

fn signed_claims(token: &str, algorithm: Algorithm, key: &jsonwebtoken::DecodingKey) -> Result<Claims, TokenFault> {
    let mut validation = Validation::new(algorithm);
    // Every claim is checked below, against the clock that is passed in.
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    match jsonwebtoken::decode::<Claims>(token, key, &validation) {
        Ok(data) => Ok(data.claims),
        Err(error) => Err(match error.kind() {
            jsonwebtoken::errors::ErrorKind::Json(_) => TokenFault::Malformed,
            _ => TokenFault::Signature,
        }),
    }
}

fn check_parties(claims: &Claims, settings: &Settings) -> Result<(), TokenFault> {
    if claims.iss != settings.issuer {
        return Err(TokenFault::Issuer);
    }
    let authorized = claims.azp.as_ref().is_none_or(|azp| *azp == settings.client_id);
    if claims.aud.is_only(&settings.client_id) && authorized { Ok(()) } else { Err(TokenFault::Audience) }
}

fn check_times(claims: &Claims, now: Timestamp) -> Result<(), TokenFault> {
    let now = now.as_second() as f64;
    let skew = SKEW_SECONDS as f64;
    if claims.exp <= now - skew || claims.iat < now - OLDEST_SECONDS as f64 {
        return Err(TokenFault::Expired);
    }
    let begins = claims.nbf.unwrap_or(claims.iat).max(claims.iat);
    if begins > now + skew { Err(TokenFault::NotYet) } else { Ok(()) }
}

fn identity(claims: Claims, token: &str, settings: &Settings) -> Result<Identity, TokenFault> {
    let acr = claims.acr.filter(|acr| settings.acr.contains(acr)).ok_or(TokenFault::Assurance)?;
    let number = claims.rest.get(&settings.number_claim).and_then(Value::as_str).filter(|number| !number.is_empty());
    Ok(Identity {
        number: number.ok_or(TokenFault::NoNumber)?.to_owned(),
        acr,
        sid: claims.sid,
        id_token: token.to_owned(),
    })
}
