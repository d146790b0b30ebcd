//! News of a power of attorney, told to both of its sides (R5, R10).

use access::{Deed, GateError, PersonTx, Policy};
use uuid::Uuid;

use crate::{Event, raise};

/// Tells the subject the first, and the other side of the power the second, in one transaction. The other's usage log
/// gets a line of the deed; the subject's own was written with the permission.
///
/// # Errors
/// [`GateError::Refused`] where the subject is no side of such a power.
pub async fn raise_for_both(
    tx: &mut PersonTx<'_>,
    power: Uuid,
    policy: &Policy,
    deed: &Deed,
    events: [&Event; 2],
) -> Result<(), GateError> {
    let [own, others] = events;
    raise(tx, own).await?;
    let others = others.clone();
    tx.with_other_side(power, policy, deed, move |tx| Box::pin(async move { raise(tx, &others).await })).await
}
