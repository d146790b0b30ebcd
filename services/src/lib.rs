//! The health services of the portal: one folder is one service, and one line here.

use web::{Service, texts::Source};

/// The register: every service, in the order of the overview.
pub static ALL: &[&Service] = &[];

/// Texts of pages that are not a service's.
pub static PAGE_TEXTS: &[Source] = &[];
