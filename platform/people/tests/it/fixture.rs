//! A register over an empty database of each engine, and people to put into it.

use db::{Clock, Db, Keyring, MasterKey, Random, testing};
use jiff::{Timestamp, civil::Date, civil::date};
use people::{
    Address, EmbeddedRegister, Identifier, Name, NationalNumber, Person, PersonId, PopulationRegister, Protection,
    RegisterEvent, Registration, Relation, RelationKind, SCHEMA, Sex, Status, number::SyntheticNumbers,
};
use uuid::Uuid;

pub struct Fixture {
    pub register: EmbeddedRegister,
    pub db: Db,
    pub engine: &'static str,
    _database: testing::TestDb,
}

/// One register on each engine at hand.
pub async fn registers() -> Vec<Fixture> {
    let mut all = Vec::new();
    for database in testing::both().await {
        let db = database.db.clone();
        db.migrate(&[SCHEMA], Timestamp::UNIX_EPOCH).await.unwrap();
        let keyring = Keyring::open(db.clone(), vec![MasterKey::new(&[7; 32])], Random::seeded(1)).await.unwrap();
        let register = EmbeddedRegister::new(db.clone(), keyring, Clock::standing_at(Timestamp::UNIX_EPOCH));
        all.push(Fixture { register, db, engine: database.engine, _database: database });
    }
    all
}

pub fn id(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

pub fn number(born: Date) -> NationalNumber {
    SyntheticNumbers::birth_numbers(born).next().unwrap()
}

pub fn at(dwelling: &str) -> Option<Address> {
    Some(Address {
        dwelling: dwelling.into(),
        street: "Lille Øvregate 4".into(),
        postal_code: "5018".into(),
        city: "Bergen".into(),
        municipality: "4601".into(),
    })
}

pub fn person(n: u128, born: Date) -> Person {
    Person {
        id: id(n),
        name: Name { given: format!("Åse {n}"), middle: None, family: "Prøve".into() },
        born,
        sex: Sex::Female,
        address: at("A"),
        protection: Protection::None,
        status: Status::Resident,
        died: None,
    }
}

pub fn registration(person: Person, numbers: &[NationalNumber]) -> Registration {
    let from = person.born;
    let identifiers = numbers.iter().map(|number| Identifier::in_use(*number, from)).collect();
    Registration { person, identifiers, relations: Vec::new() }
}

/// Mother 1 and father 2, both responsible, and child 3, born 2016-05-17, all in dwelling A.
pub async fn family(register: &EmbeddedRegister) {
    let mut child = registration(person(3, date(2016, 5, 17)), &[number(date(2016, 5, 17))]);
    for parent in [id(1), id(2)] {
        for kind in [RelationKind::Parent, RelationKind::Responsible] {
            child.relations.push(Relation { person: id(3), other: parent, kind });
        }
    }
    let mother = registration(person(1, date(1985, 1, 2)), &[number(date(1985, 1, 2))]);
    let father = registration(person(2, date(1984, 3, 4)), &[number(date(1984, 3, 4))]);
    for new in [mother, father, child] {
        register.apply(RegisterEvent::Registered(new)).await.unwrap();
    }
}

/// Those for whom a person has parental responsibility.
pub async fn wards(register: &dyn PopulationRegister, of: u128) -> Vec<PersonId> {
    let household = register.household(id(of)).await.unwrap().unwrap();
    household.wards.iter().map(|ward| ward.subject.id).collect()
}
