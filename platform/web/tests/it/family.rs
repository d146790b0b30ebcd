//! A mother, her child of 8 and a stranger, all users of the portal.

use access::{
    Actor, Deed, Gate, GateError, JobKind, Policy,
    rules::{Level, table},
    state::Change,
};
use db::PersonId;
use jiff::civil::{Date, date};
use people::{EmbeddedRegister, PopulationRegister, RegisterEvent, Registration, Relation, RelationKind};
use uuid::Uuid;

static CONSENT: Policy = Policy::everywhere(&table::CONSENT);

pub struct Family {
    pub mother: PersonId,
    pub child: PersonId,
    pub stranger: PersonId,
}

impl Family {
    pub async fn register(register: &EmbeddedRegister, gate: &Gate) -> Self {
        let [mother, child, stranger] = [1, 2, 3].map(|n| PersonId(Uuid::from_u128(n)));
        add(register, mother, "Kari", date(1988, 4, 1), "home", vec![]).await;
        add(register, stranger, "Ukjent", date(1980, 4, 1), "elsewhere", vec![]).await;
        let tie = |kind| Relation { person: child, other: mother, kind };
        let ties = [RelationKind::Parent, RelationKind::Responsible].map(tie).to_vec();
        add(register, child, "Ola", date(2018, 4, 1), "home", ties).await;
        for person in [mother, child, stranger] {
            let seed = Actor::Job(JobKind::DemoSeed);
            let allowed = gate.deliver(&seed, person, &CONSENT, Deed::new("change")).await.expect("a permission");
            let change = Change::AcceptTerms(Level::Full);
            allowed
                .commit::<_, GateError, _>(move |tx| {
                    Box::pin(async move { Ok(tx.change_state(&change, person).await?) })
                })
                .await
                .expect("accepted terms");
        }
        Self { mother, child, stranger }
    }
}

async fn add(register: &EmbeddedRegister, id: PersonId, given: &str, born: Date, dwelling: &str, ties: Vec<Relation>) {
    let person = people::testing::resident(id, given, born, dwelling);
    let event = RegisterEvent::Registered(Registration { person, identifiers: vec![], relations: ties });
    register.apply(event).await.expect("a registered person");
}
