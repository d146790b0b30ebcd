//! The record of consents: who decided what and when (L3, L4).

use db::{DbError, Row};
use jiff::Timestamp;
use people::PersonId;

use crate::{Allowed, GateError, PersonTx, PersonalSql, See, rules::Level};

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

/// What is accepted and chosen now, with who did it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// The version of the terms that was accepted; `None` for one who is not a user.
    pub terms: Option<String>,
    pub accepted_at: Option<Timestamp>,
    pub level: Option<Level>,
    pub level_set_by: Option<PersonId>,
    /// The parent who lets a youth of 13–15 log in (L2).
    pub parental_consent_by: Option<PersonId>,
}

static CONSENT: PersonalSql = PersonalSql::new(
    "SELECT terms_version, terms_accepted_at, level, level_set_by, parental_consent_by
     FROM access_states WHERE person = :person",
);

/// The subject's consent as it stands.
pub async fn consent(allowed: &Allowed<See>) -> Result<Consent, GateError> {
    Ok(read(allowed.fetch_optional(&CONSENT, vec![]).await?)?)
}

impl PersonTx<'_> {
    /// The subject's consent as it stands in this transaction: so that what is done already is not done again.
    pub async fn consent(&mut self) -> Result<Consent, GateError> {
        Ok(read(self.fetch_optional(&CONSENT, vec![]).await?)?)
    }
}

fn read(row: Option<Row>) -> Result<Consent, DbError> {
    let Some(row) = row else { return Ok(Consent::default()) };
    let person = |at| Ok::<_, DbError>(row.opt_text(at)?.and_then(|id| id.parse().ok()).map(PersonId));
    Ok(Consent {
        terms: row.opt_text(0)?,
        accepted_at: row.opt_time(1)?,
        level: row.opt_text(2)?.as_deref().and_then(Level::parse),
        level_set_by: person(3)?,
        parental_consent_by: person(4)?,
    })
}

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
