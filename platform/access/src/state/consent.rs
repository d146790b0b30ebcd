//! The record of consents: who decided what and when (L3, L4).

use db::DbError;
use jiff::Timestamp;
use people::PersonId;

use crate::{Allowed, GateError, PersonalSql, See};

/// A line of the record of consents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentEvent {
    pub at: Timestamp,
    /// For instance `terms_accepted`: has a text `consent-event-<kind>`.
    pub kind: String,
    /// The level, where the line is about one.
    pub detail: Option<String>,
    pub by: PersonId,
}

static HISTORY: PersonalSql = PersonalSql::new(
    "SELECT at, kind, detail, by_person FROM consent_events WHERE person = :person ORDER BY at DESC, id DESC",
);

/// The subject's record of consents, newest first.
pub async fn history(allowed: &Allowed<See>) -> Result<Vec<ConsentEvent>, GateError> {
    let rows = allowed.fetch_all(&HISTORY, vec![]).await?;
    rows.iter()
        .map(|row| {
            Ok::<_, DbError>(ConsentEvent {
                at: row.time(0)?,
                kind: row.text(1)?,
                detail: row.opt_text(2)?,
                by: row.person(3)?,
            })
        })
        .collect::<Result<_, _>>()
        .map_err(GateError::from)
}
