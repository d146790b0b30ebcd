//! The rules of access, pure: facts and a date in, a decision and its reason out (I6).

pub mod age;
mod at_work;
mod basis;
mod decide;
mod facts;
mod item;
mod matrix;
mod matrix_at_work;
mod oneself;
mod parent;
mod power;
mod service_rules;
pub mod table;
mod texts;
mod words;

pub(crate) use at_work::is_of_health;
pub use at_work::{AT_WORK, GUIDANCE, MEMBERS, PAPER_FORMS, Role, WorkFacts, decide_at_work};
pub use basis::{GIVER_AGE, HOLDER_AGE, latest_attested_end, represents};
pub use decide::decide;
pub use facts::{
    Action, ActorFacts, AgeBand, Availability, Basis, Decision, Flags, Granted, ItemSource, Level, Power, PowerKind,
    Reader, Refusal, Relation, Representing, Restrictions, SubjectFacts,
};
pub use item::admits;
pub use matrix::matrix;
pub use service_rules::{Area, ParentRule, PowerRule, ServiceRules, YouthRule};
pub use texts::TEXTS;
