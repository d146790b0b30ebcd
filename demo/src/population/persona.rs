//! A synthetic person with all that makes them worth logging in as.

use access::rules::{Level, Power, Restrictions, Role};
use offices::OfficeKind;
use people::{Identifier, NationalNumber, Person, PersonId};

/// One person of the demo. What the register does not hold is plain data, for the seeding to write where it belongs.
#[derive(Clone, Debug)]
pub struct Persona {
    /// Short and stable over seeds and days, for instance `kari-mor`.
    pub id: String,
    /// Why this person is there: one line of English.
    pub story: String,
    pub person: Person,
    /// At the start; [`super::Population::events`] may change it. The one to log in with is [`Persona::number`].
    pub identifiers: Vec<Identifier>,
    /// The number to log in with after the events.
    pub number: NationalNumber,
    /// `None`: has not accepted the terms, or for a child: no parent has chosen a level.
    pub level: Option<Level>,
    /// The parent who chose the level of a child; `None`: the person did.
    pub level_set_by: Option<PersonId>,
    /// The parent who has consented to the youth's own log-in at 13–15 (L2).
    pub parental_consent_by: Option<PersonId>,
    pub restrictions: Restrictions,
    pub powers_given: Vec<GivenPower>,
    /// Where they work and as what.
    pub works: Vec<Post>,
}

/// A role at an office of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    pub kind: OfficeKind,
    /// Four digits; `None` for an office for people from everywhere: the first of its kind.
    pub municipality: Option<&'static str>,
    pub role: Role,
    /// A made-up number in the register of health personnel.
    pub hpr: Option<&'static str>,
}

/// A power of attorney and who holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenPower {
    pub receiver: PersonId,
    pub power: Power,
}

impl Persona {
    pub(super) fn story(&mut self, story: &str) -> &mut Self {
        story.clone_into(&mut self.story);
        self
    }

    pub(super) fn level(&mut self, level: Level) -> &mut Self {
        self.level = Some(level);
        self
    }

    pub(super) fn no_level(&mut self) -> &mut Self {
        self.level = None;
        self
    }

    pub(super) fn consent_of(&mut self, parent: PersonId) -> &mut Self {
        self.parental_consent_by = Some(parent);
        self
    }

    pub(super) fn works<const N: usize>(&mut self, posts: [Post; N]) -> &mut Self {
        self.works.extend(posts);
        self
    }

    pub(super) fn edit(&mut self, edit: impl FnOnce(&mut Person)) -> &mut Self {
        edit(&mut self.person);
        self
    }

    pub(super) fn restrict(&mut self, restrict: impl FnOnce(&mut Restrictions)) -> &mut Self {
        restrict(&mut self.restrictions);
        self
    }
}
