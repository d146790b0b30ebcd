//! The changes themselves: each in one transaction with the lines in both logs and the news to both sides (R5, R10).

use access::{
    Act, Allowed, DbError, Deed, GateError,
    rules::PowerKind,
    state::{NewPower, PharmacyCode, PowerEnd, PowerError, Side},
};
use notify::{Class, Event};
use thiserror::Error;
use uuid::Uuid;
use web::PageError;

use super::POLICY;

const SERVICE: &str = POLICY.rules.service;

/// Why nothing was changed.
#[derive(Debug, Error)]
pub enum ChangeError {
    /// It is so already: this was a second click.
    #[error("the power of attorney is as asked for already")]
    Already(Uuid),
    #[error(transparent)]
    Power(#[from] PowerError),
}

impl From<GateError> for ChangeError {
    fn from(fault: GateError) -> Self {
        Self::Power(fault.into())
    }
}

impl From<DbError> for ChangeError {
    fn from(fault: DbError) -> Self {
        Self::Power(fault.into())
    }
}

impl From<ChangeError> for PageError {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Power(PowerError::Gate(fault)) => fault.into(),
            ChangeError::Power(PowerError::NotFound) => Self::NotFound,
            fault => Self::unavailable(fault),
        }
    }
}

/// Gives a power for the portal, or with a code one for the pharmacy. A second click finds the first one's.
pub async fn give(allowed: Allowed<Act>, new: NewPower, code: Option<PharmacyCode>) -> Result<Uuid, ChangeError> {
    let given = allowed.commit(move |tx| {
        Box::pin(async move {
            let kind = if code.is_some() { PowerKind::Pharmacy } else { PowerKind::Ordinary };
            if let Some(already) = tx.find_equal_power(&new, kind).await? {
                return Err(ChangeError::Already(already));
            }
            let power = match &code {
                Some(code) => tx.give_pharmacy_power(&new, code).await?,
                None => tx.give_power(&new).await?,
            };
            let own = Event::new("given", SERVICE, Class::Confirmation, power);
            let other = Event::new("received", SERVICE, Class::AboutTreatment, power);
            notify::raise_for_both(tx, power, &POLICY, &Deed::on("give", power), [&own, &other]).await?;
            Ok(power)
        })
    });
    given.await
}

/// Gives another power in the place of one: the old one ends in the same moment.
pub async fn replace(allowed: Allowed<Act>, old: Uuid, new: NewPower) -> Result<Uuid, ChangeError> {
    let replaced = allowed.commit(move |tx| {
        Box::pin(async move {
            let power = match tx.replace_power(old, &new).await {
                Err(PowerError::Ended) => return Err(ChangeError::Already(old)),
                replaced => replaced?,
            };
            let own = Event::new("replaced", SERVICE, Class::Confirmation, power);
            let other = Event::new("received", SERVICE, Class::AboutTreatment, power);
            notify::raise_for_both(tx, power, &POLICY, &Deed::on("replace", power), [&own, &other]).await?;
            Ok(power)
        })
    });
    replaced.await
}

/// Ends a power for the side that asks. The other side is told.
pub async fn end(allowed: Allowed<Act>, power: Uuid) -> Result<(), ChangeError> {
    let ended = allowed.commit(move |tx| {
        Box::pin(async move {
            let given = tx.find_power(power).await?.ok_or(PowerError::NotFound)?;
            let why = match given.side(tx.subject()) {
                Some(Side::Holder) => PowerEnd::Holder,
                _ => PowerEnd::Giver,
            };
            let (_, ended) = tx.end_power_as(power, why).await?;
            if !ended {
                return Err(ChangeError::Already(power));
            }
            let own = Event::new("ended_here", SERVICE, Class::Confirmation, power);
            let other = Event::new("ended", SERVICE, Class::AboutTreatment, power);
            notify::raise_for_both(tx, power, &POLICY, &Deed::on("end", power), [&own, &other]).await?;
            Ok(())
        })
    });
    ended.await
}
