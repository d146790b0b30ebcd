//! The keys a provider signs with, as it publishes them (RFC 7517).

use jsonwebtoken::{
    Algorithm, DecodingKey,
    jwk::{Jwk, PublicKeyUse},
};
use serde::Deserialize;
use serde_json::Value;

/// The usable keys of a provider.
#[derive(Clone, Debug, Default)]
pub struct KeySet(Vec<Jwk>);

#[derive(Deserialize)]
struct Published {
    keys: Vec<Value>,
}

impl KeySet {
    /// Reads a key set; keys of kinds unknown to us are passed over, so that a new kind breaks nothing.
    pub fn read(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        let published: Published = serde_json::from_slice(bytes)?;
        let read = |value| serde_json::from_value::<Jwk>(value).ok();
        Ok(Self(published.keys.into_iter().filter_map(read).filter(signs).collect()))
    }

    /// The key with id `kid`; without an id the only key there is.
    pub fn find(&self, kid: Option<&str>, algorithm: Algorithm) -> Option<DecodingKey> {
        let jwk = match kid {
            Some(kid) => self.0.iter().find(|jwk| jwk.common.key_id.as_deref() == Some(kid))?,
            None if self.0.len() == 1 => self.0.first()?,
            None => return None,
        };
        let named = jwk.common.key_algorithm.map(|named| named.to_string());
        if named.is_some_and(|named| named != format!("{algorithm:?}")) {
            return None;
        }
        DecodingKey::from_jwk(jwk).ok()
    }
}

fn signs(jwk: &Jwk) -> bool {
    matches!(jwk.common.public_key_use, None | Some(PublicKeyUse::Signature))
}
