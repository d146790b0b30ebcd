//! Register events take effect at once.

use jiff::civil::date;
use people::{
    EmbeddedRegister, IdentifierStatus, Name, PersonId, PopulationRegister, Protection, RegisterError, RegisterEvent,
    Status, number::SyntheticNumbers,
};

use crate::fixture::{at, family, id, number, person, registers, registration, wards};

async fn lives_with_a_parent(register: &EmbeddedRegister) -> bool {
    register.surroundings(id(3), id(1)).await.unwrap().unwrap().a_parent_lives_with_subject()
}

async fn moved(register: &EmbeddedRegister, who: PersonId, dwelling: Option<&str>) {
    let event = RegisterEvent::Moved { person: who, address: dwelling.and_then(at) };
    register.apply(event).await.unwrap();
}

#[tokio::test]
async fn a_move_decides_whether_a_parent_lives_with_the_child() {
    for it in registers().await {
        family(&it.register).await;
        moved(&it.register, id(1), Some("B")).await;
        assert!(lives_with_a_parent(&it.register).await, "the other parent still lives there");
        moved(&it.register, id(2), Some("C")).await;
        assert!(!lives_with_a_parent(&it.register).await);
        moved(&it.register, id(3), Some("C")).await;
        assert!(lives_with_a_parent(&it.register).await);
        moved(&it.register, id(2), None).await;
        moved(&it.register, id(3), None).await;
        assert!(!lives_with_a_parent(&it.register).await, "two unknown addresses are not the same address");
    }
}

#[tokio::test]
async fn a_dead_parent_lives_nowhere() {
    for it in registers().await {
        family(&it.register).await;
        moved(&it.register, id(1), Some("B")).await;
        it.register.apply(RegisterEvent::Died { person: id(2), on: date(2026, 11, 20) }).await.unwrap();
        assert!(!lives_with_a_parent(&it.register).await);
        let father = it.register.person(id(2)).await.unwrap().unwrap();
        assert_eq!((father.status, father.died), (Status::Dead, Some(date(2026, 11, 20))));
    }
}

#[tokio::test]
async fn custody_is_replaced_as_a_whole() {
    for it in registers().await {
        family(&it.register).await;
        let event = RegisterEvent::CustodyChanged { child: id(3), responsible: vec![id(2)] };
        it.register.apply(event).await.unwrap();
        assert!(!it.register.surroundings(id(3), id(1)).await.unwrap().unwrap().actor_is_responsible());
        assert!(it.register.surroundings(id(3), id(2)).await.unwrap().unwrap().actor_is_responsible());
        assert_eq!(wards(&it.register, 1).await, []);
        assert_eq!(it.register.surroundings(id(3), id(1)).await.unwrap().unwrap().parents.len(), 2, "still parents");
    }
}

#[tokio::test]
async fn protection_and_name_change() {
    for it in registers().await {
        family(&it.register).await;
        let name = Name { given: "Ny".into(), middle: Some("Mellom".into()), family: "Navn".into() };
        it.register.apply(RegisterEvent::NameChanged { person: id(1), name }).await.unwrap();
        let protection = Protection::StrictlyConfidential;
        it.register.apply(RegisterEvent::ProtectionChanged { person: id(1), protection }).await.unwrap();
        let mother = it.register.person(id(1)).await.unwrap().unwrap();
        assert_eq!((mother.name.full().as_str(), mother.protection), ("Ny Mellom Navn", protection));
    }
}

#[tokio::test]
async fn a_fødselsnummer_after_a_d_number_leaves_the_person_the_same() {
    for it in registers().await {
        let born = date(1991, 8, 9);
        let d_number = SyntheticNumbers::d_numbers(born).next().unwrap();
        it.register.apply(RegisterEvent::Registered(registration(person(5, born), &[d_number]))).await.unwrap();
        let event = RegisterEvent::NumberChanged { person: id(5), number: number(born), from: date(2026, 3, 1) };
        it.register.apply(event.clone()).await.unwrap();
        it.register.apply(event).await.unwrap();
        for either in [d_number, number(born)] {
            assert_eq!(it.register.find_by_number(&either).await.unwrap(), Some(id(5)), "{}", it.engine);
        }
        let numbers = it.register.identifiers(id(5)).await.unwrap();
        let seen: Vec<_> = numbers.iter().map(|it| (it.number, it.status, it.until)).collect();
        let former = (d_number, IdentifierStatus::Ended, Some(date(2026, 2, 28)));
        assert_eq!(seen, [(number(born), IdentifierStatus::InUse, None), former]);
    }
}

#[tokio::test]
async fn a_number_never_passes_to_another_person() {
    for it in registers().await {
        family(&it.register).await;
        let thief = registration(person(6, date(1985, 1, 2)), &[number(date(1985, 1, 2))]);
        let refused = it.register.apply(RegisterEvent::Registered(thief)).await;
        assert!(matches!(refused, Err(RegisterError::NumberTaken)), "{}", it.engine);
        assert_eq!(it.register.person(id(6)).await.unwrap(), None);
        assert_eq!(it.register.find_by_number(&number(date(1985, 1, 2))).await.unwrap(), Some(id(1)));
    }
}

#[tokio::test]
async fn after_a_merger_either_number_and_either_id_lead_to_the_continuing_person() {
    for it in registers().await {
        family(&it.register).await;
        let born = date(1985, 1, 3);
        it.register.apply(RegisterEvent::Registered(registration(person(7, born), &[number(born)]))).await.unwrap();
        for (ended, continuing) in [(id(1), id(7)), (id(1), id(7))] {
            it.register.apply(RegisterEvent::Merged { ended, continuing }).await.unwrap();
        }
        for either in [number(born), number(date(1985, 1, 2))] {
            assert_eq!(it.register.find_by_number(&either).await.unwrap(), Some(id(7)));
        }
        assert_eq!(it.register.person(id(1)).await.unwrap().unwrap().id, id(7));
        assert_eq!(wards(&it.register, 7).await, [id(3)]);
        assert_eq!(it.register.surroundings(id(3), id(1)).await.unwrap(), None, "an ended id opens nothing");
        let seen = it.register.surroundings(id(3), id(7)).await.unwrap().unwrap();
        assert!(seen.actor_is_responsible() && seen.parents.len() == 2);
        assert_eq!(it.register.identifiers(id(7)).await.unwrap().len(), 2);
        assert_eq!(it.register.reaching(18, date(2003, 1, 2)).await.unwrap(), []);
    }
}

#[tokio::test]
async fn mergers_chain_and_later_events_reach_the_continuing_person() {
    for it in registers().await {
        family(&it.register).await;
        for n in [10, 11] {
            let new = registration(person(n, date(1960, 1, 1)), &[]);
            it.register.apply(RegisterEvent::Registered(new)).await.unwrap();
        }
        it.register.apply(RegisterEvent::Merged { ended: id(1), continuing: id(10) }).await.unwrap();
        it.register.apply(RegisterEvent::Merged { ended: id(10), continuing: id(11) }).await.unwrap();
        assert_eq!(it.register.find_by_number(&number(date(1985, 1, 2))).await.unwrap(), Some(id(11)));
        moved(&it.register, id(1), Some("Z")).await;
        assert_eq!(it.register.person(id(1)).await.unwrap().unwrap().address, at("Z"));
        assert_eq!(it.register.person(id(11)).await.unwrap().unwrap().address, at("Z"));
    }
}

#[tokio::test]
async fn an_event_about_nobody_is_refused() {
    for it in registers().await {
        for event in [
            RegisterEvent::Died { person: id(99), on: date(2026, 1, 1) },
            RegisterEvent::CustodyChanged { child: id(99), responsible: vec![] },
            RegisterEvent::Merged { ended: id(99), continuing: id(98) },
            RegisterEvent::NumberChanged { person: id(99), number: number(date(1990, 1, 1)), from: date(2026, 1, 1) },
        ] {
            assert!(matches!(it.register.apply(event).await, Err(RegisterError::UnknownPerson)));
        }
    }
}
