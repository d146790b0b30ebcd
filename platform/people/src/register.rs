//! The population register as the rest of the house asks it, whatever stands behind.

use db::{DbError, PersonId};
use futures_util::future::BoxFuture;
use jiff::civil::Date;
use thiserror::Error;

use crate::{Identifier, NationalNumber, Person, RegisterEvent};

/// The answer of the register, in time.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, RegisterError>>;

/// The population register. What it says holds from the moment it is told: nothing here may be cached.
pub trait PopulationRegister: Send + Sync {
    /// The person who has or had this number; after a merger the continuing one.
    fn find_by_number<'a>(&'a self, number: &'a NationalNumber) -> Answer<'a, Option<PersonId>>;

    /// One person. The id of a merged record gives the continuing person, whose `id` is another.
    fn person(&self, id: PersonId) -> Answer<'_, Option<Person>>;

    /// Those of `ids` that are known, in the order of `ids`. Merged records as in [`PopulationRegister::person`].
    fn persons<'a>(&'a self, ids: &'a [PersonId]) -> Answer<'a, Vec<Person>>;

    /// All that the gate needs of subject and actor (R2), in one round trip. `None` when either is unknown or merged
    /// into another: who holds such an id looks the number up again.
    fn surroundings(&self, subject: PersonId, actor: PersonId) -> Answer<'_, Option<Surroundings>>;

    /// The actor and everyone for whom they have parental responsibility, of any age, in one round trip: every page of
    /// one who is logged in asks it. Whom of them the actor may represent, the gate decides. `None` when the actor is
    /// unknown or merged into another.
    fn household(&self, actor: PersonId) -> Answer<'_, Option<Household>>;

    /// Everyone who has parental responsibility for the child; whether they may represent it, the gate decides.
    fn responsible_for(&self, child: PersonId) -> Answer<'_, Vec<PersonId>>;

    /// Every number the person has or had, those in use first.
    fn identifiers(&self, person: PersonId) -> Answer<'_, Vec<Identifier>>;

    /// Those who reach `age` on `day`, for the daily job. The dead among them included.
    fn reaching(&self, age: i16, day: Date) -> Answer<'_, Vec<PersonId>>;

    /// Takes in a change; it holds when this returns.
    fn apply(&self, event: RegisterEvent) -> Answer<'_, ()>;
}

/// A person, and the surroundings of each they are responsible for, in the order of their ids.
#[derive(Clone, Debug, PartialEq)]
pub struct Household {
    pub actor: Person,
    pub wards: Vec<Surroundings>,
}

/// Subject and actor as the gate sees them (R2, R8).
#[derive(Clone, Debug, PartialEq)]
pub struct Surroundings {
    pub subject: Person,
    /// Equal to `subject` when one acts for oneself.
    pub actor: Person,
    /// The subject's legal parents. Not read, and empty, when one acts for oneself.
    pub parents: Vec<Person>,
    /// Who has parental responsibility for the subject. Not read, and empty, when one acts for oneself.
    pub responsible: Vec<PersonId>,
}

impl Surroundings {
    /// Has the actor parental responsibility for the subject?
    pub fn actor_is_responsible(&self) -> bool {
        self.responsible.contains(&self.actor.id)
    }

    /// Is a living legal parent registered in the subject's dwelling? Then both parents may represent, else neither.
    pub fn a_parent_lives_with_subject(&self) -> bool {
        let home = self.subject.address.as_ref().map(|address| &address.dwelling);
        let lives_there =
            |parent: &Person| !parent.is_dead() && parent.address.as_ref().map(|address| &address.dwelling) == home;
        home.is_some() && self.parents.iter().any(lives_there)
    }
}

/// Why the register did not answer, or did not take an event.
#[derive(Debug, Error)]
pub enum RegisterError {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error("the register holds a person in a form that cannot be read")]
    Unreadable,
    #[error("the event is about a person the register does not know")]
    UnknownPerson,
    #[error("the number belongs to another person; only a merger joins them")]
    NumberTaken,
}
