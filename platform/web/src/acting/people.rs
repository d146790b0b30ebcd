//! Everyone a person may act for, with names: the person selector (R1).

use std::collections::HashMap;

use access::rules::Basis;
use db::PersonId;

use crate::{PageError, Person, Portal, Relationship, Who};

/// Somebody the actor may represent, or the actor.
pub struct Known {
    pub id: PersonId,
    pub name: String,
    pub relationship: Relationship,
}

/// The actor first, then those they represent today, by name.
pub async fn represented(portal: &Portal, actor: PersonId) -> Result<Vec<Known>, PageError> {
    let others = portal.gate().represented(actor).await?;
    let mut ids = vec![actor];
    ids.extend(others.iter().map(|(subject, _)| *subject));
    let persons = portal.gate().register().persons(&ids).await.map_err(PageError::unavailable)?;
    let names: HashMap<PersonId, String> = persons.into_iter().map(|p| (p.id, p.name.full())).collect();
    let known = |id, relationship| names.get(&id).map(|name| Known { id, name: name.clone(), relationship });
    let mut rest: Vec<Known> = others.iter().filter_map(|(id, basis)| known(*id, relationship(basis))).collect();
    rest.sort_by(|a, b| a.name.cmp(&b.name));
    let mut all: Vec<Known> = known(actor, Relationship::Oneself).into_iter().collect();
    all.extend(rest);
    Ok(all)
}

/// The bar's view of it: whom the page is about, and the choices when there are any.
pub fn who(portal: &Portal, actor: PersonId, subject: &Known, everyone: &[Known]) -> Who {
    let home = |id| format!("/p/{}", portal.handles().of(actor, id));
    let choices = everyone.iter().filter(|_| everyone.len() > 1).map(|known| Person {
        name: known.name.clone(),
        relationship: known.relationship,
        href: home(known.id),
        current: known.id == subject.id,
    });
    Who {
        name: subject.name.clone(),
        relationship: subject.relationship,
        home: home(subject.id),
        choices: choices.collect(),
    }
}

fn relationship(basis: &Basis) -> Relationship {
    match basis {
        Basis::Oneself => Relationship::Oneself,
        Basis::ParentalResponsibility => Relationship::Child,
        Basis::PowerOfAttorney(_) => Relationship::Power,
    }
}
