//! A message that only the device can read: RFC 8291 over the content coding `aes128gcm` (RFC 8188).

use aws_lc_rs::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree},
    error::Unspecified,
    hkdf::{HKDF_SHA256, KeyType, Salt},
};
use db::Random;
use thiserror::Error;

use crate::DeviceKeys;

/// The one record's length, as its header says: what every push service takes.
const RECORD: u32 = 4096;
/// The mark after the text of the last record.
const LAST: u8 = 2;

/// The device's key is none, or the message is too long.
#[derive(Debug, Error)]
#[error("the message cannot be encrypted to the device")]
pub struct EncryptionError;

impl From<Unspecified> for EncryptionError {
    fn from(_: Unspecified) -> Self {
        Self
    }
}

/// The body of a push: `text`, filled up to `length` bytes so that its own length tells nothing.
pub fn encrypt(to: &DeviceKeys, text: &[u8], length: usize, random: &Random) -> Result<Vec<u8>, EncryptionError> {
    // A draw outside the curve's order is refused by the library.
    let draw = || PrivateKey::from_private_key(&ECDH_P256, &random.bytes::<32>()).ok();
    let own = (0..8).find_map(|_| draw()).ok_or(EncryptionError)?;
    encrypt_with(to, text, length, &own, random.bytes())
}

fn encrypt_with(
    to: &DeviceKeys,
    text: &[u8],
    length: usize,
    own: &PrivateKey,
    salt: [u8; 16],
) -> Result<Vec<u8>, EncryptionError> {
    let public = own.compute_public_key()?;
    let info = [b"WebPush: info\0", to.public.as_slice(), public.as_ref()].concat();
    let shared = agree(own, UnparsedPublicKey::new(&ECDH_P256, to.public), EncryptionError, |secret| {
        derive::<32>(&to.auth, secret, &info)
    })?;
    let key = derive::<16>(&salt, &shared, b"Content-Encoding: aes128gcm\0")?;
    let nonce = derive::<12>(&salt, &shared, b"Content-Encoding: nonce\0")?;

    let mut record = [text, &[LAST]].concat();
    record.resize(record.len().max(length), 0);
    if record.len() + AES_128_GCM.tag_len() > RECORD as usize {
        return Err(EncryptionError);
    }
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key)?);
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut record)?;
    Ok([&salt, RECORD.to_be_bytes().as_slice(), &[65], public.as_ref(), &record].concat())
}

/// HKDF with SHA-256 (RFC 5869), its two steps in one.
fn derive<const N: usize>(salt: &[u8], secret: &[u8], info: &[u8]) -> Result<[u8; N], EncryptionError> {
    struct Length(usize);
    impl KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    let mut out = [0; N];
    Salt::new(HKDF_SHA256, salt).extract(secret).expand(&[info], Length(N))?.fill(&mut out)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

    use super::*;

    fn bytes<const N: usize>(text: &str) -> [u8; N] {
        URL_SAFE_NO_PAD.decode(text).unwrap().try_into().unwrap()
    }

    /// RFC 8291, section 5 and appendix A.
    #[test]
    fn the_example_of_the_standard_comes_out_byte_for_byte() {
        let to = DeviceKeys {
            public: bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            auth: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
        };
        let own = bytes::<32>("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
        let own = PrivateKey::from_private_key(&ECDH_P256, &own).unwrap();
        let text = b"When I grow up, I want to be a watermelon";
        let body = encrypt_with(&to, text, 0, &own, bytes("DGv6ra1nlYgDCS1FRnbzlw")).unwrap();
        assert_eq!(
            URL_SAFE_NO_PAD.encode(body),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
        );
    }

    #[test]
    fn every_message_has_the_same_length_and_none_is_encrypted_to_what_is_no_key() {
        let random = Random::system();
        let public = PrivateKey::from_private_key(&ECDH_P256, &[3; 32]).unwrap().compute_public_key().unwrap();
        let to = DeviceKeys { public: public.as_ref().try_into().unwrap(), auth: [1; 16] };
        let lengths = [0, 10, 511].map(|length| encrypt(&to, &vec![b'x'; length], 512, &random).unwrap().len());
        assert_eq!(lengths, [86 + 512 + 16; 3]);
        assert!(encrypt(&to, &[b'x'; 4080], 512, &random).is_err(), "longer than a push service takes");
        assert!(encrypt(&DeviceKeys { public: [4; 65], auth: [1; 16] }, b"x", 0, &random).is_err());
    }
}
