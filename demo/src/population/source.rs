//! What makes each synthetic person one of a kind: a number, an id, a home.

use std::collections::HashMap;

use jiff::civil::Date;
use people::{Address, NationalNumber, PersonId, number::SyntheticNumbers};

use super::{
    dice::Dice,
    places::{self, Place},
};

/// Gives out numbers, ids and homes, each once. It holds one small entry per birth date, whatever the number of people.
#[derive(Clone)]
pub(super) struct Source {
    pub(super) dice: Dice,
    birth_numbers: HashMap<Date, SyntheticNumbers>,
    d_numbers: HashMap<Date, SyntheticNumbers>,
    ids: u64,
    homes: u64,
}

impl Source {
    pub(super) fn new(seed: u64) -> Self {
        let (birth_numbers, d_numbers) = (HashMap::new(), HashMap::new());
        Self { dice: Dice::new(seed), birth_numbers, d_numbers, ids: 0, homes: 0 }
    }

    /// A fødselsnummer (month + 80) not given before; `None` when the date has no more.
    pub(super) fn birth_number(&mut self, born: Date) -> Option<NationalNumber> {
        self.birth_numbers.entry(born).or_insert_with(|| SyntheticNumbers::birth_numbers(born)).next()
    }

    /// A D-number (day + 40, month + 80) not given before.
    pub(super) fn d_number(&mut self, born: Date) -> Option<NationalNumber> {
        self.d_numbers.entry(born).or_insert_with(|| SyntheticNumbers::d_numbers(born)).next()
    }

    pub(super) fn id(&mut self) -> PersonId {
        self.ids += 1;
        self.dice.person_id(self.ids)
    }

    /// A home where nobody lives yet.
    pub(super) fn home(&mut self, place: Place) -> Address {
        self.homes += 1;
        places::home(&place, self.homes, &mut self.dice)
    }
}
