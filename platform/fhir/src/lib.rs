//! FHIR R4 as received bytes: validation, references, profiles, thin typed views.

mod appointment;
pub mod helsenorge;
mod issue;
pub mod json;
mod notice_tags;
mod resource;
mod structure;

pub use appointment::{AppointmentView, Concept, Document, Flag, Meeting, Moment, Participant, Place};
pub use issue::{Issue, IssueKind, OperationOutcome};
pub use notice_tags::NoticeTags;
pub use resource::{Entry, Reference, Resource, is_collection, stamped};
pub use structure::{has_element, is_id, is_resource_type, resource_types, validate};
