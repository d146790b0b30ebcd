//! The row of a service in the table of access rules.

use serde::{Deserialize, Serialize};

use super::Level;

/// One service's access rules: a line of the table anyone can read (B8, R3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceRules {
    /// The service's id, for instance `appointments`.
    pub service: &'static str,
    /// Feature id, for instance `C2`.
    pub feature: &'static str,
    /// Level it needs; `None` needs none.
    pub level: Option<Level>,
    /// Exists before the terms are accepted, whatever the level (L3: the usage log).
    pub before_terms: bool,
    pub parent_under_12: ParentRule,
    pub parent_12_to_15: ParentRule,
    /// 13–15 with a parent's consent.
    pub youth_with_consent: YouthRule,
    /// 13–15 without.
    pub youth_without: YouthRule,
    pub power: PowerRule,
}

impl ServiceRules {
    /// A service for the person alone, from 16 years. What others may is added by the methods below.
    pub const fn new(service: &'static str, feature: &'static str, level: Option<Level>) -> Self {
        Self {
            service,
            feature,
            level,
            before_terms: false,
            parent_under_12: ParentRule::No,
            parent_12_to_15: ParentRule::No,
            youth_with_consent: YouthRule::No,
            youth_without: YouthRule::No,
            power: PowerRule::No,
        }
    }

    pub const fn parents(self, under_12: ParentRule, from_12_to_15: ParentRule) -> Self {
        Self { parent_under_12: under_12, parent_12_to_15: from_12_to_15, ..self }
    }

    /// For 13–15, with a parent's consent and without it.
    pub const fn youth(self, with_consent: YouthRule, without: YouthRule) -> Self {
        Self { youth_with_consent: with_consent, youth_without: without, ..self }
    }

    pub const fn power(self, power: PowerRule) -> Self {
        Self { power, ..self }
    }

    pub const fn before_terms(self) -> Self {
        Self { before_terms: true, ..self }
    }

    /// Whether a level is high enough: what the gate asks, and what the matrix of levels shows (L3).
    pub fn opens_at(&self, level: Level) -> bool {
        self.level.is_none_or(|needed| needed <= level)
    }

    /// The area a power of attorney must cover, where one opens the service.
    pub const fn power_area(&self) -> Option<Area> {
        match self.power {
            PowerRule::See(area) | PowerRule::Act(area) => Some(area),
            PowerRule::No | PowerRule::OwnUseOnly => None,
        }
    }
}

/// What the holder of a power of attorney sees and does (R5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PowerRule {
    /// No power opens it.
    No,
    /// A power that covers the area lets one see; acting is the person's, or a parent's.
    See(Area),
    /// A power that covers the area lets one see, and act if it says so.
    Act(Area),
    /// In the usage log (S4): the holder's own use alone, whatever the areas.
    OwnUseOnly,
}

/// What a representing parent sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParentRule {
    Yes,
    No,
    /// In the usage log (S4): the parent's own use alone.
    OwnUseOnly,
    /// Settings that are the parent's own, not the child's (S5).
    ParentsOwn,
    /// See and not change (S1).
    SeeOnly,
    /// Only while the child is under two, and what came of it (C13).
    UnderTwoAndHistory,
}

/// What a youth of 13–15 sees of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum YouthRule {
    Yes,
    No,
    GpAndMunicipalOnly,
    SchoolNurseOnly,
    OwnUseOnly,
    /// See and not change (S1).
    SeeOwn,
    /// Their own settings (S5).
    Own,
}

/// The three areas of a power of attorney (R5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// "Information registered about you": services at level Basic.
    Registered,
    /// "Patient record": Basic+.
    PatientRecord,
    /// "Digital health services": Full.
    Digital,
}

impl Area {
    /// The level whose services it is about (R5).
    pub const fn level(self) -> Level {
        match self {
            Self::Registered => Level::Basic,
            Self::PatientRecord => Level::BasicPlus,
            Self::Digital => Level::Full,
        }
    }
}
