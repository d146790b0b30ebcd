//! The health services of the portal: one folder is one service, and one line here.

mod active_logins;
mod appointments;
mod consent;
mod contact_details;
mod health_contacts;
mod home_care;
mod inbox;
pub mod log_in;
mod notification_settings;
mod powers_of_attorney;
mod privacy_settings;
mod treatment_centre;
mod usage_log;

use access::{Policy, rules::table};
use records::Kind;
use web::{Service, texts::Source};

pub use notification_settings::{Letters, report_routes};
pub use powers_of_attorney::watch_powers;

/// The register: every service, in the order of the overview.
pub static ALL: &[&Service] = &[
    &appointments::SERVICE,
    &inbox::SERVICE,
    &home_care::SERVICE,
    &health_contacts::SERVICE,
    &usage_log::SERVICE,
    &treatment_centre::SERVICE,
    &consent::SERVICE,
    &powers_of_attorney::SERVICE,
    &privacy_settings::SERVICE,
    &contact_details::SERVICE,
    &notification_settings::SERVICE,
    &active_logins::SERVICE,
];

/// Texts of pages that are not a service's.
pub static PAGE_TEXTS: &[Source] = &[log_in::TEXTS];

/// What no service shows yet stands in the usage log as part of the patient record.
static KEPT: Policy = Policy::everywhere(&table::PATIENT_RECORD);

/// What a FHIR resource type belongs to, and what follows from a change of it.
pub fn kind(resource_type: &str) -> Kind {
    let shown = ALL.iter().find(|service| service.resource_types.contains(&resource_type));
    shown.map_or(Kind::quiet(&KEPT), |service| Kind {
        policy: service.resource_policy.unwrap_or(&service.policy),
        admission: service.admission,
        consequence: service.consequence,
    })
}

/// The service of an id, as the gate knows it.
pub fn policy(service: &str) -> Option<&'static Policy> {
    let policies = ALL.iter().flat_map(|known| [Some(&known.policy), known.resource_policy]);
    policies.flatten().find(|policy| policy.rules.service == service)
}
