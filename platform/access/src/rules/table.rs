//! The rules of access, service by service: one table that anyone can read (B8, L2, L3, R3, R5).
//!
//! A new service adds its row here; `matrix()` says it in words.

use super::{Area, Level, ParentRule as Parent, ServiceRules, YouthRule as Youth};

/// An appointment hidden from the youth is not shown to the youth.
pub const APPOINTMENTS: ServiceRules = ServiceRules {
    service: "appointments",
    feature: "C2",
    level: Some(Level::Full),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::GpAndMunicipalOnly,
    youth_without: Youth::SchoolNurseOnly,
    power_area: Some(Area::Digital),
    power_may_act: true,
};

/// What a parent wrote is not shown to the youth.
pub const INBOX: ServiceRules = ServiceRules {
    service: "inbox",
    feature: "C1",
    level: Some(Level::Full),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::GpAndMunicipalOnly,
    youth_without: Youth::SchoolNurseOnly,
    power_area: Some(Area::Digital),
    power_may_act: true,
};

/// A youth sees those hidden from parents.
pub const PRESCRIPTIONS: ServiceRules = ServiceRules {
    service: "prescriptions",
    feature: "C3",
    level: Some(Level::Basic),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::Yes,
    youth_without: Youth::No,
    power_area: Some(Area::Registered),
    power_may_act: true,
};

pub const REFERRALS: ServiceRules = ServiceRules {
    service: "referrals",
    feature: "C4",
    level: Some(Level::Full),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::No,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: Some(Area::Digital),
    power_may_act: true,
};

pub const PATIENT_RECORD: ServiceRules = ServiceRules {
    service: "patient_record",
    feature: "C5",
    level: Some(Level::BasicPlus),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::No,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: Some(Area::PatientRecord),
    power_may_act: false,
};

pub const TEST_RESULTS: ServiceRules = ServiceRules {
    service: "test_results",
    feature: "C6",
    level: Some(Level::Basic),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::No,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: Some(Area::Registered),
    power_may_act: false,
};

pub const VACCINATIONS: ServiceRules = ServiceRules {
    service: "vaccinations",
    feature: "C7",
    level: Some(Level::Basic),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::Yes,
    youth_without: Youth::No,
    power_area: Some(Area::Registered),
    power_may_act: false,
};

pub const CRITICAL_INFORMATION: ServiceRules = ServiceRules {
    service: "critical_information",
    feature: "C8",
    level: Some(Level::Basic),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::No,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: Some(Area::Registered),
    power_may_act: false,
};

/// Restrictions and opt-out only by the person or (under 12) a parent.
pub const SUMMARY_CARE_RECORD: ServiceRules = ServiceRules {
    service: "summary_care_record",
    feature: "C9",
    level: Some(Level::Basic),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::No,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: Some(Area::Registered),
    power_may_act: false,
};

pub const HEALTH_CONTACTS: ServiceRules = ServiceRules {
    service: "health_contacts",
    feature: "C10",
    level: Some(Level::Basic),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::GpAndMunicipalOnly,
    youth_without: Youth::SchoolNurseOnly,
    power_area: Some(Area::Digital),
    power_may_act: true,
};

pub const CHANGE_GP: ServiceRules = ServiceRules {
    service: "change_gp",
    feature: "C11",
    level: Some(Level::Basic),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: Some(Area::Digital),
    power_may_act: true,
};

/// Open without log-in; a referral needs its own rule.
pub const TREATMENT_CENTRE: ServiceRules = ServiceRules {
    service: "treatment_centre",
    feature: "C12",
    level: None,
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::Yes,
    youth_without: Youth::Yes,
    power_area: Some(Area::Digital),
    power_may_act: true,
};

pub const EARLY_CHILDHOOD: ServiceRules = ServiceRules {
    service: "early_childhood",
    feature: "C13",
    level: Some(Level::Full),
    before_terms: false,
    parent_under_12: Parent::UnderTwoAndHistory,
    parent_12_to_15: Parent::No,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: None,
    power_may_act: false,
};

pub const HOME_CARE: ServiceRules = ServiceRules {
    service: "home_care",
    feature: "C14",
    level: Some(Level::Full),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: Some(Area::Digital),
    power_may_act: true,
};

/// Only the person; from 16.
pub const DONOR_CARD: ServiceRules = ServiceRules {
    service: "donor_card",
    feature: "C15",
    level: Some(Level::Basic),
    before_terms: false,
    parent_under_12: Parent::No,
    parent_12_to_15: Parent::No,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: None,
    power_may_act: false,
};

pub const DOCUMENTS: ServiceRules = ServiceRules {
    service: "documents",
    feature: "C16",
    level: Some(Level::Full),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::No,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: Some(Area::Digital),
    power_may_act: true,
};

/// A prescribed tool follows its own flags.
pub const TOOLS: ServiceRules = ServiceRules {
    service: "tools",
    feature: "C17",
    level: None,
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::Yes,
    youth_without: Youth::Yes,
    power_area: Some(Area::Digital),
    power_may_act: true,
};

pub const EXEMPTION_CARD: ServiceRules = ServiceRules {
    service: "exemption_card",
    feature: "C18",
    level: Some(Level::Basic),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: Some(Area::Registered),
    power_may_act: false,
};

pub const PATIENT_TRAVEL: ServiceRules = ServiceRules {
    service: "patient_travel",
    feature: "C19",
    level: Some(Level::Full),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: Some(Area::Digital),
    power_may_act: true,
};

pub const HEALTH_INSURANCE_CARD: ServiceRules = ServiceRules {
    service: "health_insurance_card",
    feature: "C20",
    level: Some(Level::Basic),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: Some(Area::Registered),
    power_may_act: true,
};

/// The account number is changed only by the person or a parent.
pub const REFUNDS: ServiceRules = ServiceRules {
    service: "refunds",
    feature: "C21",
    level: Some(Level::Basic),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: Some(Area::Registered),
    power_may_act: true,
};

/// Reservations only by the person or (under 16) a parent.
pub const HEALTH_REGISTERS: ServiceRules = ServiceRules {
    service: "health_registers",
    feature: "C22",
    level: Some(Level::Basic),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::No,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: Some(Area::Registered),
    power_may_act: false,
};

/// Consents only by the person or (under 16) a parent.
pub const RESEARCH: ServiceRules = ServiceRules {
    service: "research",
    feature: "C23",
    level: Some(Level::Basic),
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::No,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: Some(Area::Registered),
    power_may_act: false,
};

pub const SIDE_EFFECTS: ServiceRules = ServiceRules {
    service: "side_effects",
    feature: "C24",
    level: None,
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::Yes,
    youth_without: Youth::No,
    power_area: Some(Area::Digital),
    power_may_act: true,
};

pub const ADVERSE_EVENTS: ServiceRules = ServiceRules {
    service: "adverse_events",
    feature: "C25",
    level: None,
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::Yes,
    youth_without: Youth::No,
    power_area: Some(Area::Digital),
    power_may_act: true,
};

/// A holder of a power sees their own use.
pub const USAGE_LOG: ServiceRules = ServiceRules {
    service: "usage_log",
    feature: "S4",
    level: Some(Level::Basic),
    before_terms: true,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::OwnUseOnly,
    youth_with_consent: Youth::OwnUseOnly,
    youth_without: Youth::OwnUseOnly,
    power_area: None,
    power_may_act: false,
};

/// The level of a child under 16 is set by a representing parent.
pub const CONSENT: ServiceRules = ServiceRules {
    service: "consent",
    feature: "L3",
    level: None,
    before_terms: false,
    parent_under_12: Parent::Yes,
    parent_12_to_15: Parent::Yes,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: None,
    power_may_act: false,
};

/// Only the person; from 16.
pub const POWERS_OF_ATTORNEY: ServiceRules = ServiceRules {
    service: "powers_of_attorney",
    feature: "S3",
    level: Some(Level::Basic),
    before_terms: false,
    parent_under_12: Parent::No,
    parent_12_to_15: Parent::No,
    youth_with_consent: Youth::No,
    youth_without: Youth::No,
    power_area: None,
    power_may_act: false,
};

pub const CONTACT_DETAILS: ServiceRules = ServiceRules {
    service: "contact_details",
    feature: "S1",
    level: None,
    before_terms: false,
    parent_under_12: Parent::SeeOnly,
    parent_12_to_15: Parent::SeeOnly,
    youth_with_consent: Youth::SeeOwn,
    youth_without: Youth::SeeOwn,
    power_area: None,
    power_may_act: false,
};

pub const NOTIFICATION_SETTINGS: ServiceRules = ServiceRules {
    service: "notification_settings",
    feature: "S5",
    level: None,
    before_terms: false,
    parent_under_12: Parent::ParentsOwn,
    parent_12_to_15: Parent::ParentsOwn,
    youth_with_consent: Youth::Own,
    youth_without: Youth::Own,
    power_area: None,
    power_may_act: false,
};

/// Every row, in the order of the features.
pub const ALL: &[ServiceRules] = &[
    APPOINTMENTS,
    INBOX,
    PRESCRIPTIONS,
    REFERRALS,
    PATIENT_RECORD,
    TEST_RESULTS,
    VACCINATIONS,
    CRITICAL_INFORMATION,
    SUMMARY_CARE_RECORD,
    HEALTH_CONTACTS,
    CHANGE_GP,
    TREATMENT_CENTRE,
    EARLY_CHILDHOOD,
    HOME_CARE,
    DONOR_CARD,
    DOCUMENTS,
    TOOLS,
    EXEMPTION_CARD,
    PATIENT_TRAVEL,
    HEALTH_INSURANCE_CARD,
    REFUNDS,
    HEALTH_REGISTERS,
    RESEARCH,
    SIDE_EFFECTS,
    ADVERSE_EVENTS,
    USAGE_LOG,
    CONSENT,
    POWERS_OF_ATTORNEY,
    CONTACT_DETAILS,
    NOTIFICATION_SETTINGS,
];
