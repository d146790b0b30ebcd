//! What guidance does with powers of attorney, from a page or by the operator's command: both sides are told (R9).

use access::{
    Allowed, Deed, PersonTx, Policy, Writes,
    rules::table,
    state::{Attested, PowerEnd, PowerError},
};
use notify::{Class, Event};
use uuid::Uuid;

const POWERS: Policy = Policy::everywhere(&table::POWERS_OF_ATTORNEY);

/// Registers a power on a doctor's certificate for the one it is about, and says its id.
///
/// # Errors
/// As [`PersonTx::register_attested`]: then nothing of it remains.
pub async fn register<A: Writes>(allowed: Allowed<A>, new: Attested) -> Result<Uuid, PowerError> {
    let registered = allowed.commit(move |tx| {
        Box::pin(async move {
            let power = tx.register_attested(&new).await?;
            tell(tx, &Deed::on("register_power", power), power, ["attested", "received"]).await?;
            Ok(power)
        })
    });
    registered.await
}

/// Ends a power that the one it is about is a side of, at once.
///
/// # Errors
/// [`PowerError::Ended`] where it has ended, [`PowerError::NotFound`] where there is none: nothing of it remains.
pub async fn end<A: Writes>(allowed: Allowed<A>, power: Uuid) -> Result<(), PowerError> {
    let ended = allowed.commit(move |tx| {
        Box::pin(async move {
            if !tx.end_power_as(power, PowerEnd::Guidance).await?.1 {
                return Err(PowerError::Ended);
            }
            tell(tx, &Deed::on("end_power", power), power, ["ended", "ended"]).await
        })
    });
    ended.await
}

/// Tells the one it is about the first, the other side the second; who may not be told, the rules leave out.
async fn tell(tx: &mut PersonTx<'_>, deed: &Deed, power: Uuid, kinds: [&'static str; 2]) -> Result<(), PowerError> {
    let event = |kind| Event::new(kind, POWERS.rules.service, Class::AboutTreatment, power);
    let [own, other] = kinds.map(event);
    Ok(notify::raise_for_both(tx, power, &POWERS, deed, [&own, &other]).await?)
}
