//! From a number the electronic ID vouches for to a person who may log in (L1, L2).

use eid::{NotAdmitted, admit};
use people::{NationalNumber, PersonId};
use web::{PageError, Portal};

/// The answer of the register.
pub(super) enum Answer {
    In(PersonId),
    /// Not in; whose usage log tells of it, where the number is somebody's.
    Out(NotAdmitted, Option<PersonId>),
}

/// Finds the person and whether they may log in today. A number that was replaced leads to the person who has the new
/// one: the electronic ID is still theirs.
pub(super) async fn ask(portal: &Portal, number: &str) -> Result<Answer, PageError> {
    let Ok(number) = NationalNumber::parse(number) else { return Ok(Answer::Out(NotAdmitted::Unknown, None)) };
    let register = portal.gate().register();
    let found = register.find_by_number(&number).await.map_err(PageError::unavailable)?;
    let Some(id) = found else { return Ok(Answer::Out(NotAdmitted::Unknown, None)) };
    let person = register.person(id).await.map_err(PageError::unavailable)?;
    let Some(person) = person else { return Ok(Answer::Out(NotAdmitted::Unknown, None)) };
    Ok(match admit(&person, portal.clock().today()) {
        Ok(_) => Answer::In(person.id),
        Err(why) => Answer::Out(why, Some(person.id)),
    })
}
