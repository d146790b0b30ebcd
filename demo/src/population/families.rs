//! Families without end: a population of any size in flat memory, for the demo's background and for measuring.

use jiff::civil::Date;
use people::{
    Address, Identifier, Person, PersonId, Protection, Registration, Relation, RelationKind,
    Sex::{self, Female, Male},
    Status,
};

use super::{
    names,
    places::{PLACES, Place},
    source::Source,
};

/// The largest family that is made.
const LARGEST: u64 = 5;

/// An iterator over families, each a few people with their numbers and ties: the same for the same seed and date.
///
/// Memory does not grow with the number of people. Household kinds and ages are roughly Norway's.
pub struct Families {
    source: Source,
    today: Date,
    left: u64,
}

impl Families {
    /// Families of `people` people in all, with ages as of `today`.
    pub fn new(seed: u64, today: Date, people: u64) -> Self {
        Self::from_source(Source::new(seed), today, people)
    }

    pub(super) fn from_source(source: Source, today: Date, people: u64) -> Self {
        Self { source, today, left: people }
    }

    pub(super) fn into_source(self) -> Source {
        self.source
    }

    fn family(&mut self) -> Vec<Registration> {
        let place = *self.source.dice.pick(&PLACES);
        match self.source.dice.below(100) {
            _ if self.left < LARGEST => self.single(place),
            0..35 => self.single(place),
            35..55 => self.couple(place),
            55..85 => self.couple_with_children(place),
            85..93 => self.one_parent(place),
            _ => self.parents_apart(place),
        }
    }

    fn single(&mut self, place: Place) -> Vec<Registration> {
        let home = self.source.home(place);
        let (sex, age) = (*self.source.dice.pick(&[Female, Male]), self.source.dice.between(19, 96));
        let family = names::family(&mut self.source.dice);
        vec![self.one(sex, family, age, &home)]
    }

    fn couple(&mut self, place: Place) -> Vec<Registration> {
        let home = self.source.home(place);
        let age = self.source.dice.between(24, 88);
        self.adults(age, &home)
    }

    fn couple_with_children(&mut self, place: Place) -> Vec<Registration> {
        let home = self.source.home(place);
        let mothers_age = self.source.dice.between(22, 52);
        let parents = self.adults(mothers_age, &home);
        let count = self.source.dice.between(1, 3);
        self.with_children(parents, count, mothers_age, &home)
    }

    fn one_parent(&mut self, place: Place) -> Vec<Registration> {
        let home = self.source.home(place);
        let (age, family) = (self.source.dice.between(22, 50), names::family(&mut self.source.dice));
        let parent = self.one(Female, family, age, &home);
        let count = self.source.dice.between(1, 2);
        self.with_children(vec![parent], count, age, &home)
    }

    fn parents_apart(&mut self, place: Place) -> Vec<Registration> {
        let (home, elsewhere) = (self.source.home(place), self.source.home(place));
        let age = self.source.dice.between(24, 50);
        let mut parents = self.adults(age, &home);
        parents[1].person.address = Some(elsewhere);
        parents[0].relations.clear();
        let count = self.source.dice.between(1, 2);
        self.with_children(parents, count, age, &home)
    }

    /// A woman of `age` and a man near it, married, one family name.
    fn adults(&mut self, age: i32, home: &Address) -> Vec<Registration> {
        let family = names::family(&mut self.source.dice);
        let his_age = age + self.source.dice.between(-3, 6);
        let (mut she, he) = (self.one(Female, family, age, home), self.one(Male, family, his_age, home));
        she.relations.push(Relation { person: she.person.id, other: he.person.id, kind: RelationKind::Spouse });
        vec![she, he]
    }

    fn with_children(
        &mut self,
        mut family: Vec<Registration>,
        count: i32,
        mothers_age: i32,
        home: &Address,
    ) -> Vec<Registration> {
        let parents: Vec<PersonId> = family.iter().map(|parent| parent.person.id).collect();
        let name = family[0].person.name.family.clone();
        for _ in 0..count {
            let sex = *self.source.dice.pick(&[Female, Male]);
            let age = self.source.dice.between(0, (mothers_age - 20).min(17));
            let mut child = self.one(sex, &name, age, home);
            let id = child.person.id;
            child.relations.extend(parents.iter().flat_map(|parent| {
                [RelationKind::Parent, RelationKind::Responsible].map(|kind| Relation {
                    person: id,
                    other: *parent,
                    kind,
                })
            }));
            family.push(child);
        }
        family
    }

    fn one(&mut self, sex: Sex, family: &str, age: i32, home: &Address) -> Registration {
        let born = self.source.dice.birth_date(age, self.today);
        let number = self.source.birth_number(born);
        let person = Person {
            id: self.source.id(),
            name: names::name(sex, family, &mut self.source.dice),
            born,
            sex,
            address: Some(home.clone()),
            protection: Protection::None,
            status: Status::Resident,
            died: None,
        };
        let identifiers = number.map(|number| Identifier::in_use(number, born)).into_iter().collect();
        Registration { person, identifiers, relations: Vec::new() }
    }
}

impl Iterator for Families {
    type Item = Vec<Registration>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.left == 0 {
            return None;
        }
        let family = self.family();
        self.left -= family.len() as u64;
        Some(family)
    }
}
