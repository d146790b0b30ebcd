//! What goes when somebody is no longer a user (L4): every table that says so in its `columns.toml`.

use db::args;

use crate::{GateError, PersonTx};

/// The holders' rows of the subject's own powers.
const HELD_FROM_SUBJECT: &str =
    "DELETE FROM powers_held WHERE giver = $1 AND person IN (SELECT holder FROM powers WHERE person = $1)";

impl PersonTx<'_> {
    /// Removes the subject's rows from every personal table whose columns are all kept `with_person`, for a `year` or for a `day`.
    ///
    /// What stays says so by another retention: the record of consents, the usage log, the register, the session. The
    /// subject's key stays with the register, whose data are sealed with it.
    pub async fn erase_rows(&mut self) -> Result<(), GateError> {
        let person = self.subject();
        let tables: Vec<String> = self.classes().erased.iter().cloned().collect();
        let tx = self.raw();
        tx.execute(HELD_FROM_SUBJECT, args![person]).await?;
        for table in tables {
            tx.execute(format!("DELETE FROM {table} WHERE person = $1"), args![person]).await?;
        }
        Ok(())
    }
}
