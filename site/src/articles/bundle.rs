//! A signed bundle of articles: one file, which an operator's editors make and a running portal takes into use.

use std::collections::BTreeMap;

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use thiserror::Error;

use super::files::Files;

/// What a bundle begins with: what it is, and the number of its form.
const HEAD: &str = "helsevei-content 1 ";

/// Why a bundle or a key is not taken.
#[derive(Debug, Error)]
pub enum BundleError {
    #[error("this is no bundle of articles: make one with helsevei content pack")]
    Form,
    #[error("the bundle is not signed with the key that content.public_key names")]
    Signature,
    #[error("{0} is not UTF-8: a bundle holds texts and SVG")]
    NotText(String),
    #[error("this is no key for signing: make one with helsevei content new-key")]
    Key,
}

/// Who signs bundles. The key is 32 bytes of randomness (RFC 8032), in hexadecimal.
pub struct Signer(Ed25519KeyPair);

impl Signer {
    /// From a seed.
    pub fn new(seed: &str) -> Result<Self, BundleError> {
        let seed = from_hex(seed.trim()).ok_or(BundleError::Key)?;
        Ed25519KeyPair::from_seed_unchecked(&seed).map(Self).map_err(|_| BundleError::Key)
    }

    /// What a portal knows the signer by, in hexadecimal.
    pub fn public_key(&self) -> String {
        to_hex(self.0.public_key().as_ref())
    }

    /// All files as one, signed.
    pub fn pack(&self, files: &Files) -> Result<Vec<u8>, BundleError> {
        let text = |(path, bytes): (_, &[u8])| match String::from_utf8(bytes.to_vec()) {
            Ok(text) => Ok((path, text)),
            Err(_) => Err(BundleError::NotText(String::from(path))),
        };
        let files: BTreeMap<&str, String> = files.iter().map(text).collect::<Result<_, _>>()?;
        let body = serde_json::to_string(&files).map_err(|_| BundleError::Form)?;
        let signature = to_hex(self.0.sign(body.as_bytes()).as_ref());
        Ok(format!("{HEAD}{signature}\n{body}").into_bytes())
    }
}

/// The files of a bundle, when it is signed by the one whose public key this is.
pub fn unpack(bundle: &[u8], public_key: &str) -> Result<Files, BundleError> {
    let bundle = std::str::from_utf8(bundle).map_err(|_| BundleError::Form)?;
    let (head, body) = bundle.split_once('\n').ok_or(BundleError::Form)?;
    let signature = head.strip_prefix(HEAD).and_then(from_hex).ok_or(BundleError::Form)?;
    let key = from_hex(public_key.trim()).ok_or(BundleError::Key)?;
    UnparsedPublicKey::new(&ED25519, key).verify(body.as_bytes(), &signature).map_err(|_| BundleError::Signature)?;
    let files: BTreeMap<String, String> = serde_json::from_str(body).map_err(|_| BundleError::Form)?;
    Ok(Files::of(files.into_iter().map(|(path, text)| (path, text.into_bytes()))))
}

/// Two small digits for each byte.
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    let is_even = text.len().is_multiple_of(2);
    digits.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect::<Option<_>>().filter(|_| is_even)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        Files::of([("a/b.nb.md".to_owned(), "Blåbær\n".as_bytes().to_vec())])
    }

    #[test]
    fn what_is_packed_is_unpacked_and_a_changed_letter_is_found() {
        let (signer, other) = (Signer::new(&"07".repeat(32)).unwrap(), Signer::new(&"08".repeat(32)).unwrap());
        let bundle = signer.pack(&files()).unwrap();
        let unpacked = unpack(&bundle, &signer.public_key()).unwrap();
        assert_eq!(unpacked.text("a/b.nb.md"), Some("Blåbær\n"));
        assert!(matches!(unpack(&bundle, &other.public_key()), Err(BundleError::Signature)));
        for at in [0, 30, bundle.len() - 5] {
            let mut changed = bundle.clone();
            changed[at] = if changed[at] == b'1' { b'2' } else { b'1' };
            assert!(unpack(&changed, &signer.public_key()).is_err(), "byte {at}");
        }
        assert!(matches!(unpack(b"", &signer.public_key()), Err(BundleError::Form)));
    }

    #[test]
    fn a_seed_is_32_bytes() {
        for wrong in ["", "07", "zz", &"0".repeat(63)] {
            assert!(matches!(Signer::new(wrong), Err(BundleError::Key)), "{wrong}");
        }
    }
}
