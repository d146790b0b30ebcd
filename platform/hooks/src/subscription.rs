//! A subscription as it stands.

use jiff::Timestamp;
use records::search::Position;
use uuid::Uuid;

use crate::Criteria;

/// How far it is, as FHIR says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The system has not answered a first call yet.
    Requested,
    Active,
    /// The system does not answer as it should; it is called again.
    Error,
    /// No call goes out any more, until the system asks for it again.
    Off,
}

impl State {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Active => "active",
            Self::Error => "error",
            Self::Off => "off",
        }
    }

    pub(crate) fn parse(text: &str) -> Self {
        let all = [Self::Requested, Self::Active, Self::Error];
        all.into_iter().find(|it| it.as_str() == text).unwrap_or(Self::Off)
    }
}

/// What a system asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Called from now on; `false` leaves it, or switches it off.
    pub on: bool,
    pub criteria: Criteria,
    pub reason: String,
    /// Checked by [`crate::Reach::check`].
    pub endpoint: String,
    /// The call names what has changed; else it says only that something has.
    pub with_ids: bool,
    pub ends_at: Option<Timestamp>,
}

/// A subscription of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    pub id: Uuid,
    /// Organisation number.
    pub organisation: String,
    /// The system that asked for it: calls go out while it may search the type.
    pub client: String,
    pub version: i64,
    pub updated_at: Timestamp,
    pub state: State,
    pub wanted: Wanted,
    /// Why the last call failed.
    pub fault: Option<String>,
    pub(crate) attempts: i64,
    pub(crate) told: Position,
    pub(crate) telling: Option<Position>,
}
