//! Where the stories are written down: people, their ties, powers and what the register learns later.

use access::rules::{Area, Level, Power, PowerKind, Restrictions};
use jiff::{Span, civil::Date};
use people::{
    Address, Identifier, Name, NationalNumber, Person, PersonId, Protection, RegisterEvent, Registration, Relation,
    RelationKind, Sex, Status, birth_dates_reaching,
};

use super::{
    persona::{GivenPower, Persona},
    places::Place,
    source::Source,
};

/// The areas of a power that covers everything.
pub(super) const EVERYTHING: [Area; 3] = [Area::Registered, Area::PatientRecord, Area::Digital];

/// A population while it is written.
pub(super) struct Book {
    pub(super) today: Date,
    pub(super) source: Source,
    pub(super) personas: Vec<Persona>,
    pub(super) relations: Vec<Relation>,
    /// Records of people who are found to be one of the personas.
    pub(super) doubles: Vec<Registration>,
    pub(super) events: Vec<RegisterEvent>,
}

impl Book {
    pub(super) fn new(seed: u64, today: Date) -> Self {
        Self {
            today,
            source: Source::new(seed),
            personas: Vec::new(),
            relations: Vec::new(),
            doubles: Vec::new(),
            events: Vec::new(),
        }
    }

    /// A home where nobody lives yet.
    pub(super) fn home(&mut self, place: Place) -> Address {
        self.source.home(place)
    }

    /// A birth date of one who is `years` old today, and not on the edge of it.
    pub(super) fn aged(&mut self, years: i32) -> Date {
        let days = self.source.dice.between(20, 340);
        self.today.saturating_sub(Span::new().years(years).days(days))
    }

    /// The birth date of one who becomes `age` in `days` days: 0 is today.
    pub(super) fn becomes(&self, age: i16, days: i32) -> Date {
        let day = self.today.saturating_add(Span::new().days(days));
        // Nobody becomes 13 on 29 February: then the day before, or the day after, is near enough.
        let near = day.saturating_sub(Span::new().years(age)).saturating_add(Span::new().days(days.signum()));
        birth_dates_reaching(age, day).first().copied().unwrap_or(near)
    }

    /// [`Book::cast_born`] for one who is `age` years old.
    pub(super) fn cast(&mut self, id: &str, name: &str, sex: Sex, age: i32, home: Option<&Address>) -> &mut Persona {
        let born = self.aged(age);
        self.cast_born(id, name, sex, born, home)
    }

    /// Adds a person who has accepted the terms at level Full and lives at `home`.
    pub(super) fn cast_born(
        &mut self,
        id: &str,
        name: &str,
        sex: Sex,
        born: Date,
        home: Option<&Address>,
    ) -> &mut Persona {
        let number = self.birth_number(born);
        let (given, family) = name.rsplit_once(' ').unwrap_or((name, ""));
        let name = Name { given: given.to_owned(), middle: None, family: family.to_owned() };
        let person = self.person(name, sex, born, home);
        self.add(id, person, number)
    }

    /// [`Book::cast`] for one who lives alone in a home of their own.
    pub(super) fn alone(&mut self, id: &str, name: &str, sex: Sex, age: i32, place: Place) -> &mut Persona {
        let home = self.home(place);
        self.cast(id, name, sex, age, Some(&home))
    }

    /// A register entry with an id of its own, not yet anybody's persona.
    pub(super) fn person(&mut self, name: Name, sex: Sex, born: Date, home: Option<&Address>) -> Person {
        let (address, id) = (home.cloned(), self.source.id());
        Person { id, name, born, sex, address, protection: Protection::None, status: Status::Resident, died: None }
    }

    pub(super) fn add(&mut self, id: &str, person: Person, number: NationalNumber) -> &mut Persona {
        let identifiers = vec![Identifier::in_use(number, person.born)];
        self.personas.push(Persona {
            id: id.to_owned(),
            story: String::new(),
            person,
            identifiers,
            number,
            level: Some(Level::Full),
            level_set_by: None,
            parental_consent_by: None,
            restrictions: Restrictions::default(),
            powers_given: Vec::new(),
            works: Vec::new(),
        });
        let last = self.personas.len() - 1;
        &mut self.personas[last]
    }

    pub(super) fn birth_number(&mut self, born: Date) -> NationalNumber {
        self.source.birth_number(born).expect("a birth date has numbers for more people than the demo has")
    }

    pub(super) fn d_number(&mut self, born: Date) -> NationalNumber {
        self.source.d_number(born).expect("a birth date has D-numbers for more people than the demo has")
    }

    /// Someone whose story stands above.
    pub(super) fn persona(&mut self, id: &str) -> &mut Persona {
        self.personas.iter_mut().find(|persona| persona.id == id).expect("a story names only people cast before it")
    }

    pub(super) fn person_id(&mut self, id: &str) -> PersonId {
        self.persona(id).person.id
    }

    /// Legal parents who all have parental responsibility; the first chose the child's level.
    pub(super) fn parents(&mut self, child: &str, parents: &[&str]) {
        self.ties(child, parents, RelationKind::Parent);
        self.ties(child, parents, RelationKind::Responsible);
        let chooser = parents.first().map(|parent| self.person_id(parent));
        self.persona(child).level_set_by = chooser;
    }

    pub(super) fn ties(&mut self, person: &str, others: &[&str], kind: RelationKind) {
        let person = self.person_id(person);
        for other in others {
            let other = self.person_id(other);
            self.relations.push(Relation { person, other, kind });
        }
    }

    /// A power given a month ago, open-ended, to see and act. What differs, the caller changes.
    pub(super) fn power(&mut self, giver: &str, receiver: &str, areas: &[Area]) -> &mut Power {
        let starts = self.today.saturating_sub(Span::new().months(1));
        let id = self.source.id().0;
        let receiver = self.person_id(receiver);
        let power = Power {
            id,
            kind: PowerKind::Ordinary,
            areas: areas.to_vec(),
            may_act: true,
            starts,
            ends: None,
            ended: false,
        };
        let given = &mut self.persona(giver).powers_given;
        given.push(GivenPower { receiver, power });
        let last = given.len() - 1;
        &mut given[last].power
    }
}
