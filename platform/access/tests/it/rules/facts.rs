//! Facts for the tests to vary, all open until one closes them.

use access::rules::{ActorFacts, Area, Level, Power, PowerKind, Relation, Representing, Restrictions, SubjectFacts};
use jiff::{ToSpan, civil::Date};
use people::{PersonId, Protection};
use uuid::Uuid;

/// The day on which every test stands.
pub const TODAY: Date = jiff::civil::date(2026, 11, 21);

/// Somebody whose birthday is today.
pub fn born(years: i16) -> Date {
    TODAY.checked_sub(years.years()).expect("an age of a living person")
}

/// A person at the highest level, with everything open.
pub fn subject(years: i16) -> SubjectFacts {
    SubjectFacts {
        person: PersonId(Uuid::nil()),
        born: born(years),
        dead: false,
        protection: Protection::None,
        municipality: Some("0301".to_owned()),
        level: Some(Level::Full),
        level_set_by_another: false,
        parental_consent: true,
        restrictions: Restrictions::default(),
    }
}

/// A living grown-up without protection.
pub fn actor() -> ActorFacts {
    ActorFacts { born: born(40), dead: false, protection: Protection::None }
}

/// A parent with responsibility and a parent at the child's address.
pub fn representing() -> Representing {
    Representing { responsible: true, a_parent_at_childs_address: true, actor: actor() }
}

/// An open-ended power that lets one act, in force since today.
pub fn power(areas: &[Area]) -> Power {
    Power {
        id: Uuid::nil(),
        kind: PowerKind::Ordinary,
        areas: areas.to_vec(),
        may_act: true,
        starts: TODAY,
        ends: None,
        ended: false,
    }
}

/// The same on a doctor's certificate.
pub fn attested(areas: &[Area]) -> Power {
    Power { kind: PowerKind::Attested, ..power(areas) }
}

/// The holder of `power`.
pub fn holder(power: Power) -> Relation {
    Relation::Holder { power, actor: actor() }
}
