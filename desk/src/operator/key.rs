//! Public keys as an operator pastes them: a private one is refused and not shown again.

use clients::{PublicKey, PublicKeyError};
use web::Form;

/// The field they are pasted into.
const FIELD: &str = "nokkel";

/// Takes the keys out of a form, or says with which key of a text it is to be refused. What holds a private half is gone
/// from the form: no page shows it again.
pub(super) fn take(form: Form) -> (Form, Result<Vec<PublicKey>, &'static str>) {
    match PublicKey::read_file(form.value(FIELD)) {
        Ok(keys) => (form, Ok(keys)),
        Err(PublicKeyError::Private) => {
            let others = form.into_fields().into_iter().filter(|(name, _)| name != FIELD);
            (Form::of(others.collect()), Err("operator-key-private"))
        }
        Err(PublicKeyError::Kind) => (form, Err("operator-key-kind")),
        Err(PublicKeyError::Malformed | PublicKeyError::Use | PublicKeyError::Algorithm) => {
            (form, Err("operator-key-wrong"))
        }
    }
}
