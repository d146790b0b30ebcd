//! Gives the demo's staff their roles at the offices, through the gate.

use access::{
    Actor, Deed, Gate, GateError, JobKind, Policy,
    rules::MEMBERS,
    state::{HprNumber, NewMember},
};

use crate::{
    offices,
    population::{Persona, Population},
};

const ROLES: Policy = Policy::everywhere(&MEMBERS);
const BY: &str = "the demo";

/// Gives everyone in `population` the roles of their story. The register must know them; the same again adds nothing.
pub(super) async fn employ(gate: &Gate, population: &Population) -> Result<(), GateError> {
    for persona in population.stories().iter().filter(|persona| !persona.works.is_empty()) {
        let seeding = Actor::Job(JobKind::DemoSeed);
        let allowed = gate.deliver(&seeding, persona.person.id, &ROLES, Deed::new("give_role")).await?;
        let roles = roles(persona);
        let commit = allowed.commit::<_, GateError, _>(move |tx| {
            Box::pin(async move {
                for role in &roles {
                    tx.give_role(role).await?;
                }
                Ok(())
            })
        });
        commit.await?;
    }
    Ok(())
}

fn roles(persona: &Persona) -> Vec<NewMember> {
    let role = |post: &crate::population::Post| {
        let office = offices::of(post.kind, post.municipality)?;
        Some(NewMember {
            organisation: office.organisation,
            office: office.id,
            role: post.role,
            hpr: post.hpr.and_then(HprNumber::parse),
            given_by: BY.to_owned(),
        })
    };
    persona.works.iter().filter_map(role).collect()
}
