//! Whom staff ask about outside the queue: by national number, for a reason that the person will read.

use access::{Reason, rules::Refusal};
use db::PersonId;
use people::{IdentifierStatus, NationalNumber};
use web::{Form, PageError, Portal};

/// Characters of a reason.
const LONGEST_REASON: usize = 500;

/// Somebody who was found, and why they are looked at.
pub struct Asked {
    pub person: PersonId,
    pub reason: Reason,
}

/// Reads number and reason from a form, never from an address. `None` with what is wrong at its field: a number that
/// nobody has is told at the field of the number.
pub async fn read(portal: &Portal, form: &mut Form) -> Result<Option<Asked>, PageError> {
    let typed: String = form.value("nummer").chars().filter(char::is_ascii_digit).collect();
    let number = NationalNumber::parse(&typed).ok();
    if number.is_none() {
        form.refuse("nummer", "clinic-number-wrong");
    }
    let reason = form.value("hvorfor").to_owned();
    if reason.chars().count() < 3 {
        form.refuse("hvorfor", "clinic-reason-empty");
    } else if reason.chars().count() > LONGEST_REASON {
        form.refuse("hvorfor", "clinic-reason-too-long");
    }
    let (Some(number), false) = (number, form.has_faults()) else { return Ok(None) };
    let person = portal.gate().register().find_by_number(&number).await.map_err(PageError::unavailable)?;
    let Some(person) = person else {
        form.refuse("nummer", "clinic-nobody-found");
        return Ok(None);
    };
    Ok(Some(Asked { person, reason: Reason::Stated(reason) }))
}

/// Whom a form is about that begins at somebody's page. Nobody is not found, nor is somebody who does not use the portal
/// ([`unused`]).
pub async fn found(portal: &Portal, form: &Form) -> Result<Asked, PageError> {
    // What else is wrong in the form is for another to say.
    let mut about = Form::of(form.clone().into_fields());
    read(portal, &mut about).await?.ok_or(PageError::NotFound)
}

/// Somebody nobody knows and somebody who does not use the portal are the same to staff.
pub fn unused(refused: PageError) -> PageError {
    match refused {
        PageError::Refused(Refusal::TermsNotAccepted) => PageError::NotFound,
        other => other,
    }
}

/// The number that is in use.
pub async fn number(portal: &Portal, person: PersonId) -> Result<NationalNumber, PageError> {
    let numbers = portal.gate().register().identifiers(person).await.map_err(PageError::unavailable)?;
    let number = numbers.iter().find(|it| it.status == IdentifierStatus::InUse).or(numbers.first());
    Ok(number.ok_or(PageError::NotFound)?.number)
}
