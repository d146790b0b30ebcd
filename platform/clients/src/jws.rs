//! A signed token in its compact form (RFC 7515), taken apart with care before anything in it is believed.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::Algorithm;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use thiserror::Error;

use crate::public_key::{ALGORITHMS, PublicKey};

/// Characters of the longest token that is looked at.
pub const LONGEST: usize = 8 * 1024;

/// Why a token is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum JwsError {
    #[error("is longer than 8192 characters")]
    TooLong,
    #[error("is no signed JWT in compact form")]
    Malformed,
    #[error("has an algorithm that is not accepted")]
    Algorithm,
    #[error("has a critical header that is not understood")]
    Critical,
    #[error("has a signature that does not fit the key")]
    Signature,
}

/// What the header says. A member that comes twice makes the header malformed.
#[derive(Debug, Deserialize)]
pub struct Header {
    alg: String,
    pub typ: Option<String>,
    pub kid: Option<String>,
    /// The key itself, in a DPoP proof.
    pub jwk: Option<Map<String, Value>>,
    crit: Option<Value>,
}

/// A token whose signature has not been checked yet.
#[derive(Debug)]
pub struct Unverified<'t> {
    pub header: Header,
    algorithm: Algorithm,
    /// Header and payload, as they were signed.
    signed: &'t str,
    payload: Vec<u8>,
    signature: &'t str,
}

impl<'t> Unverified<'t> {
    /// Takes a token apart.
    ///
    /// # Errors
    /// [`JwsError`], before any signature is computed.
    pub fn read(token: &'t str) -> Result<Self, JwsError> {
        if token.len() > LONGEST {
            return Err(JwsError::TooLong);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(JwsError::Malformed)?;
        let (header, payload) = signed.split_once('.').ok_or(JwsError::Malformed)?;
        let header: Header = serde_json::from_slice(&bytes(header)?).map_err(|_| JwsError::Malformed)?;
        if header.crit.is_some() {
            return Err(JwsError::Critical);
        }
        let accepted = ALGORITHMS.contains(&header.alg.as_str());
        let algorithm = header.alg.parse().ok().filter(|_| accepted).ok_or(JwsError::Algorithm)?;
        Ok(Self { header, algorithm, signed, payload: bytes(payload)?, signature })
    }

    /// Its claims once the signature has been found to be this key's.
    ///
    /// # Errors
    /// [`JwsError::Signature`], or [`JwsError::Malformed`] for claims that are not what they should be.
    pub fn verify<T: DeserializeOwned>(&self, key: &PublicKey) -> Result<T, JwsError> {
        if !key.signed(self.algorithm, self.signed, self.signature) {
            return Err(JwsError::Signature);
        }
        self.unbelieved()
    }

    /// Its claims before anything is checked: only to find out whose key to check with.
    pub fn unbelieved<T: DeserializeOwned>(&self) -> Result<T, JwsError> {
        serde_json::from_slice(&self.payload).map_err(|_| JwsError::Malformed)
    }
}

fn bytes(part: &str) -> Result<Vec<u8>, JwsError> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| JwsError::Malformed)
}
