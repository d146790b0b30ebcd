//! The list of test people, as the demo shows it.

use access::rules::{ActorFacts, Relation, Representing, SubjectFacts, represents};
use people::{PersonId, RelationKind, Surroundings};
use serde_json::{Value, json};

use super::{Persona, Population};

impl Population {
    /// `[{id, national_id, name, born, story, represents: [ids], works_as: [roles]}]`, as `GET /demo/people.json` answers.
    pub fn people_json(&self) -> Value {
        self.personas.iter().map(|persona| self.listed(persona)).collect()
    }

    fn listed(&self, persona: &Persona) -> Value {
        json!({
            "id": persona.id,
            "national_id": persona.number.digits(),
            "name": persona.person.name.full(),
            "born": persona.person.born,
            "story": persona.story,
            "represents": self.represented_by(persona),
            "works_as": persona.works.iter().map(|post| post.role.as_str()).collect::<Vec<_>>(),
        })
    }

    /// Ids of those whom `actor` may act for today, by parenthood or by power.
    pub fn represented_by(&self, actor: &Persona) -> Vec<&str> {
        let represented = |subject: &&Persona| self.is_tied(subject, actor) && self.has_a_basis(subject, actor);
        self.personas.iter().filter(represented).map(|subject| subject.id.as_str()).collect()
    }

    /// Few are: asked first, so that the rules need not be asked about all.
    fn is_tied(&self, subject: &Persona, actor: &Persona) -> bool {
        subject.powers_given.iter().any(|given| given.receiver == actor.person.id)
            || self.wards.contains(&(actor.person.id, subject.person.id))
    }

    fn has_a_basis(&self, subject: &Persona, actor: &Persona) -> bool {
        let facts = subject.facts();
        let relations = self.relations_between(subject, actor);
        !facts.dead && relations.iter().any(|relation| represents(relation, &facts, self.today).is_some())
    }

    fn relations_between(&self, subject: &Persona, actor: &Persona) -> Vec<Relation> {
        let person = &actor.person;
        let facts = ActorFacts { born: person.born, dead: person.is_dead(), protection: person.protection };
        let held = subject.powers_given.iter().filter(|given| given.receiver == actor.person.id);
        let held = held.map(|given| Relation::Holder { power: given.power.clone(), actor: facts });
        held.chain(self.parenthood(subject, actor, facts)).collect()
    }

    fn parenthood(&self, subject: &Persona, actor: &Persona, facts: ActorFacts) -> Option<Relation> {
        let responsible = self.others(subject, RelationKind::Responsible);
        if !responsible.contains(&actor.person.id) {
            return None;
        }
        let parents = self.others(subject, RelationKind::Parent);
        let parents = parents.iter().filter_map(|id| self.of_person(*id)).map(|it| it.person.clone()).collect();
        let (child, adult) = (subject.person.clone(), actor.person.clone());
        let seen = Surroundings { subject: child, actor: adult, parents, responsible };
        let a_parent_at_childs_address = seen.a_parent_lives_with_subject();
        Some(Relation::Parent(Representing { responsible: true, a_parent_at_childs_address, actor: facts }))
    }

    fn others(&self, subject: &Persona, kind: RelationKind) -> Vec<PersonId> {
        let ties = self.relations.iter().filter(|tie| tie.person == subject.person.id && tie.kind == kind);
        ties.map(|tie| tie.other).collect()
    }
}

impl Persona {
    /// What the gate will know of this person once all of it is written.
    fn facts(&self) -> SubjectFacts {
        let person = &self.person;
        SubjectFacts {
            person: person.id,
            born: person.born,
            dead: person.is_dead(),
            protection: person.protection,
            municipality: person.address.as_ref().map(|home| home.municipality.clone()),
            level: self.level,
            level_set_by_another: self.level_set_by.is_some(),
            parental_consent: self.parental_consent_by.is_some(),
            restrictions: self.restrictions.clone(),
        }
    }
}
