//! A whole portal inside a test: TestPortal, people as browsers, pages as text, systems with their keys.

mod answer;
mod demo_system;
mod portal;
mod system;
mod token;
mod visitor;

pub use answer::Answer;
pub use demo_system::DemoSystem;
pub use portal::{GATEWAY_SECRET, Process, TestPortal};
pub use system::{FhirAnswer, System};
pub use token::TokenError;
pub use visitor::Visitor;
