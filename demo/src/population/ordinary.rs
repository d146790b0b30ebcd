//! Ordinary families, so that the stories do not live in an empty land.

use access::rules::{Level, Restrictions, age};
use people::{Registration, RelationKind};

use super::{book::Book, families::Families, persona::Persona, places::PLACES, source::Source};

/// Adds families until there are `people` personas.
pub(super) fn fill(book: &mut Book, people: usize) {
    let missing = people.saturating_sub(book.personas.len()) as u64;
    let source = std::mem::replace(&mut book.source, Source::new(0));
    let mut families = Families::from_source(source, book.today, missing);
    let all: Vec<_> = families.by_ref().flatten().collect();
    book.source = families.into_source();
    for new in all {
        book.relations.extend(&new.relations);
        let persona = ordinary(book, new);
        book.personas.extend(persona);
    }
}

/// A persona whose level is left to chance; one without a number is left out.
fn ordinary(book: &mut Book, new: Registration) -> Option<Persona> {
    let years = age::years(new.person.born, book.today);
    let parent = new.relations.iter().find(|tie| tie.kind == RelationKind::Responsible).map(|tie| tie.other);
    let dice = &mut book.source.dice;
    let level = match dice.below(100) {
        0..65 => Some(Level::Full),
        65..78 => Some(Level::BasicPlus),
        78..90 => Some(Level::Basic),
        _ => None,
    };
    let consented = (13..16).contains(&years) && dice.in_hundred(60);
    Some(Persona {
        id: format!("innbygger-{}", book.personas.len() + 1),
        story: story(&new, years),
        number: new.identifiers.first()?.number,
        person: new.person,
        identifiers: new.identifiers,
        level,
        level_set_by: parent.filter(|_| years < 16),
        parental_consent_by: parent.filter(|_| consented),
        restrictions: Restrictions::default(),
        powers_given: Vec::new(),
        works: Vec::new(),
    })
}

fn story(new: &Registration, years: i16) -> String {
    let place = new.person.address.as_ref().and_then(|home| PLACES.iter().find(|it| it.number == home.municipality));
    format!("Ordinary inhabitant of {years} in {}", place.map_or("Norway", |place| place.name))
}
