//! FHIR R4 as received bytes: validation, references, profiles, thin typed views.

mod issue;
pub mod json;
mod structure;

pub use issue::{Issue, IssueKind, OperationOutcome};
pub use structure::{is_resource_type, validate};
