//! Collects what the rules need to know, once per request.

use db::{Db, Keyring, PersonKey, oslo};
use futures_util::future::try_join;
use jiff::{Timestamp, civil::Date};
use people::{Household, Name, Person, PersonId, PopulationRegister, Surroundings};

use crate::{
    GateError,
    rules::{
        Action, ActorFacts, Availability, Basis, Decision, Power, Refusal, Relation, Representing, ServiceRules,
        SubjectFacts, decide,
    },
    state::{self, Stored},
};

/// How one person stands to another at a moment: the facts of every decision between the two.
///
/// It lives no longer than the request it was read in, so it cannot be copied: a withdrawal holds in the next one.
pub struct Standing {
    pub(crate) actor: PersonId,
    pub subject: SubjectFacts,
    /// Of the subject, for the person selector and the page's title.
    pub name: Name,
    /// Every relation the actor has: a parent may also hold a power.
    relations: Vec<Relation>,
    pub(crate) key: PersonKey,
    pub at: Timestamp,
    /// The date in Norway by which ages and powers are counted.
    pub today: Date,
}

impl Standing {
    /// The rules' answer by the best of the relations. A reason is said rather than no trace, where one relation has one.
    pub fn decide(&self, rules: &ServiceRules, availability: &Availability, action: Action) -> Decision {
        let mut refusal = Refusal::NoTrace;
        for relation in &self.relations {
            match decide(rules, relation, &self.subject, availability, action, self.today) {
                Ok(granted) => return Ok(granted),
                Err(reason) if refusal == Refusal::NoTrace => refusal = reason,
                Err(_) => {}
            }
        }
        Err(refusal)
    }

    /// By what the actor may represent the subject at all, whatever the service; `None` for strangers.
    pub fn basis(&self) -> Option<Basis> {
        self.relations.iter().find_map(|relation| crate::rules::represents(relation, &self.subject, self.today))
    }
}

/// How `actor` stands to `subject`.
pub(crate) async fn standing(
    db: &Db,
    keyring: &Keyring,
    register: &dyn PopulationRegister,
    actor: PersonId,
    subject: PersonId,
    at: Timestamp,
) -> Result<Standing, GateError> {
    let around = register.surroundings(subject, actor).await?.ok_or(GateError::Refused(Refusal::NoTrace))?;
    let stored = state::stored(db, keyring, subject).await?;
    let powers = if actor == subject { Vec::new() } else { state::powers_between(db, subject, actor).await? };
    Ok(stand(around, stored, powers, at))
}

/// How `actor` stands to themself, and to each whom they could conceivably represent: children by the register, givers
/// by their powers. Two statements for one who stands alone, one more for all the others together, one for each giver.
pub(crate) async fn standings(
    db: &Db,
    keyring: &Keyring,
    register: &dyn PopulationRegister,
    actor: PersonId,
    at: Timestamp,
) -> Result<(Standing, Vec<Standing>), GateError> {
    let household = async { register.household(actor).await.map_err(GateError::from) };
    let own = async { state::own(db, keyring, actor).await.map_err(GateError::from) };
    let (household, (stored, held)) = try_join(household, own).await?;
    let Household { actor: person, wards } = household.ok_or(GateError::Refused(Refusal::NoTrace))?;
    let mut around = wards;
    let mut givers: Vec<PersonId> = held.iter().filter(|held| !held.power.ended).map(|held| held.giver).collect();
    givers.sort_unstable();
    givers.dedup();
    givers.retain(|giver| around.iter().all(|ward| ward.subject.id != *giver));
    for giver in givers {
        // A giver whose record was merged away is nobody to represent.
        around.extend(register.surroundings(giver, actor).await?);
    }
    around.sort_by_key(|around| around.subject.id);
    let subjects: Vec<PersonId> = around.iter().map(|around| around.subject.id).collect();
    let mut states = state::stored_of(db, keyring, &subjects).await?;
    let mut others = Vec::with_capacity(around.len());
    for around in around {
        // Nor is one who was erased: they have no key.
        let Some(stored) = states.remove(&around.subject.id) else { continue };
        let given = held.iter().filter(|held| held.giver == around.subject.id).map(|held| held.power.clone());
        let powers = given.collect();
        others.push(stand(around, stored, powers, at));
    }
    let alone = Surroundings { subject: person.clone(), actor: person, parents: Vec::new(), responsible: Vec::new() };
    Ok((stand(alone, stored, Vec::new(), at), others))
}

fn stand(around: Surroundings, stored: Stored, powers: Vec<Power>, at: Timestamp) -> Standing {
    let (actor, relations) = (around.actor.id, relations(&around, powers));
    let subject = subject_facts(&around.subject, &stored);
    let name = around.subject.name;
    Standing { actor, subject, name, relations, key: stored.key, at, today: oslo(at).date() }
}

/// What the rules read of a person, out of register and state.
pub(crate) fn subject_facts(person: &Person, stored: &Stored) -> SubjectFacts {
    SubjectFacts {
        person: person.id,
        born: person.born,
        dead: person.is_dead(),
        protection: person.protection,
        municipality: person.address.as_ref().map(|address| address.municipality.clone()),
        level: stored.level,
        level_set_by_another: stored.level_set_by_another,
        parental_consent: stored.parental_consent,
        restrictions: stored.restrictions.clone(),
    }
}

fn relations(around: &Surroundings, powers: Vec<Power>) -> Vec<Relation> {
    if around.actor.id == around.subject.id {
        return vec![Relation::Oneself];
    }
    let actor =
        ActorFacts { born: around.actor.born, dead: around.actor.is_dead(), protection: around.actor.protection };
    let parent = Relation::Parent(Representing {
        responsible: around.actor_is_responsible(),
        a_parent_at_childs_address: around.a_parent_lives_with_subject(),
        actor,
    });
    let holders = powers.into_iter().map(|power| Relation::Holder { power, actor });
    std::iter::once(parent).chain(holders).collect()
}
