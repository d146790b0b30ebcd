//! Families of any number.

use std::collections::HashSet;

use demo::population::{Families, Population};
use jiff::civil::date;
use people::{RelationKind, age_on};

#[test]
fn as_many_people_as_asked_each_with_a_number_of_their_own() {
    let today = date(2026, 11, 21);
    for wanted in [1, 7, 20_000] {
        let people: Vec<_> = Families::new(3, today, wanted).flatten().collect();
        assert_eq!(people.len() as u64, wanted);
        let numbers: HashSet<_> = people.iter().flat_map(|it| &it.identifiers).map(|it| it.number).collect();
        let ids: HashSet<_> = people.iter().map(|it| it.person.id).collect();
        assert_eq!((numbers.len() as u64, ids.len() as u64), (wanted, wanted));
        assert!(people.iter().all(|it| it.person.born <= today));
    }
}

#[test]
fn a_larger_population_begins_with_the_same_people() {
    let today = date(2026, 11, 21);
    let few: Vec<_> = Families::new(3, today, 1_000).flatten().take(900).collect();
    let many: Vec<_> = Families::new(3, today, 5_000).flatten().take(900).collect();
    assert_eq!(few, many);
}

#[test]
fn a_land_is_a_land() {
    let today = date(2026, 11, 21);
    let people: Vec<_> = Families::new(3, today, 10_000).flatten().collect();
    let children = people.iter().filter(|it| age_on(it.person.born, today) < 18).count();
    let old = people.iter().filter(|it| age_on(it.person.born, today) >= 80).count();
    assert!((1_500..4_500).contains(&children), "{children} children");
    assert!((200..1_500).contains(&old), "{old} old");
    let in_charge = |it: &&people::Registration| it.relations.iter().any(|tie| tie.kind == RelationKind::Responsible);
    assert_eq!(people.iter().filter(in_charge).count(), children);
}

#[test]
fn more_people_share_no_number_or_id_with_those_who_stand_already() {
    let population = Population::new(7, date(2026, 11, 21));
    let standing = population.registrations();
    let more: Vec<_> = population.more(5_000).flatten().collect();
    let all = || standing.iter().chain(&more);
    let ids: HashSet<_> = all().map(|it| it.person.id).collect();
    let numbers: HashSet<_> = all().flat_map(|it| &it.identifiers).map(|it| it.number).collect();
    assert_eq!((ids.len(), numbers.len()), (standing.len() + 5_000, standing.len() + 5_000));
}
