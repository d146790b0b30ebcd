//! Everyone a person may act for, with names: the person selector (R1).

use access::{Standing, rules::Basis};
use db::PersonId;

use crate::{PageError, Person, Portal, Relationship, Who};

/// How the actor stands to themself first, then to those they represent today, by name.
pub async fn represented(portal: &Portal, actor: PersonId) -> Result<Vec<Standing>, PageError> {
    let (oneself, mut others) = portal.gate().standings(actor).await?;
    others.sort_by_cached_key(|standing| standing.name.full());
    others.insert(0, oneself);
    Ok(others)
}

/// The bar's view of it: whom the page is about, and the choices when there are any.
pub fn who(portal: &Portal, actor: PersonId, subject: &Standing, everyone: &[Standing]) -> Who {
    let home = |standing: &Standing| format!("/p/{}", portal.handles().of(actor, standing.subject.person));
    let choices = everyone.iter().filter(|_| everyone.len() > 1).map(|standing| Person {
        name: standing.name.full(),
        relationship: relationship(standing),
        href: home(standing),
        current: standing.subject.person == subject.subject.person,
    });
    Who {
        name: subject.name.full(),
        relationship: relationship(subject),
        home: home(subject),
        choices: choices.collect(),
    }
}

fn relationship(standing: &Standing) -> Relationship {
    match standing.basis() {
        Some(Basis::ParentalResponsibility) => Relationship::Child,
        Some(Basis::PowerOfAttorney(_) | Basis::AttestedPower(_)) => Relationship::Power,
        Some(Basis::Oneself | Basis::AtWork) | None => Relationship::Oneself,
    }
}
