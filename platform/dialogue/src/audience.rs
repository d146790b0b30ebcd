//! For whom a conversation's head is made: the same message may be hidden from parents or from the youth (R4).

use access::rules::{Flags, Reader};

/// One of the three views that marks can make of a conversation. As a column: 0, 1, 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i64)]
pub enum Audience {
    Everyone = 0,
    Parents = 1,
    Youth = 2,
}

impl Audience {
    pub const ALL: [Self; 3] = [Self::Everyone, Self::Parents, Self::Youth];

    /// The view that a reader has.
    pub fn of(reader: &Reader) -> Self {
        match (reader.as_parent, reader.as_youth) {
            (true, _) => Self::Parents,
            (false, true) => Self::Youth,
            (false, false) => Self::Everyone,
        }
    }

    /// Whether a message with these marks is in the view.
    pub fn sees(self, flags: Flags) -> bool {
        match self {
            Self::Everyone => true,
            Self::Parents => !flags.hidden_from_parents,
            Self::Youth => !flags.hidden_from_youth,
        }
    }

    /// The marks of the view's own row: a reader who asks for another's view gets nothing from the gate.
    pub fn marks(self) -> Flags {
        Flags { hidden_from_parents: self != Self::Parents, hidden_from_youth: self != Self::Youth }
    }
}
