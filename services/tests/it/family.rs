//! A mother and a father with a child of 8 and a youth of 14, and a neighbour; only the mother has accepted the terms.

use access::{
    Actor, Deed, Gate, GateError, JobKind, Policy,
    rules::{Area, Level, table},
    state::{Change, NewPower},
};
use db::PersonId;
use jiff::civil::{Date, date};
use people::{
    EmbeddedRegister, Identifier, NationalNumber, PopulationRegister, RegisterEvent, Registration, Relation,
    RelationKind, number::SyntheticNumbers,
};
use uuid::Uuid;

const CONSENT: Policy = Policy::everywhere(&table::CONSENT);

#[derive(Clone, Copy)]
pub struct Family {
    pub mother: PersonId,
    pub father: PersonId,
    pub child: PersonId,
    pub youth: PersonId,
    pub neighbour: PersonId,
}

impl Family {
    pub async fn register(register: &EmbeddedRegister) -> Self {
        let [mother, father, child, youth, neighbour] = [1, 2, 3, 4, 5].map(|n| PersonId(Uuid::from_u128(n)));
        let ties = |person| {
            let kinds = [RelationKind::Parent, RelationKind::Responsible];
            let tie = move |other| kinds.map(|kind| Relation { person, other, kind });
            [mother, father].into_iter().flat_map(tie).collect()
        };
        add(register, mother, "Kari", date(1988, 4, 1), "home", vec![]).await;
        add(register, father, "Per", date(1986, 4, 1), "home", vec![]).await;
        add(register, child, "Ola", date(2018, 4, 1), "home", ties(child)).await;
        add(register, youth, "Siri", date(2011, 4, 1), "home", ties(youth)).await;
        add(register, neighbour, "Nils", date(1950, 4, 1), "elsewhere", vec![]).await;
        Self { mother, father, child, youth, neighbour }
    }
}

async fn add(register: &EmbeddedRegister, id: PersonId, given: &str, born: Date, dwelling: &str, ties: Vec<Relation>) {
    let person = people::testing::resident(id, given, born, dwelling);
    let identifiers = vec![Identifier::in_use(number(born), born)];
    let event = RegisterEvent::Registered(Registration { person, identifiers, relations: ties });
    register.apply(event).await.expect("a registered person");
}

/// The number of the one who was born that day: each in this family on another.
pub fn number(born: Date) -> NationalNumber {
    SyntheticNumbers::birth_numbers(born).next().expect("a number for a birth date")
}

/// Changes a person's state as the demo does, without asking the rules.
pub async fn change(gate: &Gate, person: PersonId, change: Change) {
    let seed = Actor::Job(JobKind::DemoSeed);
    let allowed = gate.deliver(&seed, person, &CONSENT, Deed::new("change")).await.expect("a permission");
    allowed
        .commit::<_, GateError, _>(move |tx| Box::pin(async move { Ok(tx.change_state(&change, person).await?) }))
        .await
        .expect("a change");
}

/// The terms accepted at level Full.
pub async fn accept(gate: &Gate, person: PersonId) {
    change(gate, person, Change::AcceptTerms(Level::Full)).await;
}

/// A power of attorney over everything, open-ended.
pub async fn give_power(gate: &Gate, giver: PersonId, holder: PersonId) -> Uuid {
    let seed = Actor::Job(JobKind::DemoSeed);
    let allowed = gate.deliver(&seed, giver, &CONSENT, Deed::new("change")).await.expect("a permission");
    let new = NewPower { holder, areas: Area::ALL.to_vec(), may_act: true, starts: date(2026, 1, 1), ends: None };
    let given = allowed.commit::<_, GateError, _>(move |tx| Box::pin(async move { Ok(tx.give_power(&new).await?) }));
    given.await.expect("a power")
}
