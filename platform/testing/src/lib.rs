//! A whole portal inside a test: TestPortal, people as browsers, pages as text, systems with their keys.

mod answer;
mod demo_system;
mod portal;
mod system;
mod visitor;

pub use answer::Answer;
pub use demo_system::{DemoSystem, DemoSystemError};
pub use portal::{Process, TestPortal};
pub use system::{FhirAnswer, System};
pub use visitor::Visitor;
