//! Who somebody is to somebody else.

use db::PersonId;
use serde::{Deserialize, Serialize};

/// `person` has `other` as `kind`, by the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Relation {
    pub person: PersonId,
    pub other: PersonId,
    pub kind: RelationKind,
}

impl Relation {
    /// The same tie seen from the other end.
    pub fn reversed(self) -> Self {
        Self { person: self.other, other: self.person, kind: self.kind.reversed() }
    }
}

/// Who `other` is to `person`. Kept from both ends, so that either person's own rows answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// A legal parent: mother, father or co-mother (*mor*, *far*, *medmor*).
    Parent,
    /// The other end of [`RelationKind::Parent`].
    Child,
    /// One who has parental responsibility (*foreldreansvar*) for the person.
    Responsible,
    /// The other end of [`RelationKind::Responsible`]: a child the person is responsible for.
    Ward,
    /// The spouse or partner.
    Spouse,
}

impl RelationKind {
    /// What the person is to `other`.
    pub fn reversed(self) -> Self {
        match self {
            Self::Parent => Self::Child,
            Self::Child => Self::Parent,
            Self::Responsible => Self::Ward,
            Self::Ward => Self::Responsible,
            Self::Spouse => Self::Spouse,
        }
    }

    /// As it stands in the column `kind`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Parent => "parent",
            Self::Child => "child",
            Self::Responsible => "responsible",
            Self::Ward => "ward",
            Self::Spouse => "spouse",
        }
    }

    /// From the column `kind`.
    pub fn from_column(text: &str) -> Option<Self> {
        [Self::Parent, Self::Child, Self::Responsible, Self::Ward, Self::Spouse]
            .into_iter()
            .find(|kind| kind.as_str() == text)
    }
}
