//! A system's public key as it hands it over (JWK, RFC 7517): which signatures it may check, and its thumbprint.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{
    Algorithm, DecodingKey, crypto,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, PublicKeyUse, ThumbprintHash},
};
use serde_json::{Map, Value};
use thiserror::Error;

/// Signatures we accept: never `none`, never one made with a shared secret.
pub const ALGORITHMS: [&str; 9] = ["ES256", "ES384", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512", "EdDSA"];

/// Members of a JWK that are private or secret (RFC 7518 §6).
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
/// Bytes of an RSA modulus: 2048 to 4096 bits. A longer one costs us more than it gains anybody.
const MODULUS: std::ops::RangeInclusive<usize> = 256..=512;
/// Bytes of an RSA exponent: 65537 has three.
const LONGEST_EXPONENT: usize = 4;

/// A public key that can be used.
#[derive(Clone)]
pub struct PublicKey {
    jwk: Jwk,
    key: DecodingKey,
    algorithms: &'static [Algorithm],
    thumbprint: String,
}

/// Why a key cannot be used, with the mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PublicKeyError {
    #[error("the key is no JWK (RFC 7517)")]
    Malformed,
    #[error("the key has private members: hand over the public half only, and make a new key")]
    Private,
    #[error("the key must be EC (P-256 or P-384), RSA of 2048 to 4096 bits, or OKP (Ed25519)")]
    Kind,
    #[error("the key is not for signatures: `use` must be sig")]
    Use,
    #[error("`alg` of the key does not fit its kind")]
    Algorithm,
}

impl PublicKey {
    /// Reads one JWK.
    ///
    /// # Errors
    /// [`PublicKeyError`] for private halves, shared secrets, weak keys and kinds we do not know.
    pub fn read(jwk: &Map<String, Value>) -> Result<Self, PublicKeyError> {
        if PRIVATE.iter().any(|member| jwk.contains_key(*member)) {
            return Err(PublicKeyError::Private);
        }
        let jwk: Jwk = serde_json::from_value(Value::Object(jwk.clone())).map_err(|_| PublicKeyError::Malformed)?;
        if !matches!(jwk.common.public_key_use, None | Some(PublicKeyUse::Signature)) {
            return Err(PublicKeyError::Use);
        }
        let algorithms = algorithms(&jwk.algorithm).ok_or(PublicKeyError::Kind)?;
        let algorithms = match jwk.common.key_algorithm {
            None => algorithms,
            Some(named) => only(&named.to_string(), algorithms).ok_or(PublicKeyError::Algorithm)?,
        };
        let key = DecodingKey::from_jwk(&jwk).map_err(|_| PublicKeyError::Malformed)?;
        let thumbprint = jwk.thumbprint(ThumbprintHash::SHA256).map_err(|_| PublicKeyError::Malformed)?;
        Ok(Self { jwk, key, algorithms, thumbprint })
    }

    /// Reads a JWK or a set of them (`{"keys": […]}`), as a file holds them.
    ///
    /// # Errors
    /// As [`PublicKey::read`]; an empty set is malformed.
    pub fn read_file(text: &str) -> Result<Vec<Self>, PublicKeyError> {
        let file: Map<String, Value> = serde_json::from_str(text).map_err(|_| PublicKeyError::Malformed)?;
        let Some(keys) = file.get("keys") else { return Ok(vec![Self::read(&file)?]) };
        let keys = keys.as_array().filter(|keys| !keys.is_empty()).ok_or(PublicKeyError::Malformed)?;
        keys.iter().map(|key| Self::read(key.as_object().ok_or(PublicKeyError::Malformed)?)).collect()
    }

    /// Its id: `kid`, or else its thumbprint.
    pub fn kid(&self) -> &str {
        self.jwk.common.key_id.as_deref().unwrap_or(&self.thumbprint)
    }

    /// SHA-256 of its canonical form (RFC 7638), base64url.
    pub fn thumbprint(&self) -> &str {
        &self.thumbprint
    }

    /// The JWK as text.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.jwk).unwrap_or_default()
    }

    /// Whether `signature` (base64url) of `message` was made by the private half with `algorithm`. An algorithm that
    /// does not fit the key is never tried.
    pub(crate) fn signed(&self, algorithm: Algorithm, message: &str, signature: &str) -> bool {
        self.algorithms.contains(&algorithm)
            && crypto::verify(signature, message.as_bytes(), &self.key, algorithm).unwrap_or(false)
    }
}

impl std::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PublicKey({})", self.thumbprint)
    }
}

/// The algorithms a sound key of this kind can check. Coordinates have one length: a key has one thumbprint.
fn algorithms(key: &AlgorithmParameters) -> Option<&'static [Algorithm]> {
    use Algorithm::{ES256, ES384, EdDSA, PS256, PS384, PS512, RS256, RS384, RS512};
    match key {
        AlgorithmParameters::EllipticCurve(key) => {
            let (length, algorithms): (_, &[Algorithm]) = match key.curve {
                EllipticCurve::P256 => (32, &[ES256]),
                EllipticCurve::P384 => (48, &[ES384]),
                _ => return None,
            };
            (length_of(&key.x)? == length && length_of(&key.y)? == length).then_some(algorithms)
        }
        AlgorithmParameters::RSA(key) => {
            let sound = MODULUS.contains(&length_of(&key.n)?) && length_of(&key.e)? <= LONGEST_EXPONENT;
            sound.then_some(&[PS256, PS384, PS512, RS256, RS384, RS512])
        }
        AlgorithmParameters::OctetKeyPair(key) => {
            (key.curve == EllipticCurve::Ed25519 && length_of(&key.x)? == 32).then_some(&[EdDSA])
        }
        _ => None,
    }
}

/// Bytes behind a base64url text.
fn length_of(text: &str) -> Option<usize> {
    URL_SAFE_NO_PAD.decode(text).ok().map(|bytes| bytes.len())
}

/// The one algorithm that a key names, where it is among those it can have.
fn only(named: &str, algorithms: &'static [Algorithm]) -> Option<&'static [Algorithm]> {
    let at = algorithms.iter().position(|algorithm| format!("{algorithm:?}") == named)?;
    Some(&algorithms[at..=at])
}
