//! Secrets that travel in addresses and cookies.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::Random;

/// 256 random bits as 43 characters that need no escaping in an address or a cookie.
pub(crate) fn secret(random: &Random) -> String {
    URL_SAFE_NO_PAD.encode(random.bytes::<32>())
}

/// Whether two secrets are equal, in time that does not depend on where they differ.
pub(crate) fn same(one: &str, other: &str) -> bool {
    aws_lc_rs::constant_time::verify_slices_are_equal(one.as_bytes(), other.as_bytes()).is_ok()
}
