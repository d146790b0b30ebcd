//! Taking a person's dialogue out (L4): the Communications themselves go with their records.

use access::{GateError, PersonTx, PersonalSql};
use db::args;
use futures_util::future::BoxFuture;

/// Removes all that this crate stores of the person, whoever may see it.
pub fn erase<'a>(tx: &'a mut PersonTx<'_>) -> BoxFuture<'a, Result<(), GateError>> {
    static THREADS: PersonalSql = PersonalSql::new("DELETE FROM dialogue_threads WHERE person = :person");
    static MESSAGES: PersonalSql =
        PersonalSql::new("DELETE FROM dialogue_messages WHERE person = :person AND (:visible OR TRUE)");
    static HEADS: PersonalSql =
        PersonalSql::new("DELETE FROM dialogue_heads WHERE person = :person AND (:visible OR TRUE)");
    static MARKS: PersonalSql = PersonalSql::new("DELETE FROM dialogue_marks WHERE person = :person");
    static RECEIPTS: PersonalSql = PersonalSql::new("DELETE FROM dialogue_receipts WHERE person = :person");
    static DRAFTS: PersonalSql = PersonalSql::new("DELETE FROM dialogue_drafts WHERE person = :person");
    static DRAFT_FILES: PersonalSql = PersonalSql::new("DELETE FROM dialogue_draft_files WHERE person = :person");
    static FILES: PersonalSql = PersonalSql::new("DELETE FROM dialogue_files WHERE person = :person");
    Box::pin(async move {
        for sql in [&THREADS, &MESSAGES, &HEADS, &MARKS, &RECEIPTS, &DRAFTS, &DRAFT_FILES, &FILES] {
            tx.execute(sql, args![]).await?;
        }
        Ok(())
    })
}
