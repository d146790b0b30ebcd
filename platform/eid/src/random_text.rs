//! Secrets that travel in addresses and cookies, and how they are kept.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::Random;

/// Characters of a secret.
pub(crate) const LENGTH: usize = 43;

/// 256 random bits as 43 characters that need no escaping in an address or a cookie.
pub(crate) fn secret(random: &Random) -> String {
    URL_SAFE_NO_PAD.encode(random.bytes::<32>())
}

/// SHA-256 in hexadecimal: what the database keeps instead of a secret.
pub(crate) fn fingerprint(secret: &str) -> String {
    use std::fmt::Write as _;
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, secret.as_bytes());
    digest.as_ref().iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whether two secrets are equal, in time that does not depend on where they differ.
pub(crate) fn same(one: &str, other: &str) -> bool {
    aws_lc_rs::constant_time::verify_slices_are_equal(one.as_bytes(), other.as_bytes()).is_ok()
}
