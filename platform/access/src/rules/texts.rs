//! The rules' words as keys of texts that people read, in three languages.

use super::{Area, Basis, Level, Refusal, Role};

/// Language and Fluent source: Bokmål, Nynorsk, English.
pub const TEXTS: [(&str, &str); 3] = [
    ("nb", include_str!("../../texts/nb.ftl")),
    ("nn", include_str!("../../texts/nn.ftl")),
    ("en", include_str!("../../texts/en.ftl")),
];

impl Refusal {
    /// The key of what the reader is told; `None` when nothing may be told (R4, R8).
    pub const fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::NoTrace => return None,
            Self::Dead => "refusal-dead",
            Self::AccessRemoved => "refusal-access-removed",
            Self::Age => "refusal-age",
            Self::AgeOfChild => "refusal-age-of-child",
            Self::ParentalConsent => "refusal-parental-consent",
            Self::OnlyThePerson => "refusal-only-the-person",
            Self::OutsideThePower => "refusal-outside-the-power",
            Self::PowerSeesOnly => "refusal-power-sees-only",
            Self::ConsentLevel => "refusal-consent-level",
            Self::TermsNotAccepted => "refusal-terms-not-accepted",
            Self::ServiceOff => "refusal-service-off",
            Self::MunicipalityNotConnected => "refusal-municipality-not-connected",
            Self::InPilot => "refusal-in-pilot",
            Self::NotYourRole => "refusal-not-your-role",
            Self::OwnData => "refusal-own-data",
        })
    }

    /// The key of the line above a list whose sources are fewer for this reason ([`super::Granted::narrowed`]).
    pub const fn narrowed_key(self) -> Option<&'static str> {
        match self {
            Self::Age => Some("narrowed-age"),
            Self::ParentalConsent => Some("narrowed-parental-consent"),
            _ => None,
        }
    }
}

impl Basis {
    /// The key of the reason in the usage log (B1).
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Oneself => "basis-oneself",
            Self::ParentalResponsibility => "basis-parental-responsibility",
            Self::PowerOfAttorney(_) => "basis-power-of-attorney",
            Self::AttestedPower(_) => "basis-attested-power",
            Self::AtWork => "basis-at-work",
        }
    }
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Basic, Self::BasicPlus, Self::Full];

    /// The key of the level's name (L3).
    pub const fn key(self) -> &'static str {
        match self {
            Self::Basic => "level-basic",
            Self::BasicPlus => "level-basic-plus",
            Self::Full => "level-full",
        }
    }
}

impl Area {
    pub const ALL: [Self; 3] = [Self::Registered, Self::PatientRecord, Self::Digital];

    /// The key of the area's name (R5).
    pub const fn key(self) -> &'static str {
        match self {
            Self::Registered => "area-registered",
            Self::PatientRecord => "area-patient-record",
            Self::Digital => "area-digital",
        }
    }
}

impl Role {
    /// The key of the role's name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Clerk => "role-clerk",
            Self::Nurse => "role-nurse",
            Self::Midwife => "role-midwife",
            Self::Doctor => "role-doctor",
            Self::Carer => "role-carer",
            Self::Administrator => "role-administrator",
            Self::Guidance => "role-guidance",
            Self::Operator => "role-operator",
        }
    }
}
