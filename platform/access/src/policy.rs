//! A service as the gate knows it: its row in the table of rules, and where it is to be had.

use crate::rules::ServiceRules;

/// What a service hands the gate. A `const` in its `mod.rs`.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    pub rules: &'static ServiceRules,
    pub reach: Reach,
}

/// Where a service is to be had (L6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Everywhere,
    /// For inhabitants of municipalities that an operator has connected.
    ConnectedMunicipalities,
    /// For persons, municipalities and regions chosen for a pilot.
    Pilot,
}

impl Policy {
    /// A service for everyone, wherever they live.
    pub const fn everywhere(rules: &'static ServiceRules) -> Self {
        Self { rules, reach: Reach::Everywhere }
    }
}
