//! The opaque id by which an organisation knows a patient: `Patient/<id>`, another for each organisation.

use db::{Keyring, PersonId};
use people::NationalNumber;
use uuid::Uuid;

use crate::ids::named;

/// Rounds of the Feistel network: four make a strong pseudorandom permutation (Luby and Rackoff, 1988).
const ROUNDS: u32 = 4;

/// The id of a person for an organisation: a permutation of the internal id under a key, so that no table leads back.
pub fn patient_id(keyring: &Keyring, organisation: &str, person: PersonId) -> Uuid {
    let (mut left, mut right) = person.0.as_u64_pair();
    for number in 0..ROUNDS {
        (left, right) = (right, left ^ round(keyring, organisation, number, right));
    }
    Uuid::from_u64_pair(left, right)
}

/// The person behind an organisation's id. One that was not made for it leads to an id that nobody has.
pub fn patient_of(keyring: &Keyring, organisation: &str, id: Uuid) -> PersonId {
    let (mut left, mut right) = id.as_u64_pair();
    for number in (0..ROUNDS).rev() {
        (left, right) = (right ^ round(keyring, organisation, number, left), left);
    }
    PersonId(Uuid::from_u64_pair(left, right))
}

/// Who stands for a number that the register does not know: an id that nobody has. What follows is then the same as for
/// somebody who is no user, step by step.
pub fn unknown_person(keyring: &Keyring, number: &NationalNumber) -> PersonId {
    PersonId(named(&keyring.lookup("unknown_person", number.digits())))
}

fn round(keyring: &Keyring, organisation: &str, number: u32, half: u64) -> u64 {
    let hash = keyring.lookup("patient_id", &format!("{organisation}\n{number}\n{half:016x}"));
    hash.get(..16).and_then(|it| u64::from_str_radix(it, 16).ok()).unwrap_or_default()
}
