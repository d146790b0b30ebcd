//! Giving and ending a role, from a page or by the operator's command: the one it is about is told (H3).

use access::{
    Allowed, GateError, PersonTx, Writes,
    state::{Member, NewMember},
};
use notify::{Class, Event};
use uuid::Uuid;

/// The service of the portal where one reads of one's own roles.
const SERVICE: &str = "active_logins";

/// Gives a role, and says its id; `None` for one that the person has at this office already.
///
/// # Errors
/// [`GateError`]: then nothing of it remains.
pub async fn give<A: Writes>(allowed: Allowed<A>, new: NewMember) -> Result<Option<Uuid>, GateError> {
    let given = allowed.commit(move |tx| {
        Box::pin(async move {
            let given = tx.give_role(&new).await?;
            if let Some(role) = given {
                tell(tx, "role_given", role).await?;
            }
            Ok(given)
        })
    });
    given.await
}

/// Ends a role at once, in the name of `by`. Says whether there was one to end.
///
/// # Errors
/// As [`give`].
pub async fn end<A: Writes>(allowed: Allowed<A>, member: &Member, by: &str) -> Result<bool, GateError> {
    let (organisation, role, by) = (member.organisation.clone(), member.id, by.to_owned());
    let ended = allowed.commit(move |tx| {
        Box::pin(async move {
            let ended = tx.end_role(&organisation, role, &by).await?;
            if ended {
                tell(tx, "role_ended", role).await?;
            }
            Ok(ended)
        })
    });
    ended.await
}

async fn tell(tx: &mut PersonTx<'_>, kind: &'static str, role: Uuid) -> Result<(), GateError> {
    notify::raise(tx, &Event::new(kind, SERVICE, Class::AboutTreatment, role)).await
}
