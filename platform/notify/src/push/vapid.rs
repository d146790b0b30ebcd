//! Who it is that pushes: a signed statement to the push service (VAPID, RFC 8292).

use aws_lc_rs::{
    agreement::{ECDH_P256, PrivateKey},
    digest::{SHA256, digest},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::json;
use thiserror::Error;

/// The longest that the standard allows is a day.
const VALID: SignedDuration = SignedDuration::from_hours(12);

/// The installation's key cannot sign.
#[derive(Debug, Error)]
#[error("the key for devices cannot be used")]
pub struct VapidError;

/// The key by which a push service knows this installation again. Devices subscribe to its public half.
pub struct Vapid {
    private: EncodingKey,
    public: String,
}

impl Vapid {
    /// The P-256 key that follows from a secret of the installation.
    pub fn of_secret(secret: &[u8; 32]) -> Result<Self, VapidError> {
        // One in 2^32 is no key: then the next.
        (0..8_u8)
            .find_map(|n| Self::of_number(digest(&SHA256, &[secret.as_slice(), &[n]].concat()).as_ref()).ok())
            .ok_or(VapidError)
    }

    /// The key whose private number this is, 32 bytes.
    fn of_number(number: &[u8]) -> Result<Self, VapidError> {
        let private = PrivateKey::from_private_key(&ECDH_P256, number).map_err(|_| VapidError)?;
        let public = private.compute_public_key().map_err(|_| VapidError)?;
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pair = EcdsaKeyPair::from_private_key_and_public_key(algorithm, number, public.as_ref());
        let pkcs8 = pair.map_err(|_| VapidError)?.to_pkcs8v1().map_err(|_| VapidError)?;
        Ok(Self { private: EncodingKey::from_ec_der(pkcs8.as_ref()), public: URL_SAFE_NO_PAD.encode(public) })
    }

    /// The public half as browsers take it: an uncompressed point in base64url.
    pub fn public(&self) -> &str {
        &self.public
    }

    /// The value of `Authorization` for a push service's origin; `subject`: where its people can reach ours.
    pub fn authorization(&self, origin: &str, subject: &str, now: Timestamp) -> Result<String, VapidError> {
        let claims = json!({ "aud": origin, "exp": (now + VALID).as_second(), "sub": subject });
        let token = jsonwebtoken::encode(&Header::new(Algorithm::ES256), &claims, &self.private);
        Ok(format!("vapid t={}, k={}", token.map_err(|_| VapidError)?, self.public))
    }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{DecodingKey, Validation, decode};
    use serde_json::Value;

    use super::*;

    /// The key pair of RFC 8292 §2.4 is the public half alone; this one is of RFC 8291, appendix A.
    #[test]
    fn the_public_half_is_the_one_of_the_standards_example() {
        let private = URL_SAFE_NO_PAD.decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw").unwrap();
        let public = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
        assert_eq!(Vapid::of_number(&private).unwrap().public(), public);
    }

    #[test]
    fn a_push_service_can_prove_who_it_is_for_whom_and_until_when() {
        let vapid = Vapid::of_secret(&[7; 32]).unwrap();
        assert_eq!(vapid.public(), Vapid::of_secret(&[7; 32]).unwrap().public(), "the same in every process");
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let value = vapid.authorization("https://push.example", "https://helse.example", now).unwrap();
        let (token, key) = value.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        assert_eq!(key, vapid.public());
        let point = URL_SAFE_NO_PAD.decode(key).unwrap();
        let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
        let mut rules = Validation::new(Algorithm::ES256);
        rules.set_audience(&["https://push.example"]);
        rules.validate_exp = false;
        let token = decode::<Value>(token, &DecodingKey::from_ec_components(&x, &y).unwrap(), &rules).unwrap();
        assert_eq!(token.claims["sub"], "https://helse.example");
        assert_eq!(token.claims["exp"], 1_800_000_000 + 12 * 3600);
    }
}
