//! The stories are true, whatever the date.

use std::collections::BTreeSet;

use demo::population::{Persona, Population};
use jiff::civil::{Date, date};
use people::{age_on, number::Environment};

/// An ordinary day, ends of months and years, and days around 29 February.
const DAYS: [Date; 8] = [
    date(2026, 11, 21),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 2, 28),
    date(2027, 3, 1),
    date(2028, 2, 28),
    date(2028, 2, 29),
    date(2028, 3, 1),
];

fn on(day: Date) -> Population {
    Population::new(7, day)
}

fn age(persona: &Persona, day: Date) -> i16 {
    age_on(persona.person.born, day)
}

#[test]
fn the_same_seed_and_day_give_the_same_people() {
    let day = DAYS[0];
    assert_eq!(on(day).people_json(), on(day).people_json());
    assert_ne!(on(day).people_json(), Population::new(8, day).people_json());
    assert_eq!(on(day).personas.len(), 300);
}

#[test]
fn everyone_has_an_id_and_a_synthetic_number_of_their_own() {
    for day in DAYS {
        let population = on(day);
        let ids: BTreeSet<_> = population.personas.iter().map(|it| it.id.as_str()).collect();
        let people: BTreeSet<_> = population.personas.iter().map(|it| it.person.id).collect();
        let numbers: BTreeSet<_> = population.personas.iter().map(|it| it.number).collect();
        assert_eq!([ids.len(), people.len(), numbers.len()], [population.personas.len(); 3]);
        assert!(numbers.iter().all(|number| number.kind().is_synthetic(Environment::Production)));
        assert!(population.personas.iter().all(|it| it.person.born <= day && it.person.died.is_none_or(|on| on < day)));
    }
}

#[test]
fn an_age_in_an_id_is_the_age_today() {
    for day in DAYS {
        for persona in on(day).stories() {
            let named = persona.id.rsplit('-').next().and_then(|last| last.parse::<i16>().ok());
            if let Some(named) = named.filter(|age| *age < 100) {
                assert_eq!(age(persona, day), named, "{} on {day}", persona.id);
            }
        }
    }
}

#[test]
fn birthdays_of_today_and_tomorrow_are_so() {
    for day in DAYS {
        let (population, leap_day) = (on(day), date(2028, 2, 29));
        for (id, turns, days) in
            [("jakob-11", 12, 1), ("oda-12", 13, 1), ("vilde-13", 13, 0), ("filip-15", 16, 1), ("thea-16", 16, 0)]
        {
            let birthday = day.saturating_add(jiff::Span::new().days(days));
            if birthday == leap_day && turns == 13 {
                continue;
            }
            let persona = population.persona(id).unwrap();
            assert_eq!(age(persona, birthday), turns, "{id} on {day}");
            assert_eq!(age(persona, birthday.yesterday().unwrap()), turns - 1, "{id} on {day}");
        }
    }
}

#[test]
fn whom_each_represents_follows_the_rules() {
    for day in DAYS {
        let population = on(day);
        for (id, expected) in [
            ("kari-mor", &["nora-3", "jonas-8", "emma-12"][..]),
            ("ola-far", &["nora-3", "jonas-8", "emma-12"]),
            ("per-far", &["sander-8"]),
            ("tone-mor", &[]),
            ("borghild-mormor", &[]),
            ("mona-mor", &["tiril-6"]),
            ("roar-far", &[]),
            ("silje-medmor", &["ask-0"]),
            ("trond-far", &["jakob-11", "oda-12", "vilde-13", "filip-15"]),
            ("hilde-mor", &["marius-14", "sofie-14"]),
            ("bjorn-sonn", &["astrid-82"]),
            ("tor-digital", &["inger-giver"]),
            ("vigdis-ser", &["inger-giver"]),
            ("gunn-ledd", &["knut-registrert"]),
            ("rune-avsluttet", &[]),
            ("kjersti-utlopt", &[]),
            ("lars-imorgen", &[]),
            ("grete-tante", &["aksel-17"]),
            ("helene-stengt", &["mia-7", "emil-9"]),
            ("jan-kode7", &[]),
            ("lena-mor", &[]),
            ("stian-kode7", &[]),
            ("wenche-datter", &[]),
            ("solveig-enke", &["odin-4"]),
            ("mikkel-far", &[]),
        ] {
            let persona = population.persona(id).unwrap_or_else(|| panic!("{id} is missing"));
            assert_eq!(population.represented_by(persona), expected, "{id} on {day}");
        }
    }
}

#[test]
fn the_list_has_what_a_reader_needs() {
    let list = on(DAYS[0]).people_json();
    let kari = &list[0];
    assert_eq!(kari["id"], "kari-mor");
    assert_eq!(kari["name"], "Kari Nordvik");
    assert_eq!(kari["national_id"].as_str().unwrap().len(), 11);
    assert!(kari["story"].as_str().unwrap().contains("3, 8 and 12"));
    assert_eq!(kari["represents"].as_array().unwrap().len(), 3);
    assert!(list.as_array().unwrap().iter().all(|it| !it["story"].as_str().unwrap().contains('\n')));
}

#[test]
fn the_story_of_the_other_date_and_of_the_new_rule_hold() {
    let population = on(DAYS[0]);
    let samuel = population.persona("samuel-dato").unwrap();
    let born = samuel.person.born.strftime("%y").to_string();
    assert_ne!(&samuel.number.digits()[4..6], born);
    let tonje = population.persona("tonje-2032").unwrap();
    assert_eq!(tonje.number.check_rule(), people::number::CheckRule::Of2032);
}
