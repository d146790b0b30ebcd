//! For whom one acts, as it stands in addresses: opaque, and different for every pair of actor and subject (L10).

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::PersonId;

/// Bytes of the hash that stand in an address: 22 characters.
const LENGTH: usize = 16;

/// Makes handles. Every process of an installation has the same secret, so that addresses work in all of them.
#[derive(Clone)]
pub struct Handles(hmac::Key);

impl Handles {
    /// From a secret of the installation.
    pub fn new(secret: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    /// The handle by which `actor` reaches `subject`. It opens nothing by itself: the gate is asked every time.
    pub fn of(&self, actor: PersonId, subject: PersonId) -> String {
        let mut context = hmac::Context::with_key(&self.0);
        context.update(actor.0.as_bytes());
        context.update(subject.0.as_bytes());
        URL_SAFE_NO_PAD.encode(&context.sign().as_ref()[..LENGTH])
    }
}

#[cfg(test)]
mod tests {
    use db::PersonId;
    use uuid::Uuid;

    use super::Handles;

    #[test]
    fn a_handle_is_short_stable_and_of_one_pair_in_one_direction() {
        let handles = Handles::new(b"secret");
        let (a, b) = (PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
        assert_eq!(handles.of(a, b), Handles::new(b"secret").of(a, b));
        assert_eq!(handles.of(a, b).len(), 22);
        assert_ne!(handles.of(a, b), handles.of(b, a));
        assert_ne!(handles.of(a, b), Handles::new(b"another").of(a, b));
    }
}
