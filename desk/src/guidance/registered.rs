//! The news that a form was registered: told to the person, who finds it among their privacy settings.

use access::{GateError, PersonTx, state::FormKind};
use notify::{Class, Event};
use uuid::Uuid;

/// The service of the portal where the person reads of it.
const SERVICE: &str = "privacy_settings";

/// Key of what a form asks for.
pub(super) fn key(kind: FormKind) -> &'static str {
    match kind {
        FormKind::RemoveAccess => "guidance-form-remove-access",
        FormKind::ReopenAccess => "guidance-form-reopen-access",
        FormKind::RemovePatientRecord => "guidance-form-remove-patient-record",
        FormKind::ReopenPatientRecord => "guidance-form-reopen-patient-record",
    }
}

/// Raises it, in the transaction of the form. Who has no access left is not told: nobody is told of what they could not
/// open (S5).
pub(super) async fn tell(tx: &mut PersonTx<'_>, kind: FormKind, form: Uuid) -> Result<(), GateError> {
    let kind = match kind {
        FormKind::RemoveAccess => "form_remove_access",
        FormKind::ReopenAccess => "form_reopen_access",
        FormKind::RemovePatientRecord => "form_remove_record",
        FormKind::ReopenPatientRecord => "form_reopen_record",
    };
    notify::raise(tx, &Event::new(kind, SERVICE, Class::AboutTreatment, form)).await
}
