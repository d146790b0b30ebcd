//! The demo's people: stories that each show a rule, and ordinary families around them.

mod book;
mod contacts;
mod dice;
mod families;
mod listing;
mod load;
mod names;
mod ordinary;
mod persona;
pub mod places;
mod source;
mod stories;

use std::collections::HashSet;

use jiff::civil::Date;
use people::{PersonId, RegisterEvent, Registration, Relation, RelationKind};

use book::Book;
use source::Source;

pub(crate) use dice::Dice;
pub use families::Families;
pub use load::load;
pub use persona::{GivenPower, Persona, Post};

/// People in the demo, stories and ordinary ones together.
const PEOPLE: usize = 300;

/// A synthetic population: the same for the same seed and date, with ages that keep the stories true on that date.
///
/// People are written to a database once: whoever opens that database later passes the date on which it was filled.
pub struct Population {
    /// The stories first, in the order in which they are told, then ordinary people.
    pub personas: Vec<Persona>,
    /// What the register learns after everyone is registered: changes of number and mergers.
    pub events: Vec<RegisterEvent>,
    today: Date,
    stories: usize,
    relations: Vec<Relation>,
    /// (adult, child) of every parental responsibility.
    wards: HashSet<(PersonId, PersonId)>,
    doubles: Vec<Registration>,
    source: Source,
}

impl Population {
    /// The population of a seed, with ages as of `today`, a date in Norway.
    pub fn new(seed: u64, today: Date) -> Self {
        let mut book = Book::new(seed, today);
        stories::write(&mut book);
        let stories = book.personas.len();
        ordinary::fill(&mut book, PEOPLE);
        let Book { personas, relations, doubles, events, source, .. } = book;
        let responsible = relations.iter().filter(|tie| tie.kind == RelationKind::Responsible);
        let wards = responsible.map(|tie| (tie.other, tie.person)).collect();
        Self { personas, events, today, stories, relations, wards, doubles, source }
    }

    /// The date that ages are counted on.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Those who are there for a reason.
    pub fn stories(&self) -> &[Persona] {
        &self.personas[..self.stories]
    }

    /// A persona by id, for instance `kari-mor`.
    pub fn persona(&self, id: &str) -> Option<&Persona> {
        self.personas.iter().find(|persona| persona.id == id)
    }

    /// A persona by the internal id.
    pub fn of_person(&self, person: PersonId) -> Option<&Persona> {
        self.personas.iter().find(|persona| persona.person.id == person)
    }

    /// `people` more, in families, none of whom shares a number or an id with these: for measuring.
    pub fn more(&self, people: u64) -> Families {
        Families::from_source(self.source.clone(), self.today, people)
    }

    /// What the register is told first: every record with its numbers and ties.
    pub fn registrations(&self) -> Vec<Registration> {
        let record = |persona: &Persona| Registration {
            person: persona.person.clone(),
            identifiers: persona.identifiers.clone(),
            relations: self.relations_of(persona.person.id),
        };
        self.personas.iter().map(record).chain(self.doubles.iter().cloned()).collect()
    }

    fn relations_of(&self, person: PersonId) -> Vec<Relation> {
        self.relations.iter().filter(|relation| relation.person == person).copied().collect()
    }
}
