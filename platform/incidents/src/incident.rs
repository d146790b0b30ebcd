//! An incident or planned maintenance, and what was told of it.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{Component, State};

/// Maintenance is told on every page so long before it begins.
const TOLD_BEFORE: SignedDuration = SignedDuration::from_hours(24);

/// What it does to those who use the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impact {
    /// Slow, or not all of it.
    Degraded,
    Down,
    /// Planned: from one moment to another.
    Maintenance,
}

impl Impact {
    pub const ALL: [Self; 3] = [Self::Degraded, Self::Down, Self::Maintenance];

    /// As it stands in the column and in commands.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Degraded => "degraded",
            Self::Down => "down",
            Self::Maintenance => "maintenance",
        }
    }

    /// The way back from [`Impact::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|impact| impact.as_str() == word)
    }

    /// How a part is while it lasts.
    pub fn state(self) -> State {
        match self {
            Self::Degraded => State::Degraded,
            Self::Down => State::Down,
            Self::Maintenance => State::Maintenance,
        }
    }
}

/// A sentence or two, in each language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    pub nb: String,
    pub nn: String,
    pub en: String,
}

impl Texts {
    /// In the language of a tag; Bokmål for one that has none of its own.
    pub fn of(&self, language: &str) -> &str {
        match language {
            "nn" => &self.nn,
            "en" => &self.en,
            _ => &self.nb,
        }
    }
}

/// What was told at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    pub at: Timestamp,
    pub texts: Texts,
}

/// Something that is, was or will be wrong with a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    pub id: Uuid,
    pub component: Component,
    pub impact: Impact,
    pub starts_at: Timestamp,
    /// When planned maintenance is over.
    pub ends_at: Option<Timestamp>,
    pub resolved_at: Option<Timestamp>,
    /// The first one first; never empty.
    pub updates: Vec<Update>,
}

impl Incident {
    /// When it was over, if it is.
    pub fn over_at(&self, now: Timestamp) -> Option<Timestamp> {
        self.resolved_at.or(self.ends_at.filter(|ends| *ends <= now))
    }

    /// It goes on.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.starts_at <= now && self.over_at(now).is_none()
    }

    /// It has yet to begin, and is not called off.
    pub fn is_planned(&self, now: Timestamp) -> bool {
        self.starts_at > now && self.resolved_at.is_none()
    }

    /// Told on every page: it goes on, or begins within a day.
    pub fn is_current(&self, now: Timestamp) -> bool {
        self.is_open(now) || self.is_planned(now) && self.starts_at <= now + TOLD_BEFORE
    }

    /// The newest that was told of it, in the language of a tag.
    pub fn text(&self, language: &str) -> &str {
        self.updates.last().map_or("", |update| update.texts.of(language))
    }
}
