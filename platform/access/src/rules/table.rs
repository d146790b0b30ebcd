//! The rules of access, service by service: one table that anyone can read (B8, L2, L3, R3, R5).
//!
//! A new service adds its row here. A row is closed to all but the person, from 16 years, until it says otherwise:
//! `parents` (of children under 12, of 12–15), `youth` (13–15 with a parent's consent, without it), `power`.
//! Marks on single items (R4) hold in every service and are not in the table.

use super::{
    Area::{Digital, PatientRecord, Registered},
    Level, ParentRule as Parent, PowerRule as Power, ServiceRules, YouthRule as Youth,
};

const NO_LEVEL: Option<Level> = None;
const BASIC: Option<Level> = Some(Level::Basic);
const BASIC_PLUS: Option<Level> = Some(Level::BasicPlus);
const FULL: Option<Level> = Some(Level::Full);

/// An appointment hidden from the youth is not shown to the youth.
pub const APPOINTMENTS: ServiceRules = ServiceRules::new("appointments", "C2", FULL)
    .parents(Parent::Yes, Parent::Yes)
    .youth(Youth::GpAndMunicipalOnly, Youth::SchoolNurseOnly)
    .power(Power::Act(Digital));

/// What a parent wrote is not shown to the youth.
pub const INBOX: ServiceRules = ServiceRules::new("inbox", "C1", FULL)
    .parents(Parent::Yes, Parent::Yes)
    .youth(Youth::GpAndMunicipalOnly, Youth::SchoolNurseOnly)
    .power(Power::Act(Digital));

/// A youth sees those hidden from parents.
pub const PRESCRIPTIONS: ServiceRules = ServiceRules::new("prescriptions", "C3", BASIC)
    .parents(Parent::Yes, Parent::Yes)
    .youth(Youth::Yes, Youth::No)
    .power(Power::Act(Registered));

pub const REFERRALS: ServiceRules =
    ServiceRules::new("referrals", "C4", FULL).parents(Parent::Yes, Parent::No).power(Power::Act(Digital));

pub const PATIENT_RECORD: ServiceRules = ServiceRules::new("patient_record", "C5", BASIC_PLUS)
    .parents(Parent::Yes, Parent::No)
    .power(Power::See(PatientRecord));

pub const TEST_RESULTS: ServiceRules =
    ServiceRules::new("test_results", "C6", BASIC).parents(Parent::Yes, Parent::No).power(Power::See(Registered));

pub const VACCINATIONS: ServiceRules = ServiceRules::new("vaccinations", "C7", BASIC)
    .parents(Parent::Yes, Parent::Yes)
    .youth(Youth::Yes, Youth::No)
    .power(Power::See(Registered));

pub const CRITICAL_INFORMATION: ServiceRules = ServiceRules::new("critical_information", "C8", BASIC)
    .parents(Parent::Yes, Parent::No)
    .power(Power::See(Registered));

/// Restrictions and opt-out only by the person or (under 12) a parent.
pub const SUMMARY_CARE_RECORD: ServiceRules = ServiceRules::new("summary_care_record", "C9", BASIC)
    .parents(Parent::Yes, Parent::No)
    .power(Power::See(Registered));

pub const HEALTH_CONTACTS: ServiceRules = ServiceRules::new("health_contacts", "C10", BASIC)
    .parents(Parent::Yes, Parent::Yes)
    .youth(Youth::GpAndMunicipalOnly, Youth::SchoolNurseOnly)
    .power(Power::Act(Digital));

pub const CHANGE_GP: ServiceRules =
    ServiceRules::new("change_gp", "C11", BASIC).parents(Parent::Yes, Parent::Yes).power(Power::Act(Digital));

/// Open without log-in; a referral needs its own rule.
pub const TREATMENT_CENTRE: ServiceRules = ServiceRules::new("treatment_centre", "C12", NO_LEVEL)
    .parents(Parent::Yes, Parent::Yes)
    .youth(Youth::Yes, Youth::Yes)
    .power(Power::Act(Digital));

pub const EARLY_CHILDHOOD: ServiceRules =
    ServiceRules::new("early_childhood", "C13", FULL).parents(Parent::UnderTwoAndHistory, Parent::No);

pub const HOME_CARE: ServiceRules =
    ServiceRules::new("home_care", "C14", FULL).parents(Parent::Yes, Parent::Yes).power(Power::Act(Digital));

/// Only the person; from 16.
pub const DONOR_CARD: ServiceRules = ServiceRules::new("donor_card", "C15", BASIC);

pub const DOCUMENTS: ServiceRules =
    ServiceRules::new("documents", "C16", FULL).parents(Parent::Yes, Parent::No).power(Power::Act(Digital));

/// A prescribed tool follows its own flags.
pub const TOOLS: ServiceRules = ServiceRules::new("tools", "C17", NO_LEVEL)
    .parents(Parent::Yes, Parent::Yes)
    .youth(Youth::Yes, Youth::Yes)
    .power(Power::Act(Digital));

pub const EXEMPTION_CARD: ServiceRules =
    ServiceRules::new("exemption_card", "C18", BASIC).parents(Parent::Yes, Parent::Yes).power(Power::See(Registered));

pub const PATIENT_TRAVEL: ServiceRules =
    ServiceRules::new("patient_travel", "C19", FULL).parents(Parent::Yes, Parent::Yes).power(Power::Act(Digital));

pub const HEALTH_INSURANCE_CARD: ServiceRules = ServiceRules::new("health_insurance_card", "C20", BASIC)
    .parents(Parent::Yes, Parent::Yes)
    .power(Power::Act(Registered));

/// The account number is changed only by the person or a parent.
pub const REFUNDS: ServiceRules =
    ServiceRules::new("refunds", "C21", BASIC).parents(Parent::Yes, Parent::Yes).power(Power::Act(Registered));

/// Reservations only by the person or (under 16) a parent.
pub const HEALTH_REGISTERS: ServiceRules =
    ServiceRules::new("health_registers", "C22", BASIC).parents(Parent::Yes, Parent::No).power(Power::See(Registered));

/// Consents only by the person or (under 16) a parent.
pub const RESEARCH: ServiceRules =
    ServiceRules::new("research", "C23", BASIC).parents(Parent::Yes, Parent::No).power(Power::See(Registered));

pub const SIDE_EFFECTS: ServiceRules = ServiceRules::new("side_effects", "C24", NO_LEVEL)
    .parents(Parent::Yes, Parent::Yes)
    .youth(Youth::Yes, Youth::No)
    .power(Power::Act(Digital));

pub const ADVERSE_EVENTS: ServiceRules = ServiceRules::new("adverse_events", "C25", NO_LEVEL)
    .parents(Parent::Yes, Parent::Yes)
    .youth(Youth::Yes, Youth::No)
    .power(Power::Act(Digital));

/// A holder of a power sees their own use.
pub const USAGE_LOG: ServiceRules = ServiceRules::new("usage_log", "S4", BASIC)
    .parents(Parent::Yes, Parent::OwnUseOnly)
    .youth(Youth::OwnUseOnly, Youth::OwnUseOnly)
    .power(Power::OwnUseOnly)
    .before_terms();

/// The level of a child under 16 is set by a representing parent.
pub const CONSENT: ServiceRules = ServiceRules::new("consent", "L3", NO_LEVEL).parents(Parent::Yes, Parent::Yes);

/// Only the person; from 16.
pub const POWERS_OF_ATTORNEY: ServiceRules = ServiceRules::new("powers_of_attorney", "S3", BASIC);

pub const CONTACT_DETAILS: ServiceRules = ServiceRules::new("contact_details", "S1", NO_LEVEL)
    .parents(Parent::SeeOnly, Parent::SeeOnly)
    .youth(Youth::SeeOwn, Youth::SeeOwn);

pub const NOTIFICATION_SETTINGS: ServiceRules = ServiceRules::new("notification_settings", "S5", NO_LEVEL)
    .parents(Parent::ParentsOwn, Parent::ParentsOwn)
    .youth(Youth::Own, Youth::Own);

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
