//! Log-ins under way in the database: found by state, taken once.

use db::{Db, DbError, args};
use jiff::{SignedDuration, Timestamp};

use crate::{oidc::Secrets, random_text};

/// How long somebody may take at the electronic ID.
const TIME_TO_LOG_IN: SignedDuration = SignedDuration::from_mins(15);

pub(super) async fn insert(
    db: &Db,
    secrets: &Secrets,
    browser: &str,
    return_to: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    let sql = "INSERT INTO pending_log_ins (state_hash, browser_hash, nonce, verifier, return_to, expires_at)
               VALUES ($1, $2, $3, $4, $5, $6)";
    let (state, browser) = (random_text::fingerprint(&secrets.state), random_text::fingerprint(browser));
    let row = args![state, browser, &secrets.nonce, &secrets.verifier, return_to, now + TIME_TO_LOG_IN];
    db.write(move |tx| Box::pin(async move { tx.execute(sql, row).await.map(drop) })).await
}

/// Takes the log-in away and gives its secrets, the fingerprint of its browser's cookie, and where it leads.
pub(super) async fn take(db: &Db, state: &str, now: Timestamp) -> Result<Option<(Secrets, String, String)>, DbError> {
    let sql = "DELETE FROM pending_log_ins WHERE state_hash = $1 AND expires_at > $2
               RETURNING nonce, verifier, browser_hash, return_to";
    let row = args![random_text::fingerprint(state), now];
    let taken = db.write(move |tx| Box::pin(async move { tx.fetch_optional(sql, row).await })).await?;
    let Some(row) = taken else { return Ok(None) };
    let secrets = Secrets { state: state.to_owned(), nonce: row.text(0)?, verifier: row.text(1)? };
    Ok(Some((secrets, row.text(2)?, row.text(3)?)))
}

pub(super) async fn purge(db: &Db, now: Timestamp) -> Result<u64, DbError> {
    let sql = "DELETE FROM pending_log_ins WHERE expires_at <= $1";
    db.write(move |tx| Box::pin(async move { tx.execute(sql, args![now]).await })).await
}
