//! The opaque id by which an organisation knows a patient: `Patient/<id>`, another for each organisation.

use access::Grant;
use db::{Keyring, PersonId};
use people::NationalNumber;
use uuid::Uuid;

use crate::ids::named;

/// Rounds of the Feistel network: four make a strong pseudorandom permutation (Luby and Rackoff, 1988).
const ROUNDS: u32 = 4;

/// The id of a person for an organisation: a permutation of the internal id under a key, so that no table leads back.
pub fn patient_id(keyring: &Keyring, organisation: &str, person: PersonId) -> Uuid {
    permuted(&|purpose, name| keyring.lookup(purpose, name), organisation, person)
}

/// `Patient/<id>` of the subject for an organisation: in resources that are made in the portal.
pub fn patient_reference(grant: &Grant, organisation: &str) -> String {
    let id = permuted(&|purpose, name| grant.keyed(purpose, name), organisation, grant.subject());
    format!("Patient/{id}")
}

/// A keyed hash of a name for a purpose, as hex.
type Keyed<'k> = &'k dyn Fn(&str, &str) -> String;

fn permuted(keyed: Keyed<'_>, organisation: &str, person: PersonId) -> Uuid {
    let (mut left, mut right) = person.0.as_u64_pair();
    for number in 0..ROUNDS {
        (left, right) = (right, left ^ round(keyed, organisation, number, right));
    }
    Uuid::from_u64_pair(left, right)
}

/// The person behind an organisation's id. One that was not made for it leads to an id that nobody has.
pub fn patient_of(keyring: &Keyring, organisation: &str, id: Uuid) -> PersonId {
    let (mut left, mut right) = id.as_u64_pair();
    let keyed = |purpose: &str, name: &str| keyring.lookup(purpose, name);
    for number in (0..ROUNDS).rev() {
        (left, right) = (right ^ round(&keyed, organisation, number, left), left);
    }
    PersonId(Uuid::from_u64_pair(left, right))
}

/// Who stands for a number that the register does not know: an id that nobody has. What follows is then the same as for
/// somebody who is no user, step by step.
pub fn unknown_person(keyring: &Keyring, number: &NationalNumber) -> PersonId {
    PersonId(named(&keyring.lookup("unknown_person", number.digits())))
}

fn round(keyed: Keyed<'_>, organisation: &str, number: u32, half: u64) -> u64 {
    let hash = keyed("patient_id", &format!("{organisation}\n{number}\n{half:016x}"));
    hash.get(..16).and_then(|it| u64::from_str_radix(it, 16).ok()).unwrap_or_default()
}
