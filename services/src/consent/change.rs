//! The changes themselves, each in one transaction with its line of history; what is so already is left as it is.

use access::{
    Act, Allowed, DbError, GateError, PersonTx,
    rules::Level,
    state::{Change, Consent, TERMS_VERSION},
};
use people::PersonId;
use thiserror::Error;
use web::{PageError, service::Service};

/// Accepts the terms and chooses a level (L3). `lapsed`: what a parent accepted no longer holds.
pub async fn accept(allowed: Allowed<Act>, level: Level, by: PersonId, lapsed: bool) -> Result<(), GateError> {
    let already =
        move |now: &Consent| !lapsed && now.terms.as_deref() == Some(TERMS_VERSION) && now.level == Some(level);
    once(allowed, Change::AcceptTerms(level), by, already).await
}

/// Another level, from now on (L4).
pub async fn choose(allowed: Allowed<Act>, level: Level, by: PersonId) -> Result<(), GateError> {
    once(allowed, Change::ChooseLevel(level), by, move |now| now.level == Some(level)).await
}

/// A parent lets a youth log in, or no longer (L2).
pub async fn let_log_in(allowed: Allowed<Act>, given: bool, by: PersonId) -> Result<(), GateError> {
    let already = move |now: &Consent| now.parental_consent_by.is_some() == given;
    once(allowed, Change::ParentalConsent(given), by, already).await
}

async fn once(
    allowed: Allowed<Act>,
    change: Change,
    by: PersonId,
    already: impl Fn(&Consent) -> bool + Clone + Send + Sync + 'static,
) -> Result<(), GateError> {
    allowed
        .commit(move |tx| {
            Box::pin(async move {
                if !already(&tx.consent().await?) {
                    tx.change_state(&change, by).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Why the terms could not be withdrawn.
#[derive(Debug, Error)]
pub enum WithdrawError {
    /// L4: powers of attorney, given or held, must be deleted first.
    #[error("powers of attorney stand")]
    PowersStand,
    #[error(transparent)]
    Gate(#[from] GateError),
    #[error(transparent)]
    Database(#[from] DbError),
}

impl From<WithdrawError> for PageError {
    fn from(error: WithdrawError) -> Self {
        match error {
            WithdrawError::Gate(error) => error.into(),
            fault => Self::unavailable(fault),
        }
    }
}

/// Withdraws the acceptance of the terms (L4): every service takes the person out of what it keeps, then the platform
/// does, all or nothing. The record of consents, the usage log and the register's data stay.
pub async fn withdraw(
    allowed: Allowed<Act>,
    by: PersonId,
    services: &'static [&'static Service],
) -> Result<(), WithdrawError> {
    allowed.commit(move |tx| Box::pin(erase(tx, by, services))).await
}

async fn erase(
    tx: &mut PersonTx<'_>,
    by: PersonId,
    services: &'static [&'static Service],
) -> Result<(), WithdrawError> {
    if tx.consent().await?.terms.is_none() {
        return Ok(());
    }
    if tx.standing_powers().await? > 0 {
        return Err(WithdrawError::PowersStand);
    }
    for service in services {
        (service.erase)(tx).await?;
    }
    tx.erase_rows().await?;
    Ok(tx.change_state(&Change::WithdrawTerms, by).await?)
}
