//! Collects what the rules need to know, once per request.

use db::{Db, Keyring, PersonKey, oslo};
use jiff::{Timestamp, civil::Date};
use people::{Name, PersonId, PopulationRegister, Surroundings};

use crate::{
    GateError,
    rules::{
        Action, ActorFacts, Availability, Basis, Decision, Refusal, Relation, Representing, ServiceRules, SubjectFacts,
        decide,
    },
    state,
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
    let relations = relations(db, &around).await?;
    let person = around.subject;
    let subject = SubjectFacts {
        person: person.id,
        born: person.born,
        dead: person.is_dead(),
        protection: person.protection,
        municipality: person.address.map(|address| address.municipality),
        level: stored.level,
        level_set_by_parent: stored.level_set_by_parent,
        parental_consent: stored.parental_consent,
        restrictions: stored.restrictions,
    };
    let name = person.name;
    Ok(Standing { actor, subject, name, relations, key: stored.key, at, today: oslo(at).date() })
}

async fn relations(db: &Db, around: &Surroundings) -> Result<Vec<Relation>, GateError> {
    if around.actor.id == around.subject.id {
        return Ok(vec![Relation::Oneself]);
    }
    let actor =
        ActorFacts { born: around.actor.born, dead: around.actor.is_dead(), protection: around.actor.protection };
    let parent = Relation::Parent(Representing {
        responsible: around.actor_is_responsible(),
        a_parent_at_childs_address: around.a_parent_lives_with_subject(),
        actor,
    });
    let powers = state::powers_between(db, around.subject.id, around.actor.id).await?;
    let holders = powers.into_iter().map(|power| Relation::Holder { power, actor });
    Ok(std::iter::once(parent).chain(holders).collect())
}

/// Everyone whom the actor could conceivably represent: children by the register, givers by their powers.
pub(crate) async fn candidates(
    db: &Db,
    register: &dyn PopulationRegister,
    actor: PersonId,
) -> Result<Vec<PersonId>, GateError> {
    let mut all = register.represented_by(actor).await?;
    all.extend(state::held_by(db, actor).await?.into_iter().map(|power| power.giver));
    all.sort_unstable();
    all.dedup();
    Ok(all)
}
