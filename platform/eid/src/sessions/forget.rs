//! What is stored of a person beside their sessions goes when they withdraw (L4).

use access::{GateError, PersonTx, PersonalSql};
use db::args;

static FORGET_FORMS: PersonalSql = PersonalSql::new("DELETE FROM kept_forms WHERE person = :person");
static FORGET_LOG_INS: PersonalSql = PersonalSql::new("DELETE FROM log_ins WHERE person = :person");

/// Removes kept forms and the time of the last log-in. The sessions stay until they end: one who has not accepted the
/// terms may be logged in (L3).
pub async fn forget(tx: &mut PersonTx<'_>) -> Result<(), GateError> {
    tx.execute(&FORGET_FORMS, args![]).await?;
    tx.execute(&FORGET_LOG_INS, args![]).await.map(drop)
}
