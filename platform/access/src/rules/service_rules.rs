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
    /// The area a power of attorney must cover; `None`: no power opens it (the usage log apart, S4).
    pub power_area: Option<Area>,
    /// A holder may act in it, if the power says so.
    pub power_may_act: bool,
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
