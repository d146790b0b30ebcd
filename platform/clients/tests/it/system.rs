//! A health service's system: a key of its own, assertions and proofs made with it, good ones and bent ones.

use aws_lc_rs::{
    encoding::AsDer,
    rand::SystemRandom,
    rsa::{KeyPair, KeySize},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use clients::PublicKey;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, crypto, jwk::Jwk};
use serde_json::{Value, json};

use crate::house::{ORIGIN, TOKEN_URL, public};

pub struct System {
    pub client_id: String,
    pub kid: String,
    pub algorithm: Algorithm,
    pub key: EncodingKey,
}

impl System {
    /// A system with a fresh key of this algorithm, not registered anywhere.
    pub fn new(name: &str) -> Self {
        let algorithm: Algorithm = name.parse().expect("an algorithm");
        let random = SystemRandom::new();
        let key = match name {
            "ES256" => {
                let der = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).expect("a key");
                EncodingKey::from_ec_der(der.as_ref())
            }
            "ES384" => {
                let der = EcdsaKeyPair::generate_pkcs8(&ECDSA_P384_SHA384_FIXED_SIGNING, &random).expect("a key");
                EncodingKey::from_ec_der(der.as_ref())
            }
            "EdDSA" => {
                let der = Ed25519KeyPair::generate_pkcs8v1(&random).expect("a key");
                EncodingKey::from_ed_der(der.as_ref())
            }
            _ => rsa(KeySize::Rsa2048),
        };
        Self { client_id: String::new(), kid: format!("{name}-1"), algorithm, key }
    }

    /// The public half with its kid.
    pub fn jwk(&self) -> Value {
        let mut jwk = serde_json::to_value(Jwk::from_encoding_key(&self.key, self.algorithm).expect("a JWK")).unwrap();
        jwk["kid"] = json!(self.kid);
        jwk
    }

    pub fn public(&self) -> PublicKey {
        public(&self.jwk())
    }

    /// Claims as they should be, with a jti of their own.
    pub fn claims(&self, now: Timestamp) -> Value {
        let jti = URL_SAFE_NO_PAD.encode(db::Random::system().bytes::<16>());
        json!({ "iss": self.client_id, "sub": self.client_id, "aud": TOKEN_URL, "jti": jti,
                "iat": now.as_second(), "exp": now.as_second() + 60 })
    }

    pub fn assertion(&self, now: Timestamp) -> String {
        self.sign(&self.claims(now))
    }

    /// An assertion with some claims otherwise; `null` takes one away.
    pub fn bent(&self, now: Timestamp, changes: Value) -> String {
        self.sign(&changed(self.claims(now), changes))
    }

    pub fn sign(&self, claims: &Value) -> String {
        self.sign_with(&json!({ "alg": format!("{:?}", self.algorithm), "typ": "JWT", "kid": self.kid }), claims)
    }

    /// Signs whatever header and claims there are.
    pub fn sign_with(&self, header: &Value, claims: &Value) -> String {
        self.sign_raw(&header.to_string(), &claims.to_string())
    }

    pub fn sign_raw(&self, header: &str, claims: &str) -> String {
        let message = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
        let signature = crypto::sign(message.as_bytes(), &self.key, self.algorithm).expect("a signature");
        format!("{message}.{signature}")
    }

    /// A DPoP proof with some claims otherwise.
    pub fn proof(&self, method: &str, address: &str, now: Timestamp, changes: Value) -> String {
        self.prove(&changed(proof_claims(method, address, now), changes))
    }

    /// A proof about a call with `token`.
    pub fn proof_for(&self, token: &str, now: Timestamp, changes: Value) -> String {
        let mut claims = proof_claims("GET", &format!("{ORIGIN}/fhir/Appointment"), now);
        let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, token.as_bytes());
        claims["ath"] = json!(URL_SAFE_NO_PAD.encode(hash));
        self.prove(&changed(claims, changes))
    }

    fn prove(&self, claims: &Value) -> String {
        let header = json!({ "alg": format!("{:?}", self.algorithm), "typ": "dpop+jwt", "jwk": self.jwk() });
        self.sign_with(&header, claims)
    }
}

pub fn proof_claims(method: &str, address: &str, now: Timestamp) -> Value {
    let jti = URL_SAFE_NO_PAD.encode(db::Random::system().bytes::<16>());
    json!({ "jti": jti, "htm": method, "htu": address, "iat": now.as_second() })
}

fn changed(mut claims: Value, changes: Value) -> Value {
    let all = claims.as_object_mut().expect("claims");
    for (name, value) in changes.as_object().expect("changes") {
        if value.is_null() {
            all.remove(name);
        } else {
            all.insert(name.clone(), value.clone());
        }
    }
    claims
}

/// An RSA key of this size.
pub fn rsa(size: KeySize) -> EncodingKey {
    let der = AsDer::<aws_lc_rs::encoding::Pkcs8V1Der<'_>>::as_der(&KeyPair::generate(size).expect("a key"));
    let pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        STANDARD.encode(der.expect("its DER").as_ref())
    );
    EncodingKey::from_rsa_pem(pem.as_bytes()).expect("an RSA key")
}
