//! Where referrals are read: in the record store, by the rules of referrals.

use access::{
    Allowed, Deed, GateError, Policy, See,
    rules::{Action, Refusal, table},
};
use uuid::Uuid;
use web::{Acting, PageError, Portal};

use super::{SERVICE, referral::Referral};

/// The rules of what is read here, and what the usage log calls it (C4).
pub static REFERRALS: Policy = Policy::everywhere(&table::REFERRALS);

/// Asks to see the subject's referrals: one line in the log, under what was seen. Why the reader may not see them, where
/// the rest of the service is open to them.
///
/// # Errors
/// A refusal of the whole service, or a fault.
pub async fn ask(portal: &Portal, acting: &Acting, deed: Deed) -> Result<Result<Allowed<See>, Refusal>, PageError> {
    let (service, referrals) =
        (refused(portal, acting, &SERVICE.policy).await?, refused(portal, acting, &REFERRALS).await?);
    if service.is_some() || referrals.is_some() {
        // A refusal of the service ends here.
        acting.see(portal, &SERVICE, deed.clone()).await?;
    }
    match referrals {
        Some(refusal) => Ok(Err(refusal)),
        None => Ok(Ok(portal.gate().see_as(acting.standing(), &REFERRALS, deed).await?)),
    }
}

/// As [`ask`] for one who may not go without: a refusal is an answer.
///
/// # Errors
/// A refusal, or a fault.
pub async fn must(portal: &Portal, acting: &Acting, deed: Deed) -> Result<Allowed<See>, PageError> {
    ask(portal, acting, deed).await?.map_err(PageError::from)
}

/// Why the reader may not look, without a line: nothing of anybody's is seen by it.
pub async fn refused(portal: &Portal, acting: &Acting, policy: &Policy) -> Result<Option<Refusal>, PageError> {
    match portal.gate().decide(acting.standing(), policy, Action::See).await {
        Ok(_) => Ok(None),
        Err(GateError::Refused(refusal)) => Ok(Some(refusal)),
        Err(fault) => Err(fault.into()),
    }
}

/// The referrals that one can choose a place for, the newest first.
pub async fn list(allowed: &Allowed<See>) -> Result<Vec<Referral>, GateError> {
    let records = records::list(allowed, "ServiceRequest").await?;
    let mut referrals: Vec<Referral> = records.into_iter().filter_map(Referral::read).collect();
    referrals.sort_by_key(|it| (std::cmp::Reverse(it.authored), it.record.id));
    Ok(referrals)
}

/// One of them. Another person's id, a hidden one and one that never was look the same.
pub async fn find(allowed: &Allowed<See>, id: Uuid) -> Result<Option<Referral>, GateError> {
    Ok(records::find(allowed, "ServiceRequest", id).await?.and_then(Referral::read))
}
