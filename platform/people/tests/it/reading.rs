//! What the register answers.

use db::args;
use jiff::civil::date;
use people::{PopulationRegister, RegisterError, RegisterEvent, SCHEMA};

use crate::fixture::{family, id, number, person, registers, registration, wards};

#[tokio::test]
async fn a_person_is_found_by_number_and_read_by_id() {
    for it in registers().await {
        family(&it.register).await;
        let found = it.register.find_by_number(&number(date(1985, 1, 2))).await.unwrap();
        assert_eq!(found, Some(id(1)), "{}", it.engine);
        assert_eq!(it.register.person(id(1)).await.unwrap(), Some(person(1, date(1985, 1, 2))));
        assert_eq!(it.register.find_by_number(&number(date(1985, 1, 3))).await.unwrap(), None);
        assert_eq!(it.register.person(id(99)).await.unwrap(), None);
        let names = it.register.persons(&[id(3), id(99), id(1)]).await.unwrap();
        assert_eq!(names.iter().map(|person| person.id).collect::<Vec<_>>(), [id(3), id(1)]);
    }
}

#[tokio::test]
async fn the_surroundings_are_subject_actor_parents_and_who_is_responsible() {
    for it in registers().await {
        family(&it.register).await;
        let mut seen = it.register.surroundings(id(3), id(2)).await.unwrap().unwrap();
        seen.parents.sort_by_key(|parent| parent.id);
        seen.responsible.sort();
        assert_eq!((seen.subject.id, seen.actor.id), (id(3), id(2)));
        assert_eq!(seen.parents.iter().map(|parent| parent.id).collect::<Vec<_>>(), [id(1), id(2)]);
        assert_eq!(seen.responsible, [id(1), id(2)]);
        assert!(seen.actor_is_responsible() && seen.a_parent_lives_with_subject());
        assert_eq!(wards(&it.register, 2).await, [id(3)]);
    }
}

#[tokio::test]
async fn a_household_holds_what_is_around_each_child() {
    for it in registers().await {
        family(&it.register).await;
        let mut household = it.register.household(id(2)).await.unwrap().unwrap();
        let mut asked = it.register.surroundings(id(3), id(2)).await.unwrap().unwrap();
        for around in household.wards.iter_mut().chain([&mut asked]) {
            around.parents.sort_by_key(|parent| parent.id);
            around.responsible.sort();
        }
        assert_eq!(household.actor.id, id(2), "{}", it.engine);
        assert_eq!(household.wards, [asked]);
        assert_eq!(it.register.household(id(3)).await.unwrap().unwrap().wards, []);
        assert_eq!(it.register.household(id(99)).await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_stranger_is_not_responsible_and_an_unknown_id_has_no_surroundings() {
    for it in registers().await {
        family(&it.register).await;
        let stranger = registration(person(8, date(1970, 1, 1)), &[]);
        it.register.apply(RegisterEvent::Registered(stranger)).await.unwrap();
        let seen = it.register.surroundings(id(3), id(8)).await.unwrap().unwrap();
        assert!(!seen.actor_is_responsible());
        assert_eq!(wards(&it.register, 8).await, []);
        assert_eq!(it.register.surroundings(id(3), id(99)).await.unwrap(), None);
        assert_eq!(it.register.surroundings(id(99), id(99)).await.unwrap(), None);
    }
}

#[tokio::test]
async fn one_who_acts_for_oneself_needs_no_family() {
    for it in registers().await {
        family(&it.register).await;
        let seen = it.register.surroundings(id(3), id(3)).await.unwrap().unwrap();
        assert_eq!(seen.subject, seen.actor);
        assert!(seen.parents.is_empty() && seen.responsible.is_empty());
    }
}

#[tokio::test]
async fn birthdays_are_found_without_reading_dates() {
    for it in registers().await {
        family(&it.register).await;
        assert_eq!(it.register.reaching(12, date(2028, 5, 17)).await.unwrap(), [id(3)]);
        assert_eq!(it.register.reaching(12, date(2028, 5, 16)).await.unwrap(), []);
        let leap = registration(person(4, date(2012, 2, 29)), &[]);
        it.register.apply(RegisterEvent::Registered(leap)).await.unwrap();
        assert_eq!(it.register.reaching(13, date(2025, 3, 1)).await.unwrap(), [id(4)]);
        assert_eq!(it.register.reaching(16, date(2028, 2, 29)).await.unwrap(), [id(4)]);
    }
}

#[tokio::test]
async fn a_stolen_table_tells_no_name_number_or_date() {
    for it in registers().await {
        family(&it.register).await;
        for (sql, column) in
            [("SELECT identity FROM people", "identity"), ("SELECT identifier FROM person_identifiers", "identifier")]
        {
            for row in it.db.fetch_all(sql, args![]).await.unwrap() {
                let bytes = row.bytes(0).unwrap();
                let text = String::from_utf8_lossy(&bytes);
                assert!(!text.contains("Prøve") && !text.contains("1985"), "{column}");
            }
        }
    }
}

#[tokio::test]
async fn a_load_is_all_or_nothing_and_reads_like_events() {
    for it in registers().await {
        let many: Vec<_> = (0..600)
            .map(|n| registration(person(1000 + n, date(1990, 1, 1)), &[]))
            .chain([registration(person(1, date(1985, 1, 2)), &[number(date(1985, 1, 2))])])
            .collect();
        it.register.load(it.register.seal(&many).unwrap()).await.unwrap();
        assert_eq!(it.register.person(id(1599)).await.unwrap(), Some(many[599].person.clone()));
        assert_eq!(it.register.find_by_number(&number(date(1985, 1, 2))).await.unwrap(), Some(id(1)));
        let again = [registration(person(5000, date(1990, 1, 1)), &[]), many[0].clone()];
        let refused = it.register.load(it.register.seal(&again).unwrap()).await;
        assert!(matches!(refused, Err(RegisterError::Database(db::DbError::Exists))));
        assert_eq!(it.register.person(id(5000)).await.unwrap(), None);
    }
}

#[tokio::test]
async fn every_column_is_classed() {
    for it in registers().await {
        let classes = db::TableClasses::read(&[SCHEMA]).unwrap();
        assert_eq!(classes.unclassed(&it.db).await.unwrap(), Vec::<String>::new());
    }
}
