//! The rules of access, pure: facts and a date in, a decision and its reason out (I6).

pub mod age;
mod decide;
mod facts;
mod item;
mod oneself;
mod parent;
mod power;
mod service_rules;
pub mod table;

pub use decide::decide;
pub use facts::{
    Action, ActorFacts, AgeBand, Availability, Basis, Decision, Flags, Granted, ItemSource, Level, Power, Reader,
    Refusal, Relation, Representing, Restrictions, SubjectFacts,
};
pub use item::admits;
pub use service_rules::{Area, ParentRule, PowerRule, ServiceRules, YouthRule};
