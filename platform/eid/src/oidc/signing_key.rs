//! A private key that signs JSON web tokens: of this portal as a client, and of the demo's test eID.

use aws_lc_rs::signature;
use db::Random;
use jsonwebtoken::{
    Algorithm, EncodingKey, Header,
    jwk::{Jwk, PublicKeyUse, ThumbprintHash},
};
use serde::Serialize;

/// PKCS #8 around a bare P-256 private key (RFC 5915, RFC 5208): everything before its 32 bytes.
const P256_PREFIX: [u8; 35] = [
    0x30, 0x41, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x04, 0x27, 0x30, 0x25, 0x02, 0x01, 0x01, 0x04, 0x20,
];

/// A signing key with the id under which its public half is published.
#[derive(Clone, Debug)]
pub struct SigningKey {
    kid: String,
    algorithm: Algorithm,
    private: EncodingKey,
}

/// A key that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("the key is neither RSA, P-256, P-384 nor Ed25519 in PEM form (PKCS #8)")]
    Unreadable,
    #[error("the key cannot sign")]
    CannotSign,
}

impl SigningKey {
    /// A fresh P-256 key (ES256) out of `random`; its id is its thumbprint (RFC 7638).
    pub fn generate(random: &Random) -> Result<Self, KeyError> {
        // A draw outside the curve's order is refused by the library.
        (0..8).find_map(|_| Self::from_p256(&random.bytes::<32>()).ok()).ok_or(KeyError::CannotSign)
    }

    /// The P-256 key (ES256) whose private number is `secret`; its id is its thumbprint.
    ///
    /// # Errors
    /// [`KeyError::CannotSign`] for a number outside the curve's order: one in 2^32 is.
    pub fn from_p256(secret: &[u8; 32]) -> Result<Self, KeyError> {
        let der = [P256_PREFIX.as_slice(), secret].concat();
        signature::EcdsaKeyPair::from_pkcs8(&signature::ECDSA_P256_SHA256_FIXED_SIGNING, &der)
            .map_err(|_| KeyError::CannotSign)?;
        Self::new(None, Algorithm::ES256, EncodingKey::from_ec_der(&der))
    }

    /// The same key under another id.
    pub fn with_id(self, kid: &str) -> Self {
        Self { kid: kid.to_owned(), ..self }
    }

    /// Reads a private key in PEM form; `kid` is the id it is registered under, by default its thumbprint.
    pub fn from_pem(pem: &[u8], kid: Option<String>) -> Result<Self, KeyError> {
        let candidates = [
            (Algorithm::RS256, EncodingKey::from_rsa_pem(pem)),
            (Algorithm::ES256, EncodingKey::from_ec_pem(pem)),
            (Algorithm::ES384, EncodingKey::from_ec_pem(pem)),
            (Algorithm::EdDSA, EncodingKey::from_ed_pem(pem)),
        ];
        candidates
            .into_iter()
            .filter_map(|(algorithm, key)| key.ok().map(|key| (algorithm, key)))
            .find_map(|(algorithm, key)| Self::new(kid.clone(), algorithm, key).ok())
            .ok_or(KeyError::Unreadable)
    }

    fn new(kid: Option<String>, algorithm: Algorithm, private: EncodingKey) -> Result<Self, KeyError> {
        let public = Jwk::from_encoding_key(&private, algorithm).map_err(|_| KeyError::CannotSign)?;
        let thumbprint = public.thumbprint(ThumbprintHash::SHA256).map_err(|_| KeyError::CannotSign)?;
        Ok(Self { kid: kid.unwrap_or(thumbprint), algorithm, private })
    }

    /// The id in the header of what it signs.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The name of its algorithm, for instance `ES256`.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The public half, as it stands in a key set.
    pub fn public(&self) -> Result<Jwk, KeyError> {
        let mut jwk = Jwk::from_encoding_key(&self.private, self.algorithm).map_err(|_| KeyError::CannotSign)?;
        jwk.common.key_id = Some(self.kid.clone());
        jwk.common.public_key_use = Some(PublicKeyUse::Signature);
        Ok(jwk)
    }

    /// A signed token with `claims`.
    pub fn sign(&self, claims: &impl Serialize) -> Result<String, KeyError> {
        self.sign_as("JWT", claims)
    }

    /// The same with another `typ` in its header, for instance `at+jwt`.
    pub fn sign_as(&self, typ: &str, claims: &impl Serialize) -> Result<String, KeyError> {
        let header = Header { kid: Some(self.kid.clone()), typ: Some(typ.to_owned()), ..Header::new(self.algorithm) };
        jsonwebtoken::encode(&header, claims, &self.private).map_err(|_| KeyError::CannotSign)
    }
}
