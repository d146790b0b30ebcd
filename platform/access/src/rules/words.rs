//! The words that stand for levels, areas, reasons and bases in columns and text keys.

use uuid::Uuid;

use super::{Area, Basis, Level, PowerKind, Refusal, Role};

/// Gives an enum without fields its word and the way back.
macro_rules! words {
    ($type:ty { $($variant:ident = $word:literal,)* }) => {
        impl $type {
            /// As it stands in a column; with `-` for `_`, the end of its text key.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The way back from [`Self::as_str`].
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

words!(Level { Basic = "basic", BasicPlus = "basic_plus", Full = "full", });
words!(Area { Registered = "registered", PatientRecord = "patient_record", Digital = "digital", });
words!(PowerKind { Ordinary = "ordinary", Attested = "attested", Pharmacy = "pharmacy", });
words!(Role {
    Clerk = "clerk",
    Nurse = "nurse",
    Midwife = "midwife",
    Doctor = "doctor",
    Carer = "carer",
    Administrator = "administrator",
    Guidance = "guidance",
    Operator = "operator",
});
words!(Refusal {
    NoTrace = "no_trace",
    Dead = "dead",
    AccessRemoved = "access_removed",
    Age = "age",
    AgeOfChild = "age_of_child",
    ParentalConsent = "parental_consent",
    OnlyThePerson = "only_the_person",
    OutsideThePower = "outside_the_power",
    PowerSeesOnly = "power_sees_only",
    ConsentLevel = "consent_level",
    TermsNotAccepted = "terms_not_accepted",
    ServiceOff = "service_off",
    MunicipalityNotConnected = "municipality_not_connected",
    InPilot = "in_pilot",
    NotYourRole = "not_your_role",
    OwnData = "own_data",
});

const POWER: &str = "power_of_attorney";
/// Begins as every word of a power does: the usage log tells them from parents by it.
const ATTESTED: &str = "power_attested";
const AT_WORK: &str = "at_work";

impl Basis {
    /// As the usage log keeps it: `power_of_attorney:<id>` names the power, `power_attested:<id>` one on a certificate.
    pub fn to_word(&self) -> String {
        match self {
            Self::Oneself => "oneself".to_owned(),
            Self::ParentalResponsibility => "parental_responsibility".to_owned(),
            Self::PowerOfAttorney(power) => format!("{POWER}:{power}"),
            Self::AttestedPower(power) => format!("{ATTESTED}:{power}"),
            Self::AtWork => AT_WORK.to_owned(),
        }
    }

    /// The way back from [`Basis::to_word`].
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "oneself" => Some(Self::Oneself),
            "parental_responsibility" => Some(Self::ParentalResponsibility),
            AT_WORK => Some(Self::AtWork),
            power => {
                let (kind, id) = power.split_once(':')?;
                let id = Uuid::parse_str(id).ok()?;
                match kind {
                    POWER => Some(Self::PowerOfAttorney(id)),
                    ATTESTED => Some(Self::AttestedPower(id)),
                    _ => None,
                }
            }
        }
    }
}
