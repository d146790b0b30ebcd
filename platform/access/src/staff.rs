//! Who is at work, for which office, as what: read afresh from the members in every request.

use people::{Address, Name, PersonId};
use uuid::Uuid;

use crate::{
    Actor, Gate, GateError,
    rules::{Action, MEMBERS, Refusal, Role},
    state::{self, Member},
};

/// A member of staff at work. Only [`Gate::staff`] makes one, from a role that stands at that moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    pub(crate) person: PersonId,
    pub(crate) membership: Uuid,
    pub(crate) organisation: String,
    pub(crate) office: Uuid,
    pub(crate) role: Role,
}

impl Staff {
    /// Who it is, as a person in the register.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// Under which role of theirs they work.
    pub fn membership(&self) -> Uuid {
        self.membership
    }

    /// Organisation number of the health service they work for: all that they may see is its own.
    pub fn organisation(&self) -> &str {
        &self.organisation
    }

    /// The office they work at.
    pub fn office(&self) -> Uuid {
        self.office
    }

    pub fn role(&self) -> Role {
        self.role
    }

    /// Role and reason, or refusal, as one word of the log: `nurse:queue`.
    pub(crate) fn word(&self, why: &str) -> String {
        format!("{}:{why}", self.role.as_str())
    }
}

impl From<Staff> for Actor {
    fn from(staff: Staff) -> Self {
        Self::Staff(staff)
    }
}

/// Why somebody at work looks at a person: said in the person's usage log (S4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// What was sent to the office waits for an answer.
    Queue,
    /// They have, or are to have, an appointment here.
    Appointment,
    /// The office is one of the person's health contacts.
    Contact,
    /// They have or had a role at the office: for those who staff it.
    Member,
    /// They are the other side of a power of attorney of somebody whose account was looked at (O4).
    Power,
    /// In their own words, which the person reads: 1 to 500 characters.
    Stated(String),
}

impl Reason {
    /// As the usage log keeps it; what was stated lies beside, sealed with the person's key.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Queue => "queue",
            Self::Appointment => "appointment",
            Self::Contact => "contact",
            Self::Member => "member",
            Self::Power => "power",
            Self::Stated(_) => "stated",
        }
    }

    /// The way back, with the words that were stated.
    pub(crate) fn parse(word: &str, words: Option<String>) -> Option<Self> {
        Some(match word {
            "queue" => Self::Queue,
            "appointment" => Self::Appointment,
            "contact" => Self::Contact,
            "member" => Self::Member,
            "power" => Self::Power,
            "stated" => Self::Stated(words.unwrap_or_default()),
            _ => return None,
        })
    }

    pub(crate) fn words(&self) -> Option<&str> {
        if let Self::Stated(words) = self { Some(words) } else { None }
    }
}

/// What staff are shown of who a person is. It says nothing of where somebody with a protected address is to be found,
/// nor that the address is protected (R8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub name: Name,
    pub born: jiff::civil::Date,
    pub dead: bool,
    /// Whether they use the portal: what is written to others reaches nobody (L3).
    pub user: bool,
    /// The registered home; `None` for one who has none, or whose address is protected.
    pub home: Option<Address>,
}

impl Gate {
    /// The member of staff whom a session at work is for. `None` when the role is another's or has ended.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn staff(&self, person: PersonId, membership: Uuid) -> Result<Option<Staff>, GateError> {
        Ok(state::standing_member(self.db(), person, membership).await?)
    }

    /// The roles that a person has now: what they may be at work as.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn roles(&self, person: PersonId) -> Result<Vec<Member>, GateError> {
        Ok(state::roles_of(self.db(), person).await?)
    }

    /// Everyone who has or had a role in the organisation of one at work, the latest first, in a role that staffs it.
    ///
    /// # Errors
    /// [`Refusal::NotYourRole`] for others; a fault of the database.
    pub async fn colleagues(&self, staff: &Staff) -> Result<Vec<Member>, GateError> {
        if !staff.role.opens(&MEMBERS, Action::See) {
            return Err(GateError::Refused(Refusal::NotYourRole));
        }
        Ok(state::members_of(self.db(), &staff.organisation).await?)
    }
}
