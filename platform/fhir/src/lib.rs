//! FHIR R4 as received bytes: validation, references, profiles, thin typed views.

mod appointment;
mod care_team;
mod encounter;
pub mod helsenorge;
mod issue;
pub mod json;
mod notice_tags;
mod party;
mod resource;
mod structure;

pub use appointment::{AppointmentView, Concept, Document, Flag, Meeting, Moment, Participant, Place};
pub use care_team::{CareTeamView, Member, NewCareTeam, NewMember, validate_care_team};
pub use encounter::{EncounterView, NewHomeVisit, validate_home_visit};
pub use issue::{Issue, IssueKind, OperationOutcome};
pub use notice_tags::NoticeTags;
pub use resource::{Entry, Reference, Resource, is_collection, stamped};
pub use structure::{has_element, is_id, is_resource_type, resource_types, validate};
