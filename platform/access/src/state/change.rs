//! Changes of a person's state: consent, level, parental consent, restrictions, each with its line of history.

use db::{DbError, Tx, args};
use jiff::Timestamp;
use people::PersonId;
use uuid::Uuid;

use crate::{
    PersonTx,
    rules::{Level, PowerKind},
};

/// The terms in force. A new text is a new version; who accepted an older one is asked again.
pub const TERMS_VERSION: &str = "2026-11";

/// One change of what the gate decides by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// L3: accept the terms and choose a level. For a child under 16 a representing parent does it.
    AcceptTerms(Level),
    /// L4: another level, from now on.
    ChooseLevel(Level),
    /// L4: no longer a user. What is stored is erased by the caller in the same transaction.
    WithdrawTerms,
    /// L2: a parent lets a youth of 13–15 log in, or no longer.
    ParentalConsent(bool),
    /// L7: all logged-in services removed (`true`) or, by form only, reopened.
    RemoveAccess(bool),
    /// L7: digital access to the patient record alone.
    RemovePatientRecord(bool),
    /// S2: one service switched off for the person and all who act for them, or on again. The service's id, one word.
    SwitchOff { service: String, off: bool },
    /// R9: the terms and level that came with an attested power hold no longer, as the power does not.
    AttestationEnded,
    /// A birthday that changes who may see what: 12, 13 or 16. At 16 the level that a parent set, and the consent that a
    /// parent gave, lapse (L2, L3).
    Turned(i16),
}

impl Change {
    /// The kind of its line of history: has a text `consent-event-<kind>`.
    pub(crate) fn kind(&self) -> &'static str {
        self.line().0
    }

    /// Kind and detail of the line of history.
    fn line(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::AcceptTerms(level) => ("terms_accepted", Some(level.as_str())),
            Self::ChooseLevel(level) => ("level_chosen", Some(level.as_str())),
            Self::WithdrawTerms => ("terms_withdrawn", None),
            Self::ParentalConsent(true) => ("parental_consent_given", None),
            Self::ParentalConsent(false) => ("parental_consent_withdrawn", None),
            Self::RemoveAccess(true) => ("access_removed", None),
            Self::RemoveAccess(false) => ("access_reopened", None),
            Self::RemovePatientRecord(true) => ("patient_record_removed", None),
            Self::RemovePatientRecord(false) => ("patient_record_reopened", None),
            Self::SwitchOff { service, off: true } => ("service_off", Some(service)),
            Self::SwitchOff { service, off: false } => ("service_on", Some(service)),
            Self::AttestationEnded => ("attestation_ended", None),
            Self::Turned(12) => ("turned_12", None),
            Self::Turned(13) => ("turned_13", None),
            Self::Turned(_) => ("turned_16", None),
        }
    }
}

impl PersonTx<'_> {
    /// Makes a change of the subject's state on behalf of `by`, and writes its line of history.
    pub async fn change_state(&mut self, change: &Change, by: PersonId) -> Result<(), DbError> {
        let (person, at, id) = (self.subject(), self.now(), self.new_id());
        make(self.raw(), person, change, by, id, at).await
    }
}

impl PersonTx<'_> {
    /// Whether a closing, or its opposite, is so already: then nothing is done again. Holds the row until the
    /// transaction ends, so that two clicks at once come one after the other.
    pub async fn is_so(&mut self, change: &Change) -> Result<bool, DbError> {
        let person = self.subject();
        let tx = self.raw();
        hold_row(tx, person).await?;
        let sql = "SELECT access_removed, patient_record_removed, services_off FROM access_states WHERE person = $1";
        let Some(row) = tx.fetch_optional(sql, args![person]).await? else { return Ok(false) };
        Ok(match change {
            Change::RemoveAccess(removed) => row.bool(0)? == *removed,
            Change::RemovePatientRecord(removed) => row.bool(1)? == *removed,
            Change::SwitchOff { service, off } => row.text(2)?.split_whitespace().any(|it| it == service) == *off,
            _ => false,
        })
    }
}

/// Makes a change and writes its line of history, under a new id.
pub(super) async fn make(
    tx: &mut Tx,
    person: PersonId,
    change: &Change,
    by: PersonId,
    id: Uuid,
    at: Timestamp,
) -> Result<(), DbError> {
    ensure_row(tx, person).await?;
    apply(tx, person, change, by, at).await?;
    let (kind, detail) = change.line();
    let sql = "INSERT INTO consent_events (person, id, at, kind, detail, by_person) VALUES ($1, $2, $3, $4, $5, $6)";
    tx.execute(sql, args![person, id, at, kind, detail, by]).await.map(drop)
}

/// Holds the person's row until the transaction ends, so that what must be done once is asked by one at a time.
pub(super) async fn hold_row(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    ensure_row(tx, person).await?;
    tx.execute("UPDATE access_states SET level = level WHERE person = $1", args![person]).await.map(drop)
}

/// Makes sure that the person has a row to change.
async fn ensure_row(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    let sql = "INSERT INTO access_states (person, access_removed, patient_record_removed, services_off)
               VALUES ($1, $2, $2, '') ON CONFLICT (person) DO NOTHING";
    tx.execute(sql, args![person, false]).await.map(drop)
}

async fn apply(tx: &mut Tx, person: PersonId, change: &Change, by: PersonId, at: Timestamp) -> Result<(), DbError> {
    let (sql, args) = match change {
        Change::AcceptTerms(level) => (
            "UPDATE access_states SET terms_version = $2, terms_accepted_at = $3, level = $4, level_set_by = $5
             WHERE person = $1",
            args![person, TERMS_VERSION, at, level.as_str(), by],
        ),
        Change::ChooseLevel(level) => (
            "UPDATE access_states SET level = $2, level_set_by = $3 WHERE person = $1 AND terms_accepted_at IS NOT NULL",
            args![person, level.as_str(), by],
        ),
        Change::WithdrawTerms => (
            "UPDATE access_states SET terms_version = NULL, terms_accepted_at = NULL, level = NULL, level_set_by = NULL,
               parental_consent_by = NULL, services_off = '' WHERE person = $1",
            args![person],
        ),
        Change::SwitchOff { service, off } => return switch(tx, person, service, *off).await,
        Change::Turned(16..) | Change::AttestationEnded => return lapse(tx, person).await,
        Change::Turned(_) => return Ok(()),
        Change::ParentalConsent(given) => {
            ("UPDATE access_states SET parental_consent_by = $2 WHERE person = $1", args![person, given.then_some(by)])
        }
        Change::RemoveAccess(removed) => {
            ("UPDATE access_states SET access_removed = $2 WHERE person = $1", args![person, *removed])
        }
        Change::RemovePatientRecord(removed) => {
            ("UPDATE access_states SET patient_record_removed = $2 WHERE person = $1", args![person, *removed])
        }
    };
    tx.execute(sql, args).await.map(drop)
}

/// What another chose goes. What the person has accepted themself stays, and so does what came with an attested power
/// that has not ended (R9): a birthday may be found days late, with such a power registered since.
async fn lapse(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    tx.execute("UPDATE access_states SET parental_consent_by = NULL WHERE person = $1", args![person]).await?;
    if has_attested(tx, person).await? {
        return Ok(());
    }
    let sql =
        "UPDATE access_states SET terms_version = NULL, terms_accepted_at = NULL, level = NULL, level_set_by = NULL
               WHERE person = $1 AND level_set_by <> person";
    tx.execute(sql, args![person]).await.map(drop)
}

/// Whether the person has given an attested power that nobody has ended.
pub(super) async fn has_attested(tx: &mut Tx, person: PersonId) -> Result<bool, DbError> {
    let sql = "SELECT id FROM powers WHERE person = $1 AND kind = $2 AND ended_at IS NULL LIMIT 1";
    Ok(tx.fetch_optional(sql, args![person, PowerKind::Attested.as_str()]).await?.is_some())
}

/// The column is a list of words; the row is the person's own and this transaction's until it commits.
async fn switch(tx: &mut Tx, person: PersonId, service: &str, off: bool) -> Result<(), DbError> {
    let row = tx.fetch_optional("SELECT services_off FROM access_states WHERE person = $1", args![person]).await?;
    let text = row.map(|row| row.text(0)).transpose()?.unwrap_or_default();
    let mut words: Vec<&str> = text.split_whitespace().filter(|word| *word != service).collect();
    if off {
        words.push(service);
    }
    let sql = "UPDATE access_states SET services_off = $2 WHERE person = $1";
    tx.execute(sql, args![person, words.join(" ")]).await.map(drop)
}
