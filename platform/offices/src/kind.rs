//! What kind of office it is: decides whom it is for and which marks its items carry.

use access::rules::ItemSource;

/// The kinds of offices that people can turn to (C1, C10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfficeKind {
    Gp,
    Hospital,
    HomeCare,
    HealthCentre,
    SchoolHealth,
    Midwife,
    YouthCentre,
    /// The installation's own: its guidance service and its operators. Nobody writes to it, and it has no patients.
    Portal,
}

impl OfficeKind {
    /// Those that people turn to.
    pub const ALL: [Self; 7] = [
        Self::Gp,
        Self::Hospital,
        Self::HomeCare,
        Self::HealthCentre,
        Self::SchoolHealth,
        Self::Midwife,
        Self::YouthCentre,
    ];

    /// As it stands in a column, and with `-` for `_` in a text key.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gp => "gp",
            Self::Hospital => "hospital",
            Self::HomeCare => "home_care",
            Self::HealthCentre => "health_centre",
            Self::SchoolHealth => "school_health",
            Self::Midwife => "midwife",
            Self::YouthCentre => "youth_centre",
            Self::Portal => "portal",
        }
    }

    /// The way back from [`OfficeKind::as_str`].
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Portal]).find(|kind| kind.as_str() == word)
    }

    /// The service that a municipality connects for this kind of office (L6); `None` where none has to be connected.
    pub const fn service(self) -> Option<&'static str> {
        match self {
            Self::Gp | Self::Hospital | Self::Portal => None,
            municipal => Some(municipal.as_str()),
        }
    }

    /// Code of the municipality's service (Volven 7619); `None` for those that are not one.
    pub const fn municipal_code(self) -> Option<&'static str> {
        match self {
            Self::Gp | Self::Hospital | Self::Portal => None,
            Self::HealthCentre => Some("3"),
            Self::SchoolHealth => Some("4"),
            Self::Midwife => Some("5"),
            Self::YouthCentre => Some("6"),
            Self::HomeCare => Some("7"),
        }
    }

    /// The way back from [`OfficeKind::municipal_code`].
    pub fn of_municipal_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.municipal_code() == Some(code))
    }

    /// What its items come from: the gate narrows a youth's items by it (L2).
    pub const fn item_source(self) -> ItemSource {
        match self {
            Self::Gp => ItemSource::Gp,
            Self::Hospital => ItemSource::Hospital,
            Self::SchoolHealth => ItemSource::SchoolNurse,
            Self::HomeCare | Self::HealthCentre | Self::Midwife | Self::YouthCentre => ItemSource::Municipal,
            Self::Portal => ItemSource::Other,
        }
    }
}
