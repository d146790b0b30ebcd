//! The health services of the portal: one folder is one service, and one line here.

mod active_logins;
mod appointments;
mod consent;
pub mod log_in;
mod usage_log;

use web::{Service, texts::Source};

/// The register: every service, in the order of the overview.
pub static ALL: &[&Service] =
    &[&appointments::SERVICE, &usage_log::SERVICE, &consent::SERVICE, &active_logins::SERVICE];

/// Texts of pages that are not a service's.
pub static PAGE_TEXTS: &[Source] = &[log_in::TEXTS];
