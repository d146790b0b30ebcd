//! The rules of access, pure: facts and a date in, a decision and its reason out (I6).

mod facts;
mod service_rules;

pub use facts::{
    AgeBand, Availability, Basis, Decision, Flags, Granted, ItemSource, Level, Power, Reader, Refusal, Relation,
    Representing, Restrictions, SubjectFacts,
};
pub use service_rules::{Area, ParentRule, ServiceRules, YouthRule};
