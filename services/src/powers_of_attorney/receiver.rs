//! Who is to receive a power: found by national number and family name together, so that the page tells nobody who
//! exists (docs/decisions/naming-the-receiver.md).

use access::rules::{HOLDER_AGE, age};
use people::{NationalNumber, Person, PersonId};
use web::{Form, PageError, Portal};

/// One who may receive a power, as the check page names them.
pub struct Receiver {
    pub id: PersonId,
    pub name: String,
}

/// The number that was typed, with a name beside it; what is wrong with how they are written is said at the fields.
pub fn read(form: &mut Form) -> Option<NationalNumber> {
    let typed: String = form.value("nummer").chars().filter(|c| !c.is_whitespace()).collect();
    let number = NationalNumber::parse(&typed);
    if number.is_err() {
        form.refuse("nummer", "powers-of-attorney-number-wrong");
    }
    form.require("etternavn", "powers-of-attorney-name-missing");
    number.ok()
}

/// Finds the receiver, once nothing else is wrong with the form, or says at the field what is wrong. Unknown, dead, too
/// young and otherwise named than typed all read the same. One with a protected address (R8) is found like anybody:
/// whoever knows number and name learns nothing here, and the gate lets nobody use such a power.
pub async fn find(
    portal: &Portal,
    giver: PersonId,
    number: Option<NationalNumber>,
    form: &mut Form,
) -> Result<Option<Receiver>, PageError> {
    let Some(number) = number.filter(|_| !form.has_faults()) else { return Ok(None) };
    // Taken before anybody is looked up: thirty names sent at once are no more than ten guesses.
    let Some(guess) = portal.guard().guess(giver).await.map_err(PageError::unavailable)? else {
        form.refuse("nummer", "powers-of-attorney-too-many-tries");
        return Ok(None);
    };
    let Some(person) = look_up(portal, &number, form.value("etternavn")).await? else {
        form.refuse("nummer", "powers-of-attorney-receiver-unfit");
        return Ok(None);
    };
    portal.guard().guessed_right(guess).await.map_err(PageError::unavailable)?;
    if person.id == giver {
        form.refuse("nummer", "powers-of-attorney-to-oneself");
        return Ok(None);
    }
    Ok(Some(Receiver { id: person.id, name: person.name.full() }))
}

async fn look_up(portal: &Portal, number: &NationalNumber, name: &str) -> Result<Option<Person>, PageError> {
    let register = portal.gate().register();
    let found = register.find_by_number(number).await.map_err(PageError::unavailable)?;
    let Some(id) = found else { return Ok(None) };
    let person = register.person(id).await.map_err(PageError::unavailable)?;
    let today = portal.clock().today();
    let fits =
        |person: &Person| !person.is_dead() && age::years(person.born, today) >= HOLDER_AGE && is_named(person, name);
    Ok(person.filter(fits))
}

/// By family name, or by the whole name. Capitals, hyphens and spaces do not matter.
fn is_named(person: &Person, typed: &str) -> bool {
    let typed = plain(typed);
    typed == plain(&person.name.family) || typed == plain(&person.name.full())
}

fn plain(name: &str) -> String {
    let spaced = name.to_lowercase().replace('-', " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
