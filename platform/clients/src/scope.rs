//! What a system may do: SMART v2 system scopes, `system/Appointment.crus`.

use std::{collections::BTreeMap, fmt, str::FromStr};

use thiserror::Error;

/// One thing that a system does with a resource type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    Create,
    Read,
    Update,
    Search,
}

/// The letters of a scope and their bits, in the order SMART writes them. `d` is known, and no right is behind it yet.
const LETTERS: [(char, u8); 5] = [('c', 1), ('r', 2), ('u', 4), ('d', 8), ('s', 16)];

impl Right {
    fn bit(self) -> u8 {
        match self {
            Self::Create => 1,
            Self::Read => 2,
            Self::Update => 4,
            Self::Search => 16,
        }
    }

    /// Its letter in a scope.
    pub fn letter(self) -> char {
        LETTERS.iter().find(|(_, bit)| *bit == self.bit()).map_or('?', |(letter, _)| *letter)
    }
}

/// A set of scopes: rights by resource type, `*` for all types. Written and read as text with spaces between.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scopes(BTreeMap<String, u8>);

/// A text that is no scope we know.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ScopeError {
    #[error("a scope must be system/TYPE.RIGHTS, with rights of the letters c, r, u, d, s in that order")]
    Form,
    #[error("search parameters in a scope are not supported")]
    Parameters,
}

impl Scopes {
    /// Whether these give `right` on `resource_type`.
    pub fn give(&self, resource_type: &str, right: Right) -> bool {
        (self.bits(resource_type) & right.bit()) != 0
    }

    /// Whether everything in `self` is in `other`.
    pub fn within(&self, other: &Self) -> bool {
        self.0.iter().all(|(kind, bits)| (bits & !other.bits(kind)) == 0)
    }

    /// What both give.
    pub fn and(&self, other: &Self) -> Self {
        let kinds = self.0.keys().chain(other.0.keys());
        let both = |kind: &String| Some((kind.clone(), self.bits(kind) & other.bits(kind)));
        Self(kinds.filter_map(both).filter(|(_, bits)| *bits != 0).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is given on a type, by its own scope and by that for all types.
    fn bits(&self, kind: &str) -> u8 {
        let of = |kind: &str| self.0.get(kind).copied().unwrap_or(0);
        of(kind) | of("*")
    }

    fn add(&mut self, scope: &str) -> Result<(), ScopeError> {
        let (kind, rights) =
            scope.strip_prefix("system/").and_then(|rest| rest.split_once('.')).ok_or(ScopeError::Form)?;
        if rights.contains('?') {
            return Err(ScopeError::Parameters);
        }
        if kind != "*" && !is_type_name(kind) {
            return Err(ScopeError::Form);
        }
        *self.0.entry(kind.to_owned()).or_default() |= bits(rights)?;
        Ok(())
    }
}

/// FHIR's type names: `AllergyIntolerance`.
fn is_type_name(text: &str) -> bool {
    let is_name = text.starts_with(|first: char| first.is_ascii_uppercase());
    is_name && text.len() <= 64 && text.chars().all(|char| char.is_ascii_alphabetic())
}

/// Letters in SMART's order, each once.
fn bits(rights: &str) -> Result<u8, ScopeError> {
    let mut known = LETTERS.iter();
    let mut bits = 0;
    for letter in rights.chars() {
        let (_, bit) = known.find(|(known, _)| *known == letter).ok_or(ScopeError::Form)?;
        bits |= bit;
    }
    if bits == 0 { Err(ScopeError::Form) } else { Ok(bits) }
}

impl FromStr for Scopes {
    type Err = ScopeError;

    fn from_str(text: &str) -> Result<Self, ScopeError> {
        let mut scopes = Self::default();
        text.split(' ').filter(|scope| !scope.is_empty()).try_for_each(|scope| scopes.add(scope))?;
        Ok(scopes)
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (kind, bits)) in self.0.iter().enumerate() {
            let rights: String =
                LETTERS.iter().filter(|(_, bit)| (bits & bit) != 0).map(|(letter, _)| letter).collect();
            let gap = if at == 0 { "" } else { " " };
            write!(f, "{gap}system/{kind}.{rights}")?;
        }
        Ok(())
    }
}
