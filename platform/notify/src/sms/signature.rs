//! Who said it, and when: HMAC-SHA256 over time and body, with a secret that both sides hold.

use aws_lc_rs::hmac;
use jiff::{SignedDuration, Timestamp};

/// Header with the time of signing, in whole seconds since 1970.
pub const TIMESTAMP: &str = "helsevei-timestamp";
/// Header with `v1=` and 64 hexadecimal digits.
pub const SIGNATURE: &str = "helsevei-signature";

const VERSION: &str = "v1=";
/// How far the two clocks may differ; older messages are refused.
pub(crate) const SKEW: SignedDuration = SignedDuration::from_mins(5);

/// Signs what goes to the gateway, and proves what comes from it. Cheap to clone.
#[derive(Clone)]
pub struct Signature(hmac::Key);

impl Signature {
    /// From the shared secret: at least 32 bytes that nobody can guess.
    pub fn new(secret: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    /// The values of [`TIMESTAMP`] and [`SIGNATURE`] for a body that is sent now.
    pub fn sign(&self, now: Timestamp, body: &[u8]) -> (String, String) {
        let timestamp = now.as_second().to_string();
        let tag = hmac::sign(&self.0, &signed(&timestamp, body));
        let hex = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        (timestamp, format!("{VERSION}{hex}"))
    }

    /// Whether the other side signed this body within the last minutes. Compared in constant time.
    pub fn proves(&self, timestamp: &str, signature: &str, body: &[u8], now: Timestamp) -> bool {
        let at = timestamp.parse::<i64>().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
        let fresh = at.is_some_and(|at| now.duration_since(at).abs() <= SKEW);
        let tag = signature.strip_prefix(VERSION).and_then(bytes);
        fresh && tag.is_some_and(|tag| hmac::verify(&self.0, &signed(timestamp, body), &tag).is_ok())
    }
}

fn signed(timestamp: &str, body: &[u8]) -> Vec<u8> {
    [timestamp.as_bytes(), b".", body].concat()
}

/// Small hexadecimal digits alone, so that one signature is written in one way.
fn bytes(hex: &str) -> Option<Vec<u8>> {
    if !hex.bytes().all(|it| it.is_ascii_digit() || (b'a'..=b'f').contains(&it)) {
        return None;
    }
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_has_the_secret_signs_and_only_for_this_body_and_these_minutes() {
        let (ours, theirs) = (Signature::new(&[7; 32]), Signature::new(&[8; 32]));
        let at = |second| Timestamp::from_second(second).unwrap();
        let (timestamp, signature) = ours.sign(at(1_000_000), b"body");
        assert_eq!((timestamp.as_str(), signature.len()), ("1000000", 67));
        for (second, proved) in
            [(1_000_000, true), (1_000_300, true), (999_700, true), (1_000_301, false), (999_699, false)]
        {
            assert_eq!(ours.proves(&timestamp, &signature, b"body", at(second)), proved, "{second}");
        }
        let now = at(1_000_000);
        assert!(!theirs.proves(&timestamp, &signature, b"body", now));
        assert!(!ours.proves(&timestamp, &signature, b"bodY", now));
        assert!(!ours.proves("1000001", &signature, b"body", now));
        for broken in [
            "",
            "v1=",
            "v1=zz",
            &signature[3..],
            &signature[..66],
            &format!("{signature}00"),
            &signature.to_uppercase(),
        ] {
            assert!(!ours.proves(&timestamp, broken, b"body", now), "{broken}");
        }
        assert!(!ours.proves("", &signature, b"body", now));
    }
}
