//! The people stand in the register as they are told.

use db::{Clock, Keyring, MasterKey, Random, testing};
use demo::population::{Families, Population, load};
use jiff::{Timestamp, civil::date};
use people::{EmbeddedRegister, IdentifierStatus, PopulationRegister, SCHEMA};

async fn register(database: &testing::TestDb) -> EmbeddedRegister {
    let db = database.db.clone();
    db.migrate(&[SCHEMA], Timestamp::UNIX_EPOCH).await.unwrap();
    let keyring = Keyring::open(db.clone(), vec![MasterKey::new(&[7; 32])], Random::seeded(1)).await.unwrap();
    EmbeddedRegister::new(db, keyring, Clock::standing_at(Timestamp::UNIX_EPOCH))
}

#[tokio::test]
async fn the_population_is_found_by_its_numbers() {
    for database in testing::both().await {
        let register = register(&database).await;
        let population = Population::new(7, date(2026, 11, 21));
        population.load_into(&register).await.unwrap();
        for persona in &population.personas {
            let found = register.find_by_number(&persona.number).await.unwrap();
            assert_eq!(found, Some(persona.person.id), "{} on {}", persona.id, database.engine);
            assert_eq!(register.person(persona.person.id).await.unwrap().as_ref(), Some(&persona.person));
        }
        for id in ["amina-fnr", "viktor-slatt"] {
            let persona = population.persona(id).unwrap();
            let numbers = register.identifiers(persona.person.id).await.unwrap();
            let in_use: Vec<_> = numbers.iter().filter(|it| it.status == IdentifierStatus::InUse).collect();
            assert_eq!((numbers.len(), in_use.len(), in_use[0].number), (2, 1, persona.number), "{id}");
        }
    }
}

#[tokio::test]
async fn a_larger_population_is_loaded_in_batches() {
    for database in testing::both().await {
        let register = register(&database).await;
        let families = Families::new(3, date(2026, 11, 21), 4_100);
        let last = families.flatten().last().unwrap();
        let mut told = Vec::new();
        let people = Families::new(3, date(2026, 11, 21), 4_100).flatten();
        let total = load(&register, people, |so_far| told.push(so_far)).await.unwrap();
        assert_eq!((total, told), (4_100, vec![2_000, 4_000, 4_100]));
        assert_eq!(register.person(last.person.id).await.unwrap(), Some(last.person));
    }
}
