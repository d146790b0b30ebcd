//! Writes what the register does not hold of the demo's people: consents, powers, restrictions, through the gate.

use access::{
    Actor, Deed, Gate, GateError, JobKind, PersonTx, Policy,
    rules::{PowerKind, table},
    state::{Attested, Change, NewPower, PharmacyCode, PowerError},
};
use db::Random;
use futures_util::future::try_join_all;
use people::PersonId;
use uuid::Uuid;

use crate::population::{GivenPower, Persona, Population};

const CONSENT: Policy = Policy::everywhere(&table::CONSENT);

/// People whose changes are under way at once, so that they share commits.
const AT_ONCE: usize = 64;

/// Writes the state of everyone, and who works where, in `population`, whose people the register must know already.
pub async fn seed(gate: &Gate, population: &Population) -> Result<(), GateError> {
    for some in population.personas.chunks(AT_ONCE) {
        try_join_all(some.iter().map(|persona| write(gate, persona))).await?;
    }
    crate::staff::employ(gate, population).await
}

async fn write(gate: &Gate, persona: &Persona) -> Result<(), GateError> {
    let person = persona.person.id;
    let changes = changes(persona);
    let powers = persona.powers_given.clone();
    if changes.is_empty() && powers.is_empty() {
        return Ok(());
    }
    let seeding = Actor::Job(JobKind::DemoSeed);
    let allowed = gate.deliver(&seeding, person, &CONSENT, Deed::new("change")).await?;
    let commit = allowed.commit::<_, GateError, _>(move |tx| {
        Box::pin(async move {
            for (change, by) in &changes {
                tx.change_state(change, *by).await?;
            }
            give(tx, &powers).await
        })
    });
    commit.await
}

/// The changes that lead to the persona's state, each with the one who made it.
fn changes(persona: &Persona) -> Vec<(Change, PersonId)> {
    let person = persona.person.id;
    let mut changes = Vec::new();
    let mut add = |change: Change, by: Option<PersonId>| changes.push((change, by.unwrap_or(person)));
    if let Some(level) = persona.level {
        add(Change::AcceptTerms(level), persona.level_set_by);
    }
    if let Some(parent) = persona.parental_consent_by {
        add(Change::ParentalConsent(true), Some(parent));
    }
    if persona.restrictions.access_removed {
        add(Change::RemoveAccess(true), None);
    }
    if persona.restrictions.patient_record_removed {
        add(Change::RemovePatientRecord(true), None);
    }
    for service in &persona.restrictions.services_off {
        add(Change::SwitchOff { service: service.clone(), off: true }, None);
    }
    changes
}

async fn give(tx: &mut PersonTx<'_>, powers: &[GivenPower]) -> Result<(), GateError> {
    for given in powers {
        let power = &given.power;
        let new = NewPower {
            holder: given.receiver,
            areas: power.areas.clone(),
            may_act: power.may_act,
            starts: power.starts,
            ends: power.ends,
        };
        let id = match power.kind {
            PowerKind::Ordinary => tx.give_power(&new).await?,
            PowerKind::Pharmacy => tx.give_pharmacy_power(&new, &PharmacyCode::new(&Random::system())).await?,
            PowerKind::Attested => attest(tx, &new).await?,
        };
        if power.ended {
            tx.end_power(id).await?;
        }
    }
    Ok(())
}

/// As guidance staff register it from a form.
async fn attest(tx: &mut PersonTx<'_>, new: &NewPower) -> Result<Uuid, GateError> {
    let NewPower { holder, areas, may_act, starts, ends } = new.clone();
    let ends = ends.unwrap_or(starts);
    let attested = Attested { holder, areas, may_act, starts, ends, certificate: "Arkiv 2026/17".to_owned() };
    tx.register_attested(&attested).await.map_err(|fault| match fault {
        PowerError::Gate(fault) => fault,
        PowerError::Database(fault) => fault.into(),
        other => GateError::Statement(other.to_string()),
    })
}
