//! A browser that has subscribed: it has the keys, and reads what comes (RFC 8291, the other side).

use aws_lc_rs::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree},
    hkdf::{HKDF_SHA256, KeyType, Salt},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::PersonId;
use notify::NewDevice;

use crate::house::House;

pub struct Browser {
    pub endpoint: String,
    private: PrivateKey,
    auth: [u8; 16],
}

impl Browser {
    /// One that listens at an address; browsers of different addresses have different keys.
    pub fn at(endpoint: &str) -> Self {
        let seed = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, endpoint.as_bytes());
        let private = PrivateKey::from_private_key(&ECDH_P256, seed.as_ref()).unwrap();
        Self { endpoint: endpoint.to_owned(), private, auth: seed.as_ref()[..16].try_into().unwrap() }
    }

    /// Public key and secret, as the page sends them.
    pub fn keys(&self) -> (String, String) {
        let public = self.private.compute_public_key().unwrap();
        (URL_SAFE_NO_PAD.encode(public), URL_SAFE_NO_PAD.encode(self.auth))
    }

    /// Is made a device of somebody.
    pub async fn subscribe(&self, house: &House, person: PersonId) {
        let (p256dh, auth) = self.keys();
        let new = NewDevice { endpoint: &self.endpoint, p256dh: &p256dh, auth: &auth, name: "Firefox, Linux" };
        let device = house.notices.prove(&new).unwrap();
        house.choose(person, move |tx| Box::pin(async move { notify::add_device(tx, &device).await.map(drop) })).await;
    }

    /// The text of a message to this browser.
    pub fn read(&self, body: &[u8]) -> serde_json::Value {
        let (salt, rest) = body.split_at(16);
        assert_eq!(rest[..5], [0, 0, 16, 0, 65], "one record of 4096, and a key of 65 bytes");
        let (server, record) = rest[5..].split_at(65);
        let own = self.private.compute_public_key().unwrap();
        let info = [b"WebPush: info\0", own.as_ref(), server].concat();
        let shared: [u8; 32] = agree(&self.private, UnparsedPublicKey::new(&ECDH_P256, server), (), |secret| {
            Ok(derive(&self.auth, secret, &info))
        })
        .unwrap();
        let key: [u8; 16] = derive(salt, &shared, b"Content-Encoding: aes128gcm\0");
        let nonce: [u8; 12] = derive(salt, &shared, b"Content-Encoding: nonce\0");
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).unwrap());
        let mut record = record.to_vec();
        let plain = key.open_in_place(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut record).unwrap();
        let end = plain.iter().rposition(|byte| *byte != 0).unwrap();
        assert_eq!(plain[end], 2, "the last record");
        serde_json::from_slice(&plain[..end]).unwrap()
    }
}

fn derive<const N: usize>(salt: &[u8], secret: &[u8], info: &[u8]) -> [u8; N] {
    struct Length(usize);
    impl KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    let mut out = [0; N];
    Salt::new(HKDF_SHA256, salt).extract(secret).expand(&[info], Length(N)).unwrap().fill(&mut out).unwrap();
    out
}
